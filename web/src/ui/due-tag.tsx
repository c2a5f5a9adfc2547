import { useTranslation } from 'react-i18next'
import { longDate } from './civil-date.ts'
import { dueKey, dueTone } from './due-label.ts'
import type { Due } from './due-label.ts'
import { Tooltip } from './tooltip.tsx'

/** 剩3天, 超2天, 暂定 …; date, weekday, rule and article on hover and focus. */
export function DueTag({ due, isFocusable = true }: { due: Due; isFocusable?: boolean }) {
  const { t, i18n } = useTranslation()
  const rule = i18n.language === 'en' ? due.en : due.zh
  const tone = dueTone(due.label)
  return (
    <Tooltip isFocusable={isFocusable} text={(
      <>
        <strong>{rule}</strong>
        {due.legal && <span>{t('due.legal', { date: longDate(due.legal, i18n.language) })}</span>}
        {due.strict && due.strict !== due.legal && <span>{t('due.strict', { date: longDate(due.strict, i18n.language) })}</span>}
        {due.provisional && <span>{t('due.provisionalWhy')}</span>}
        <span>{due.basis}</span>
      </>
    )}>
      <span className={`tag due num ${tone === 'plain' ? '' : tone}`}>{t(`due.${dueKey(due.label)}`, { days: Math.abs(due.label.days) })}</span>
    </Tooltip>
  )
}
