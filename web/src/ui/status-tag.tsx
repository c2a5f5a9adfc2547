import type { Status } from '@hejie/contract/lifecycle'
import { useTranslation } from 'react-i18next'

const TONES: Partial<Record<Status, 'blue' | 'green' | 'amber' | 'orange'>> = {
  SUBMITTED: 'amber', REGISTERED: 'amber', NEED_INFO: 'orange', ROUTED: 'amber', OBJECTED: 'orange', JURIS: 'orange', SIGNED: 'blue', HANDLING: 'blue', MEDIATING: 'blue', HEARING: 'blue',
  REVIEWING_DRAFT: 'blue', SIGNING: 'blue', SERVING: 'blue', SERVED: 'green', EXECUTING: 'green', IN_REVIEW: 'orange', IN_REREVIEW: 'orange', CLOSED: 'green',
}

/** The state of a matter, in words. */
export function StatusTag({ status }: { status: Status }) {
  const { t } = useTranslation()
  return <span className={`tag ${TONES[status] ?? ''}`}>{t(`status.${status}`)}</span>
}
