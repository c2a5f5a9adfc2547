import { ACTIONS, CITIZEN_ACTIONS, STATUS_NAMES, STATUSES, SYSTEM_ACTIONS } from '@hejie/contract/lifecycle'
import { expect, test } from 'vitest'
import actions from '../../locales/zh-CN/actions.json'
import common from '../../locales/zh-CN/common.json'
import events from '../../locales/zh-CN/events.json'
import { ACTION_FORMS } from './actions/action-forms.ts'
import { isFieldText } from './actions/action-texts.ts'
import { STATUS_CODES } from './work-list/status-codes.ts'

test('every event of a matter has words', () => {
  expect(Object.keys(events)).toEqual(expect.arrayContaining([...ACTIONS, ...CITIZEN_ACTIONS, ...SYSTEM_ACTIONS]))
})

test('every action has a name, a button, what it does and what was done', () => {
  for (const part of ['name', 'do', 'effect', 'done'] as const) expect(Object.keys(actions[part]).toSorted()).toEqual([...ACTIONS].toSorted())
})

test('every field of every action has a label, every option its word', () => {
  const fields = Object.values(ACTION_FORMS).flatMap((form) => form.fields)
  expect(fields.map((field) => field.label ?? field.name).filter((name) => !isFieldText(name))).toEqual([])
  expect(fields.flatMap((field) => (field.kind === 'words' ? field.options : [])).filter((word) => !(word in actions.word))).toEqual([])
})

test('states are called what the contract calls them, and a list can be asked for each but drafts and sealed ones', () => {
  expect(common.status).toEqual(Object.fromEntries(STATUSES.map((status) => [status, STATUS_NAMES[status].zh.replace('(', '（').replace(')', '）')])))
  expect([...STATUS_CODES].toSorted()).toEqual(STATUSES.filter((status) => status !== 'DRAFT' && status !== 'SEALED').toSorted())
})
