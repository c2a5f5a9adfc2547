import { STATUS_CODES } from './status-codes.ts'
import type { TFunction } from 'i18next'

/** `open`, `ended` or one state, in words. */
export function statusText(t: TFunction<'matters'>, status: string): string {
  if (status === 'open' || status === 'ended') return t(`statusGroup.${status}`)
  const known = STATUS_CODES.find((one) => one === status)
  return known ? t(`status.${known}`, { ns: 'common' }) : status
}
