import type { verifyAudit } from '@hejie/contract/audit'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/client.ts'
import { Icon } from '../../ui/icon.tsx'
import { problemWords } from '../../ui/states.tsx'

/** Computes every chain again and says what it found, line by line. */
export function VerifyPanel() {
  const { t } = useTranslation('audit')
  const check = useMutation({ mutationFn: () => call<typeof verifyAudit>('post', '/api/audit/verification', {}) })
  const report = check.data
  return (
    <section className="card" aria-live="polite">
      <div className="body row wrap">
        <button type="button" className="button main" aria-busy={check.isPending} disabled={check.isPending} onClick={() => check.mutate()}><Icon name="shield" />{t('verify')}</button>
        {check.isPending && <span className="soft">{t('verifying')}</span>}
        {check.isError && <span className="field-fault">{problemWords(check.error)}</span>}
        {report && (
          <div className={`notice grow ${report.isIntact ? 'green' : 'red'}`}>
            <Icon name={report.isIntact ? 'check' : 'alert'} size={1.2} />
            <div>
              <p><strong>{t(report.isIntact ? 'intact' : 'broken')}</strong></p>
              <p>{report.isIntact ? t('intactText', { lines: report.lines, lanes: report.lanes, seconds: report.seconds.toFixed(1) }) : t('brokenText', { count: report.faultCount })}</p>
              <p className="small soft">{t('said', { ns: 'common', name: t('sealed'), value: t(`sealedState.${report.sealed}`) })}</p>
            </div>
          </div>
        )}
      </div>
      {report && report.faults.length > 0 && (
        <table className="data">
          <thead><tr><th scope="col">{t('place')}</th><th scope="col">{t('fault')}</th></tr></thead>
          <tbody>{report.faults.map((fault, index) => <tr key={index}><td className="nowrap">{t('line', { lane: fault.lane, seq: fault.seq ?? '—' })}</td><td>{fault.message}</td></tr>)}</tbody>
        </table>
      )}
    </section>
  )
}
