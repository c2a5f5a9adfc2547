import { ACTION_INPUTS } from '@hejie/contract/matters'
import type { MatterDetail } from '@hejie/contract/matters'
import { ACTIONS } from '@hejie/contract/lifecycle'
import { expect, test } from 'vitest'
import { ACTION_FORMS, askedFields, bodyOf, startValues } from './action-forms.ts'
import type { ActionForm, FieldSpec, FieldValue } from './action-forms.ts'

const matter = { title: '楼道堆物', category: 'C', route: 'C6', class1: '09', class2: '0903', regionCode: '330212001212', purpose: 'M4', peopleCount: 1, respondentUnitId: null, isSimple: false, due: null } as unknown as MatterDetail
const UNIT = '01890000-0000-7000-8000-000000000001'
const EXAMPLES: Record<string, string> = { intoCode: '3302122600000015', fromCode: '3302122600000015', reason: 'R1', category: 'C' }

function example(field: FieldSpec): FieldValue {
  switch (field.kind) {
    case 'date': return '2026-12-01'
    case 'number': return '1'
    case 'check': return true
    case 'unit': return UNIT
    case 'units': return [UNIT]
    case 'class': return '0903'
    case 'place': return '330212001212'
    case 'words': return field.options[0] ?? ''
    case 'codes': return field.only?.[0] ?? EXAMPLES[field.name] ?? 'C6'
    case 'text': case 'area': return EXAMPLES[field.name] && field.name !== 'reason' ? EXAMPLES[field.name] ?? '' : '与信访人面谈核实后记录的情况'
  }
}

const FORMS = Object.entries(ACTION_FORMS) as [keyof typeof ACTION_FORMS, ActionForm][]

test('every action has a form, but for the draft and the task that have their own', () => {
  expect([...Object.keys(ACTION_FORMS), 'save-draft', 'draft', 'finish-task'].toSorted()).toEqual([...ACTIONS].toSorted())
})

test.each(FORMS)('%s, filled in, is what the contract takes', (name, form) => {
  const values = { ...startValues(form, matter), ...Object.fromEntries(form.fields.map((field) => [field.name, example(field)])) }
  const result = ACTION_INPUTS[name].safeParse(bodyOf(form, values))
  expect(result.error?.issues ?? []).toEqual([])
})

test.each(FORMS)('%s with only what must be filled in is what the contract takes', (name, form) => {
  const start = startValues(form, matter)
  const values = { ...start, ...Object.fromEntries(form.fields.filter((field) => !field.isOptional).map((field) => [field.name, example(field)])) }
  expect(ACTION_INPUTS[name].safeParse(bodyOf(form, values)).error?.issues ?? []).toEqual([])
})

test.each(FORMS)('%s names every field of the contract', (name, form) => {
  const asked = new Set(form.fields.flatMap((field) => (field.name === 'class' ? ['class1', 'class2'] : [field.name.split('.')[0]])))
  expect([...asked].toSorted()).toEqual(Object.keys(ACTION_INPUTS[name].shape).toSorted())
})

test('what is left empty is left out where it is required, so that the refusal names it', () => {
  const form = ACTION_FORMS.transfer
  expect(bodyOf(form, startValues(form, matter))).toEqual({ note: '' })
})

test('a suggestion has no route, and who gave no reason N1 is not asked for the earlier code', () => {
  const classify = ACTION_FORMS.classify
  expect(bodyOf(classify, { ...startValues(classify, matter), category: 'A' })).toMatchObject({ category: 'A', route: null, class1: '09', class2: '0903' })
  const refusal = ACTION_FORMS['propose-refusal']
  expect(askedFields(refusal, { reason: 'N4' }).map((field) => field.name)).toEqual(['reason', 'explanation', 'organ'])
})
