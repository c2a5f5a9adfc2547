import type actions from './locales/zh-CN/actions.json'
import type analysis from './locales/zh-CN/analysis.json'
import type audit from './locales/zh-CN/audit.json'
import type common from './locales/zh-CN/common.json'
import type deeds from './locales/zh-CN/deeds.json'
import type directory from './locales/zh-CN/directory.json'
import type events from './locales/zh-CN/events.json'
import type identity from './locales/zh-CN/identity.json'
import type importing from './locales/zh-CN/importing.json'
import type intake from './locales/zh-CN/intake.json'
import type matters from './locales/zh-CN/matters.json'
import type overview from './locales/zh-CN/overview.json'
import type reviewing from './locales/zh-CN/reviewing.json'
import type sealed from './locales/zh-CN/sealed.json'
import type timeLimits from './locales/zh-CN/time-limits.json'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common'
    resources: { actions: typeof actions; analysis: typeof analysis; audit: typeof audit; common: typeof common; deeds: typeof deeds; directory: typeof directory; events: typeof events; identity: typeof identity; importing: typeof importing; intake: typeof intake; matters: typeof matters; overview: typeof overview; reviewing: typeof reviewing; sealed: typeof sealed; 'time-limits': typeof timeLimits }
  }
}
