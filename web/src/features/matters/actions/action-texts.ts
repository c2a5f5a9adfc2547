import type { TFunction } from 'i18next'
import texts from '../../../locales/zh-CN/actions.json'

/* Field names come from data, so their texts are looked up by name; a test proves that each has one. */

type T = TFunction<'actions'>
type FieldText = keyof typeof texts.field
type HintText = keyof typeof texts.hint
type WordText = keyof typeof texts.word

const isIn = <K extends string>(texts: Readonly<Record<K, string>>, name: string): name is K => name in texts

export const isFieldText = (name: string): name is FieldText => isIn(texts.field, name)
export const fieldText = (t: T, name: string): string => (isFieldText(name) ? t(`field.${name}`) : name)
export const hintText = (t: T, name: string): string | undefined => (isIn<HintText>(texts.hint, name) ? t(`hint.${name}`) : undefined)
export const wordText = (t: T, word: string): string => (isIn<WordText>(texts.word, word) ? t(`word.${word}`) : word)
