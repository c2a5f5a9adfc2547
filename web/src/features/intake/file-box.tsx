import { useMutation } from '@tanstack/react-query'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { upload } from '../../api/upload.ts'
import { Icon } from '../../ui/icon.tsx'
import { problemWords } from '../../ui/states.tsx'
import type { UploadedFile } from './filing-form.ts'

/** Material handed over: each file is kept as soon as it is chosen, and refused in place where it may not be kept. */
export function FileBox({ files, fault, onChange }: { files: readonly UploadedFile[]; fault: string | undefined; onChange: (files: UploadedFile[]) => void }) {
  const { t } = useTranslation('intake')
  const input = useRef<HTMLInputElement>(null)
  const latest = useRef(files)
  latest.current = files
  const sending = useMutation({
    mutationFn: async (chosen: readonly File[]) => {
      for (const file of chosen) {
        const { id, name, bytes } = await upload(file)
        latest.current = [...latest.current, { id, name, bytes }]
        onChange([...latest.current])
      }
    },
  })
  const take = (list: FileList | null): void => { if (list?.length) sending.mutate([...list]) }
  return (
    <div className="file-box" data-field="attachmentIds" onDragOver={(event) => event.preventDefault()} onDrop={(event) => { event.preventDefault(); take(event.dataTransfer.files) }}>
      <div className="row wrap">
        <button type="button" className="button small" onClick={() => input.current?.click()}><Icon name="clip" />{t('addFile')}</button>
        <span className="small faint">{sending.isPending ? t('uploading') : t('filesHint')}</span>
        <input ref={input} type="file" multiple hidden aria-label={t('addFile')} onChange={(event) => { take(event.target.files); event.target.value = '' }} />
      </div>
      {files.length > 0 && <ul className="chosen">{files.map((file) => <li key={file.id} className="tag">{file.name}<button type="button" className="link" aria-label={t('removeFile', { name: file.name })} onClick={() => onChange(files.filter((one) => one.id !== file.id))}><Icon name="close" /></button></li>)}</ul>}
      {sending.isError && <p className="field-fault" role="alert">{problemWords(sending.error)}</p>}
      {fault && <p className="field-fault">{fault}</p>}
    </div>
  )
}
