import { useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { DragEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { ApiProblem } from '../../api/problem.ts'
import { Icon } from '../../ui/icon.tsx'
import { saveFile } from '../../ui/save-file.ts'
import { problemWords } from '../../ui/states.tsx'
import { keepRun, uploadTable } from './import-requests.ts'
import { sampleTable } from './sample-table.ts'

/** The server's own limit: a larger file would be cut off on its way, without a word that says why. */
const MOST_BYTES = 64 << 20

/** Takes a table by choosing or dropping it; what cannot be read is said here, and the next try replaces it. */
export function UploadBox() {
  const { t } = useTranslation('importing')
  const navigate = useNavigate()
  const input = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)
  const sending = useMutation({
    mutationFn: (file: File) => {
      if (file.size > MOST_BYTES) throw new ApiProblem({ status: 413, code: 'web/too-large', detail: t('upload.tooLarge'), faults: [] })
      return uploadTable(file)
    },
    onSuccess: async (run) => {
      await keepRun(run)
      void navigate(`/import/${run.id}`)
    },
  })
  const take = (files: FileList | null): void => {
    const [file] = files ?? []
    if (file && !sending.isPending) sending.mutate(file)
  }
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files)
  }
  return (
    <section className="import-upload" aria-label={t('upload.title')}>
      <div className="import-drop" data-over={isOver} aria-busy={sending.isPending} onDragOver={(event) => { event.preventDefault(); setOver(true) }} onDragLeave={() => setOver(false)} onDrop={drop}>
        <span className="state-icon"><Icon name="upload" size={1.6} /></span>
        <p aria-live="polite">{sending.isPending ? t('upload.reading', { name: sending.variables.name }) : t('upload.drop')}</p>
        <button type="button" className="button main" aria-busy={sending.isPending} onClick={() => input.current?.click()}>{sending.isPending ? t('upload.wait') : t('upload.choose')}</button>
        <input ref={input} type="file" hidden accept=".xlsx,.csv,.json,.jsonl,.txt" aria-label={t('upload.choose')} onChange={(event) => { take(event.target.files); event.target.value = '' }} />
        <p className="small faint">{t('upload.limits')}</p>
        <div className="progress-line" data-busy={sending.isPending} aria-hidden="true" />
      </div>
      {sending.isError && <UploadProblem error={sending.error} name={sending.variables.name} again={() => sending.mutate(sending.variables)} />}
      <p className="small soft">{t('upload.sampleHint')} <button type="button" className="link" onClick={() => void saveFile(sampleTable(), t('upload.sampleName'))}>{t('upload.sample')}</button></p>
    </section>
  )
}

function UploadProblem({ error, name, again }: { error: Error; name: string; again: () => void }) {
  const { t } = useTranslation('importing')
  const isPassing = error instanceof ApiProblem && error.isPassing
  const faults = error instanceof ApiProblem ? error.faults : []
  return (
    <div className={`notice ${isPassing ? 'amber' : 'red'}`} role="alert">
      <Icon name="alert" size={1.2} />
      <div className="grow">
        <p><strong className="import-name">{name}</strong></p>
        {faults.length > 0 ? faults.map((fault) => <p key={fault.message}>{fault.message}</p>) : <p>{problemWords(error)}</p>}
        {isPassing && <div className="row"><button type="button" className="button small" onClick={again}><Icon name="refresh" />{t('retry', { ns: 'common' })}</button></div>}
      </div>
    </div>
  )
}
