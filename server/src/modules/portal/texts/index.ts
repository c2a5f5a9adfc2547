import type { Language } from '../../../platform/http.ts'
import { en } from './en.ts'
import { zh } from './zh.ts'
import type { Texts } from './zh.ts'

export type { Texts }

export const textsOf = (language: Language): Texts => (language === 'en' ? en : zh)
