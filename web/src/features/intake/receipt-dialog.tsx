import type { Receipt } from '@hejie/contract/intake'
import { useEffect, useRef } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useKnownMe } from '../../api/session.ts'
import { dateOf, longDate, timeOf } from '../../ui/civil-date.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Icon } from '../../ui/icon.tsx'
import { spacedCode } from '../../ui/matter-code.ts'

/** Code and PIN for the petitioner, shown this once, and the receipt to print. */
export function ReceiptDialog({ receipt, onAnother }: { receipt: Receipt; onAnother: () => void }) {
  const { t } = useTranslation('intake')
  const navigate = useNavigate()
  const printButton = useRef<HTMLButtonElement>(null)
  useEffect(() => printButton.current?.focus(), [])
  return (
    <Dialog title={t('receipt.title')} onClose={onAnother} footer={(
      <>
        {!receipt.isSealed && <button type="button" className="button" onClick={() => void navigate(`/matters/${receipt.code}`)}>{t('receipt.open')}</button>}
        <button type="button" className="button" onClick={onAnother}>{t('receipt.another')}</button>
        <button ref={printButton} type="button" className="button main" onClick={() => print()}><Icon name="print" />{t('receipt.print')}</button>
      </>
    )}>
      <dl className="receipt-codes">
        <div><dt>{t('receipt.code')}</dt><dd className="num">{spacedCode(receipt.code)}</dd></div>
        <div><dt>{t('receipt.pin')}</dt><dd className="num">{receipt.pin}</dd></div>
      </dl>
      <p className="notice amber small">{t('receipt.pinHint')}</p>
      {receipt.isSealed && <p className="soft">{t('receipt.sealed')}</p>}
      {createPortal(<PrintedReceipt receipt={receipt} />, document.body)}
    </Dialog>
  )
}

function PrintedReceipt({ receipt }: { receipt: Receipt }) {
  const { t, i18n } = useTranslation('intake')
  const me = useKnownMe()
  const rows = [
    [t('receipt.code'), spacedCode(receipt.code)], [t('receipt.pin'), receipt.pin], ...(receipt.isSealed ? [] : [[t('receipt.matter'), receipt.title]]), [t('receipt.receivedAt'), `${longDate(dateOf(receipt.receivedAt), i18n.language)} ${timeOf(receipt.receivedAt)}`],
    ...(receipt.noticeBy ? [[t('receipt.noticeBy'), longDate(receipt.noticeBy, i18n.language)]] : []), [t('receipt.office'), me.posts[0]?.unitName ?? ''],
  ]
  return (
    <section className="receipt-print" aria-hidden="true">
      <h1>{t('receipt.heading')}</h1>
      {me.isDemo && <p className="receipt-demo">{t('receipt.demo')}</p>}
      <table><tbody>{rows.map(([name, value]) => <tr key={name}><th scope="row">{name}</th><td>{value}</td></tr>)}</tbody></table>
      {receipt.isSealed && <p>{t('receipt.sealed')}</p>}
      <p>{t('receipt.how', { address: location.origin })}</p>
      <p className="receipt-sign">{t('receipt.signature')}</p>
    </section>
  )
}
