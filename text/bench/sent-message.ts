import type { SentMessage } from '../src/similar/read-messages.ts'

/** A row of the test set as a message. */
export function readSentMessage(row: Readonly<Record<string, unknown>>): SentMessage {
  const text = (name: string): string => (typeof row[name] === 'string' || typeof row[name] === 'number' ? String(row[name]) : '')
  const time = Date.parse(text('留言时间').trim().replaceAll('-', '/'))
  return { id: text('留言编号'), sender: text('留言用户') || null, title: text('留言主题').trim(), text: text('留言详情').trim(), day: Number.isNaN(time) ? null : Math.floor(time / 86_400_000) }
}
