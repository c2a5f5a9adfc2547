import { createBrowserRouter } from 'react-router'
import type { RouteObject } from 'react-router'
import { loadTexts } from '../ui/load-texts.ts'
import { BrokenPage, MissingPage } from './broken-page.tsx'
import { Home } from './home.tsx'
import { Shell } from './shell.tsx'

interface Page {
  Component: () => React.ReactNode
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
  { path: 'matters/:code', lazy: page(['matters', 'actions', 'events'], () => import('../features/matters/matter/matter-page.tsx')) },
  { path: 'register', lazy: page(['intake'], () => import('../features/intake/register-page.tsx')) },
  { path: '*', Component: MissingPage },
]

export const router = createBrowserRouter([
  { path: '/sign-in', ErrorBoundary: BrokenPage, lazy: page(['identity'], () => import('../features/identity/sign-in-page.tsx')), HydrateFallback: () => null },
  { path: '/', Component: Shell, ErrorBoundary: BrokenPage, HydrateFallback: () => null, children: [{ ErrorBoundary: BrokenPage, children: pages }] },
], { basename: '/console' })
