import type actions from './locales/zh-CN/actions.json'
import type common from './locales/zh-CN/common.json'
import type events from './locales/zh-CN/events.json'
import type identity from './locales/zh-CN/identity.json'
import type intake from './locales/zh-CN/intake.json'
import type matters from './locales/zh-CN/matters.json'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common'
    resources: { actions: typeof actions; common: typeof common; events: typeof events; identity: typeof identity; intake: typeof intake; matters: typeof matters }
  }
}
