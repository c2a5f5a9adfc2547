import type { MatterDetail } from '@hejie/contract/matters'
import { useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { send } from '../../../api/client.ts'
import { mayOpen, useKnownMe } from '../../../api/session.ts'
import { upload } from '../../../api/upload.ts'
import { Dialog } from '../../../ui/dialog.tsx'
import { FormDialog, textIn } from '../../../ui/form-dialog.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { problemWords } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.tsx'
import { refreshMatter } from '../actions/send-action.ts'

/** Adds material to a matter the officer works on; a refused file is named where the button stands. */
export function AddMaterial({ matter }: { matter: MatterDetail }) {
  const { t } = useTranslation('matters')
  const input = useRef<HTMLInputElement>(null)
  const sending = useMutation({
    mutationFn: async (files: readonly File[]) => {
      for (const file of files) await upload(file, matter.code)
    },
    onSuccess: () => toast(t('matter.materialAdded')),
    onSettled: () => refreshMatter(matter.code),
  })
  if (!matter.allowedActions.some((one) => one.name === 'note')) return null
  return (
    <div className="no-print">
      <button type="button" className="button small" aria-busy={sending.isPending} onClick={() => input.current?.click()}><Icon name="clip" />{t('matter.addMaterial')}</button>
      <input ref={input} type="file" multiple hidden aria-label={t('matter.addMaterial')} onChange={(event) => { if (event.target.files?.length) sending.mutate([...event.target.files]); event.target.value = '' }} />
      {sending.isError && <p className="field-fault" role="alert">{problemWords(sending.error)}</p>}
    </div>
  )
}

const KINDS = ['related', 'repeats'] as const

/** Links this matter with another: like facts of other people, or an earlier one of the same person. */
export function LinkMatter({ matter }: { matter: MatterDetail }) {
  const { t } = useTranslation('matters')
  const me = useKnownMe()
  const [isAsking, setAsking] = useState(false)
  if (!mayOpen(me, 'triage', 'register')) return null
  return (
    <>
      <button type="button" className="button small bare no-print" onClick={() => setAsking(true)}><Icon name="plus" />{t('matter.addLink')}</button>
      {isAsking && (
        <FormDialog
          title={t('matter.addLink')} effect={t('matter.linkEffect')} submit={t('matter.addLink')} onClose={() => setAsking(false)} initial={{ kind: 'related' }}
          fields={[{ name: 'otherCode', label: t('matter.otherCode'), kind: 'text' }, { name: 'kind', label: t('matter.linkKind'), kind: 'select', options: KINDS.map((value) => ({ value, label: t(`matter.link.${value}`) })) }]}
          send={async (values) => {
            const kind = KINDS.find((one) => one === values.kind) ?? 'related'
            const body = { otherCode: textIn(values, 'otherCode').replaceAll(/\s/g, ''), kind }
            await send('post', `/api/matters/${matter.code}/links`, { body })
            await refreshMatter(matter.code)
            toast(t('matter.linked'))
          }}
        />
      )}
    </>
  )
}

const CHECKS = ['id-card', 'other-paper', 'known-person'] as const

/** A new query PIN for the petitioner at the counter, after their papers were checked; shown this once. */
export function ReissuePin({ matter }: { matter: MatterDetail }) {
  const { t } = useTranslation('matters')
  const me = useKnownMe()
  const [isAsking, setAsking] = useState(false)
  const [pin, setPin] = useState<string | null>(null)
  if (!mayOpen(me, 'triage', 'register')) return null
  return (
    <>
      <button type="button" className="button small bare no-print" onClick={() => setAsking(true)}><Icon name="lock" />{t('matter.newPin')}</button>
      {isAsking && (
        <FormDialog
          title={t('matter.newPin')} effect={t('matter.newPinEffect')} submit={t('matter.newPin')} onClose={() => setAsking(false)}
          fields={[{ name: 'checkedBy', label: t('matter.checkedBy'), kind: 'select', options: CHECKS.map((value) => ({ value, label: t(`matter.check.${value}`) })) }, { name: 'note', label: t('matter.checkNote'), kind: 'area', isOptional: true }]}
          send={async (values) => {
            const checkedBy = CHECKS.find((one) => one === values.checkedBy)
            const body = { ...(checkedBy ? { checkedBy } : {}), note: textIn(values, 'note') }
            const answer: { pin: string } = await (await send('post', `/api/matters/${matter.code}/pin`, { body })).json()
            setPin(answer.pin)
          }}
        />
      )}
      {pin && (
        <Dialog title={t('matter.newPin')} onClose={() => setPin(null)} footer={<button type="button" className="button main" onClick={() => setPin(null)}>{t('close', { ns: 'common' })}</button>}>
          <p className="pin num">{pin}</p>
          <p className="notice amber small">{t('matter.pinOnce')}</p>
        </Dialog>
      )}
    </>
  )
}
