import { CHINA_ZONE, Temporal } from '../../platform/time.ts'

/*
 * Dates as people and programs write them. Only forms with one meaning are read: 01/02/2020 is not.
 */

const TIME = String.raw`(?:(?:[T\s]|(?<=日))\s*(\d{1,2})[:时点](\d{1,2})(?:[:分](\d{1,2})(?:\.\d+)?秒?|分)?)?`
const CIVIL = new RegExp(String.raw`^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})日?${TIME}\s*(Z|[+-]\d{2}:?\d{2})?$`, 'i')
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2}))?()$/
/** What a spreadsheet shows of a date whose cell lost its format: days since the end of 1899; 1995 to 2064. */
const SERIAL = /^(3[4-9]|[45]\d)\d{3}(\.\d+)?$/

/** The instant, ISO in UTC; the begin of the day where no time is given. Null when it cannot be told. */
export function readInstant(text: string): string | null {
  const plain = text.normalize('NFKC').replaceAll(/\s+/g, ' ').trim()
  if (SERIAL.test(plain)) return instantOf(new Date(Date.UTC(1899, 11, 30) + Math.round(Number(plain) * 86_400) * 1000).toISOString().slice(0, 19), undefined)
  const found = CIVIL.exec(plain) ?? COMPACT.exec(plain)
  if (!found) return null
  const [, year, month, day, hour = '0', minute = '0', second = '0', zone] = found
  const two = (part = ''): string => part.padStart(2, '0')
  return instantOf(`${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}`, zone === '' ? undefined : zone)
}

function instantOf(civil: string, zone: string | undefined): string | null {
  try {
    const time = Temporal.PlainDateTime.from(civil, { overflow: 'reject' })
    const instant = zone === undefined ? time.toZonedDateTime(CHINA_ZONE).toInstant() : Temporal.Instant.from(`${civil}${zone.toUpperCase()}`)
    return instant.toString({ smallestUnit: 'millisecond' })
  } catch {
    return null
  }
}
