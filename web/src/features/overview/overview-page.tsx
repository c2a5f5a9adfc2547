import { useQuery } from '@tanstack/react-query'
import type { overview, registerQuality } from '@hejie/contract/matters'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { call } from '../../api/client.ts'
import type { Output } from '../../api/client.ts'
import { useKnownMe } from '../../api/session.ts'
import { longDate, timeOf } from '../../ui/civil-date.ts'
import { Failed, Loading } from '../../ui/states.tsx'
import './overview.css'

type Overview = Output<typeof overview>
type Tile = Overview['tiles'][number]

/** Three things that need a person now; the rest after them. */
const NOW = ['overdue', 'today', 'todo'] as const
const REST = ['tasks', '3days', 'unsigned', 'objected', 'open'] as const
const TONES: Readonly<Record<string, string>> = { overdue: 'red', today: 'amber' }

const listOf = (query: Readonly<Record<string, string>>): string => `/matters?${new URLSearchParams(query).toString()}`

/** What is due, overdue and returned where somebody watches or works; every number opens the list it counts. */
export function Component() {
  const { t } = useTranslation('overview')
  const { data, error, refetch, dataUpdatedAt } = useQuery({ queryKey: ['matters', 'overview'], refetchInterval: 60_000, queryFn: ({ signal }) => call<typeof overview>('get', '/api/matters/overview', { signal }) })
  const watches = useKnownMe().posts.some((post) => post.hasOversight)
  if (!data) return error ? <Failed error={error} retry={() => void refetch()} /> : <Loading lines={10} />
  const tile = (key: string): Tile | undefined => data.tiles.find((one) => one.key === key)
  return (
    <div className="page overview">
      <header className="row wrap spread"><h1>{t('title')}</h1><p className="small faint num">{t('updated', { time: timeOf(new Date(dataUpdatedAt).toISOString()) })} · {t('hint')}</p></header>
      <section aria-label={t('now')} className="tiles big">{NOW.map((key) => <TileLink key={key} name={key} tile={tile(key)} />)}</section>
      <section aria-label={t('more')} className="tiles">{REST.map((key) => <TileLink key={key} name={key} tile={tile(key)} />)}</section>
      {watches && <ByRegion rows={data.byRegion} />}
      <ByUnit rows={data.byUnit} scope={watches ? 'region' : 'unit'} />
      {watches && <Quality />}
      <p className="small faint">{t('source')}</p>
    </div>
  )
}

function TileLink({ name, tile }: { name: (typeof NOW)[number] | (typeof REST)[number]; tile: Tile | undefined }) {
  const { t, i18n } = useTranslation('overview')
  if (!tile) return null
  return (
    <Link to={listOf(tile.query)} className={`tile ${tile.total > 0 ? (TONES[name] ?? '') : 'none'}`}>
      <span>{t(`tile.${name}`)}</span><strong className="num">{tile.total.toLocaleString(i18n.language)}</strong>
    </Link>
  )
}

function Count({ to, count, tone = '' }: { to: Readonly<Record<string, string>>; count: number; tone?: string }) {
  const { i18n } = useTranslation()
  return <td className="num">{count > 0 ? <Link className={tone} to={listOf(to)}>{count.toLocaleString(i18n.language)}</Link> : <span className="faint">0</span>}</td>
}

function Share({ part, whole }: { part: number; whole: number }) {
  const percent = whole > 0 ? Math.round((100 * part) / whole) : 0
  return <td className="share"><span aria-hidden="true"><i style={{ width: `${percent}%` }} /></span><span className="num small faint">{percent}%</span></td>
}

function ByRegion({ rows: all }: { rows: Overview['byRegion'] }) {
  const { t } = useTranslation('overview')
  const [showsAll, setShowsAll] = useState(false)
  const busy = all.filter((row) => row.open > 0)
  const rows = showsAll ? all : busy
  const open = all.reduce((sum, row) => sum + row.open, 0)
  return (
    <section className="card overview-table">
      <header><h2>{t('byRegion')}</h2></header>
      <table className="data">
        <thead><tr><th scope="col">{t('region')}</th><th scope="col" className="num">{t('openNumber')}</th><th scope="col" className="num">{t('overdueNumber')}</th><th scope="col" className="num">{t('soonNumber')}</th><th scope="col" className="num">{t('returnedNumber')}</th><th scope="col" className="share">{t('share')}</th></tr></thead>
        <tbody>
          {rows.map((row) => {
            const base = { scope: 'region', region: row.regionCode, ...(row.isItself ? { extent: 'itself' } : {}) }
            return (
              <tr key={row.regionCode}>
                <th scope="row">{row.isItself ? t('itself') : row.name}</th><Count count={row.open} to={{ ...base, status: 'open' }} /><Count count={row.overdue} to={{ ...base, due: 'overdue' }} tone="over" /><Count count={row.dueIn3Days} to={{ ...base, due: '3days' }} />
                <Count count={row.returned} to={{ ...base, status: 'open', mark: 'returned' }} /><Share part={row.open} whole={open} />
              </tr>
            )
          })}
        </tbody>
      </table>
      {all.length === 0 && <p className="body soft">{t('noRegion')}</p>}
      {all.length > busy.length && <p className="overview-rest small soft">{t('quietRegions', { count: all.length - busy.length })} <button type="button" className="link" aria-expanded={showsAll} onClick={() => setShowsAll(!showsAll)}>{t(showsAll ? 'hideQuiet' : 'showQuiet')}</button></p>}
    </section>
  )
}

function ByUnit({ rows, scope }: { rows: Overview['byUnit']; scope: 'region' | 'unit' }) {
  const { t } = useTranslation('overview')
  const open = rows.reduce((sum, row) => sum + row.open, 0)
  return (
    <section className="card overview-table">
      <header><h2>{t('byUnit')}</h2></header>
      <table className="data">
        <thead><tr><th scope="col">{t('unit')}</th><th scope="col" className="num">{t('openNumber')}</th><th scope="col" className="num">{t('overdueNumber')}</th><th scope="col" className="num">{t('soonNumber')}</th><th scope="col" className="share">{t('share')}</th></tr></thead>
        <tbody>
          {rows.map((row) => {
            const base = { scope, holder: row.unitId }
            return (
              <tr key={row.unitId}>
                <th scope="row">{row.name}</th><Count count={row.open} to={{ ...base, status: 'open' }} /><Count count={row.overdue} to={{ ...base, due: 'overdue' }} tone="over" /><Count count={row.dueIn3Days} to={{ ...base, due: '3days' }} /><Share part={row.open} whole={open} />
              </tr>
            )
          })}
        </tbody>
      </table>
      {rows.length === 0 && <p className="body soft">{t('noUnit')}</p>}
    </section>
  )
}

function Quality() {
  const { t, i18n } = useTranslation('overview')
  const { data } = useQuery({ queryKey: ['matters', 'quality'], staleTime: 600_000, queryFn: ({ signal }) => call<typeof registerQuality>('get', '/api/matters/quality', { signal }) })
  if (!data) return null
  return (
    <section className="card overview-table">
      <header className="wrap"><h2>{t('quality')}</h2><span className="small soft num">{t('qualityPeriod', { from: longDate(data.from, i18n.language), to: longDate(data.to, i18n.language), count: data.total })}</span></header>
      <div className="body tiles">
        {data.measures.map((one) => <div key={one.key} className="tile flat"><span>{i18n.language === 'en' ? one.en : one.zh}</span><strong className="num">{(one.share * 100).toFixed(1)}%</strong><span className="small faint num">{t('of', { count: one.count })}</span></div>)}
      </div>
    </section>
  )
}
