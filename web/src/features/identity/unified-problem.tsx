import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../ui/icon.tsx'
import { problemTexts } from '../../api/problem-texts.ts'

/** Why the unified identity sent somebody back without signing them in. */
export function UnifiedProblem({ code }: { code: string | null }) {
  const { t, i18n } = useTranslation('identity')
  const { data: texts } = useQuery({ ...problemTexts, enabled: code !== null })
  if (!code) return null
  return <p className="notice red" role="alert"><Icon name="alert" /><span>{texts?.[code]?.[i18n.language === 'en' ? 'en' : 'zh'] ?? t('signIn.problem')}</span></p>
}
