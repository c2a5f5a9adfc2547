import type { Language } from '../../platform/http.ts'
import { civilDate, Temporal } from '../../platform/time.ts'

const WEEKDAYS_ZH = ['一', '二', '三', '四', '五', '六', '日']
const WEEKDAYS_EN = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const MONTHS_EN = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']

/** A day as people say it, with the year only where it is not the present one: 11月30日(星期一), Monday 30 November. */
export function dayInWords(date: string, language: Language, today: string): string {
  const day = Temporal.PlainDate.from(date)
  const isThisYear = day.year === Temporal.PlainDate.from(today).year
  const weekday = day.dayOfWeek - 1
  return language === 'zh'
    ? `${isThisYear ? '' : `${day.year}年`}${day.month}月${day.day}日（星期${WEEKDAYS_ZH[weekday] ?? ''}）`
    : `${WEEKDAYS_EN[weekday] ?? ''} ${day.day} ${MONTHS_EN[day.month - 1] ?? ''}${isThisYear ? '' : ` ${day.year}`}`
}

/** An instant as the day and minute in China. */
export function momentInWords(instant: string, language: Language, today: string): string {
  const at = Temporal.Instant.from(instant)
  const time = at.toZonedDateTimeISO('Asia/Shanghai').toPlainTime()
  const clock = `${String(time.hour).padStart(2, '0')}:${String(time.minute).padStart(2, '0')}`
  const day = dayInWords(civilDate(at).toString(), language, today)
  return language === 'zh' ? `${day}${clock}` : `${day}, ${clock}`
}

/** A public code as it is read aloud and copied by hand: four groups of four. */
export function codeInGroups(code: string): string[] {
  return code.match(/.{1,4}/g) ?? []
}

/** A file's size in words, rounded up so that nothing is 0. */
export function sizeInWords(bytes: number): string {
  return bytes < 1024 * 1024 ? `${Math.max(1, Math.ceil(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`
}
