import { createBrowserRouter, Navigate } from 'react-router'
import type { RouteObject } from 'react-router'
import { loadTexts } from '../ui/load-texts.ts'
import { BrokenPage, MissingPage } from './broken-page.tsx'
import { Home } from './home.tsx'
import { Shell } from './shell.tsx'

interface Page {
  Component: () => React.ReactNode
  loader?: (at: { request: Request }) => null
}

/** A page with its texts, fetched when somebody goes there. */
const page = (texts: string[], load: () => Promise<Page>) => async (): Promise<Page> => {
  const [module] = await Promise.all([load(), loadTexts(...texts)])
  return module
}

const pages: RouteObject[] = [
  { index: true, Component: Home },
  { path: 'matters', lazy: page(['matters'], () => import('../features/matters/work-list/work-list-page.tsx')) },
  { path: 'people', lazy: page(['matters'], () => import('../features/matters/people-page.tsx')) },
  { path: 'matters/:code', lazy: page(['matters', 'actions', 'events', 'reviewing'], () => import('../features/matters/matter/matter-page.tsx')) },
  { path: 'matters/:code/clocks/:seq', lazy: page(['time-limits'], () => import('../features/time-limits/clock-page.tsx')) },
  { path: 'account', lazy: page(['identity'], () => import('../features/identity/account-page.tsx')) },
  { path: 'overview', lazy: page(['overview'], () => import('../features/overview/overview-page.tsx')) },
  { path: 'analysis', lazy: page(['analysis'], () => import('../features/analysis/counts-page.tsx')) },
  { path: 'register', lazy: page(['intake'], () => import('../features/intake/register-page.tsx')) },
  { path: 'import', lazy: page(['importing'], () => import('../features/importing/import-page.tsx')) },
  { path: 'import/:id', lazy: page(['importing'], () => import('../features/importing/run-page.tsx')) },
  {
    path: 'admin', lazy: page(['directory'], () => import('../features/directory/admin-layout.tsx')), children: [
      { index: true, element: <Navigate to="/admin/units" replace /> },
      { path: 'units', lazy: page(['directory'], () => import('../features/directory/units-page.tsx')) },
      { path: 'units/:id', lazy: page(['directory'], () => import('../features/directory/unit-page.tsx')) },
      { path: 'staff', lazy: page(['directory'], () => import('../features/directory/staff-page.tsx')) },
      { path: 'staff/:id', lazy: page(['directory'], () => import('../features/directory/account-page.tsx')) },
      { path: 'codes', lazy: page(['directory'], () => import('../features/directory/codes-page.tsx')) },
      { path: 'codes/:table', lazy: page(['directory'], () => import('../features/directory/code-table-page.tsx')) },
      { path: 'calendars', lazy: page(['directory'], () => import('../features/directory/calendars-page.tsx')) },
      { path: 'calendars/:year', lazy: page(['directory'], () => import('../features/directory/calendar-page.tsx')) },
      { path: 'limits', lazy: page(['time-limits'], () => import('../features/time-limits/limits-page.tsx')) },
      { path: 'duties', lazy: page(['directory'], () => import('../features/directory/duties-page.tsx')) },
    ],
  },
  { path: 'reviews', lazy: page(['reviewing'], () => import('../features/reviewing/reviews-page.tsx')) },
  { path: 'reprisals', lazy: page(['reviewing'], () => import('../features/reviewing/reprisals-page.tsx')) },
  { path: 'accusations', lazy: page(['sealed'], () => import('../features/sealed/accusations-page.tsx')) },
  { path: 'accusations/:code', lazy: page(['sealed'], () => import('../features/sealed/accusation-page.tsx')) },
  { path: 'audit', lazy: page(['audit', 'deeds', 'events'], () => import('../features/audit/audit-page.tsx')) },
  { path: '*', Component: MissingPage },
]

export const router = createBrowserRouter([
  { path: '/sign-in', ErrorBoundary: BrokenPage, lazy: page(['identity'], () => import('../features/identity/sign-in-page.tsx')), HydrateFallback: () => null },
  { path: '/', Component: Shell, ErrorBoundary: BrokenPage, HydrateFallback: () => null, children: [{ ErrorBoundary: BrokenPage, children: pages }] },
], { basename: '/console' })
