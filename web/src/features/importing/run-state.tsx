import { useTranslation } from 'react-i18next'
import type { Run } from './import-requests.ts'

const TONES = { uploaded: '', checking: 'blue', checked: 'amber', running: 'blue', done: 'green', cancelled: 'orange', failed: 'red' } as const satisfies Readonly<Record<Run['state'], string>>

/** How far an import is, in a word. */
export function RunState({ run }: { run: Pick<Run, 'state'> }) {
  const { t } = useTranslation('importing')
  return <span className={`tag ${TONES[run.state]}`}>{t(`state.${run.state}`)}</span>
}
