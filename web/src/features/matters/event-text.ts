import type { TFunction } from 'i18next'
import texts from '../../locales/zh-CN/events.json'

const isEvent = (event: string): event is keyof typeof texts => event in texts

/** What happened, in words. */
export const eventText = (t: TFunction<'events'>, event: string): string => (isEvent(event) ? t(event) : event)
