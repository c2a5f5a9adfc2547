import { useTranslation } from 'react-i18next'
import { isWorking } from './import-requests.ts'
import type { Run } from './import-requests.ts'

/** What became of the rows, or would become of them. */
export function Counts({ run }: { run: Run }) {
  const { t, i18n } = useTranslation('importing')
  const isPlan = run.state === 'checking' || run.state === 'checked'
  const facts = [
    { name: t(isWorking(run) ? 'counts.done' : 'counts.total'), count: isWorking(run) ? run.done : run.total, tone: '' },
    { name: t(isPlan ? 'counts.good' : 'counts.added'), count: run.added, tone: 'green' },
    { name: t('counts.known'), count: run.known, tone: '' },
    { name: t('counts.refused'), count: run.refused, tone: 'red' },
  ]
  return <dl className="import-counts">{facts.map(({ name, count, tone }) => <div key={name} className={count > 0 ? tone : 'none'}><dt>{name}</dt><dd className="num">{count.toLocaleString(i18n.language)}</dd></div>)}</dl>
}
