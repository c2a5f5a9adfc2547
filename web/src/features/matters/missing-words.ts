import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { problemTexts } from '../../api/problem-texts.ts'

/** 还缺少：… for the codes an action still lacks; null when it lacks nothing. */
export function useMissingWords(codes: readonly string[]): string | null {
  const { t, i18n } = useTranslation('matters')
  const { data: texts } = useQuery({ ...problemTexts, enabled: codes.length > 0 })
  if (codes.length === 0) return null
  const language = i18n.language === 'en' ? 'en' : 'zh'
  return t('said', { ns: 'common', name: t('matter.missing'), value: codes.map((code) => texts?.[code]?.[language] ?? '…').join(language === 'en' ? '; ' : '、') })
}
