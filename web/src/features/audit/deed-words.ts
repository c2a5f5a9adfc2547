import { useTranslation } from 'react-i18next'
import { useCodes } from '../../api/code-tables.ts'
import common from '../../locales/zh-CN/common.json'
import deeds from '../../locales/zh-CN/deeds.json'
import events from '../../locales/zh-CN/events.json'

const has = <T extends object>(names: T, name: string): name is Extract<keyof T, string> => name in names

export interface DeedWords {
  /** What was done: `matter.read-person` → 查看个人信息; a deed without words keeps its code. */
  deed: (action: string) => string
  /** The part of the house a deed belongs to. */
  module: (name: string) => string
  /** What it was done to: a matter by its code, others as 账号 …e1f2, short enough to compare by eye. */
  subject: (line: { subject: string; subjectCode: string | null }) => string
  /** One fact of the line: states and grades in words, the rest as it is recorded. */
  fact: (name: string, value: unknown) => string
}

/** The record in words; steps of a matter are called what its timeline calls them. */
export function useDeedWords(): DeedWords {
  const { t, i18n } = useTranslation('deeds')
  const grade = useCodes('grade', i18n.language)
  const event = useTranslation('events').t
  return {
    deed: (action) => {
      const deed = action.replace('.', '/')
      if (has(deeds.deed, deed)) return t(`deed.${deed}`)
      const step = stepOf(action)
      return has(events, step) ? event(step) : action
    },
    module: (name) => (has(deeds.module, name) ? t(`module.${name}`) : name),
    fact: (name, value) => {
      const text = typeof value === 'string' ? value : JSON.stringify(value)
      if ((name === 'from' || name === 'to') && has(common.status, text)) return `${t(`fact.${name}`)}=${t(`status.${text}`, { ns: 'common' })}`
      return name === 'grade' ? `${t('fact.grade')}=${grade.nameOf(text)}` : `${name}=${text}`
    },
    subject: ({ subject, subjectCode }) => {
      const [kind = '', id = ''] = subject.split(/:(.*)/s)
      if (!has(deeds.subject, kind)) return subject
      if (subjectCode !== null) return `${t(`subject.${kind}`)} ${subjectCode}`
      return kind === 'audit' ? t('subject.audit') : `${t(`subject.${kind}`)} ${id.length > 20 ? `…${id.slice(-8)}` : id}`
    },
  }
}

const stepOf = (action: string): string => (action.startsWith('matter.') ? action.slice('matter.'.length) : '')

/** Whether the record can say in words what was done. */
export const hasWords = (action: string): boolean => has(deeds.deed, action.replace('.', '/')) || has(events, stepOf(action))
