import { expect, test } from 'vitest'
import { ACCEPT, CONTACT, DRAFT, FOUR, SERVE, act, givenWalk } from '../../../test/factories/handling.ts'
import { UNITS } from '../../../test/factories/places.ts'
import { bodyOf, unitId } from '../../../test/factories/staff.ts'
import { givenServer } from '../../../test/harness.ts'

test('a matter goes from registration to the file through every hand of the ordinary course', async () => {
  await using server = await givenServer()
  const walk = await givenWalk(server)
  await act(server, walk, 'li.triage', 'transfer', { unitId: await unitId(server, UNITS.housing) })
  expect(walk.status).toBe('ROUTED')
  await act(server, walk, 'wang.handler', 'sign', { recusalDeclared: true })
  await act(server, walk, 'wang.handler', 'accept', ACCEPT)
  expect(walk.status).toBe('HANDLING')
  await act(server, walk, 'wang.handler', 'contact', CONTACT)
  await act(server, walk, 'wang.handler', 'save-draft', { facts: '经查' })
  await act(server, walk, 'wang.handler', 'draft', DRAFT)
  await act(server, walk, 'sun.reviewer', 'return-draft', { note: '请写明维修时间' })
  await act(server, walk, 'wang.handler', 'draft', DRAFT)
  await act(server, walk, 'sun.reviewer', 'approve')
  await act(server, walk, 'zhou.head', 'return-for-signing', { note: '再核实一次' })
  await act(server, walk, 'wang.handler', 'draft', DRAFT)
  await act(server, walk, 'sun.reviewer', 'approve')
  await act(server, walk, 'zhou.head', 'issue')
  await act(server, walk, 'wang.handler', 'serve', { ...SERVE, servedOn: '2026-11-23' })
  expect(walk.status).toBe('SERVED')
  await act(server, walk, 'li.triage', 'close', { fourInPlace: FOUR })
  expect(walk.status).toBe('CLOSED')
  const detail = await bodyOf<{ papers: { kind: string; number: string | null }[]; clocks: { rule: string; endedOn: string | null }[] }>(server.call(`/api/matters/${walk.matter.code}`, { as: 'li.triage' }))
  expect(detail.papers.map((one) => [one.kind, one.number])).toEqual([['WS01', null], ['WS02', null], ['WS03', '鄞信转〔2026〕1号'], ['WS05', '鄞住建信告〔2026〕1号'], ['WS10', '鄞住建信复〔2026〕1号'], ['WS18', null]])
  expect(detail.clocks.map((one) => [one.rule, one.endedOn])).toEqual([
    ['DL01', '2026-11-23'], ['DL03', '2026-11-23'], ['DL04', '2026-11-23'], ['DL31', '2026-11-23'], ['DL05', '2026-11-23'], ['DL06', null], ['DL25', null]])
  // Each step is one line in the timeline and one line in the record, with the version it made.
  const events = await server.deps.db.selectFrom('matter_event').select('event').where('matter_id', '=', walk.matter.id).orderBy('seq').execute()
  const lines = await server.deps.db.selectFrom('audit_line').select(['action', 'detail']).where('subject', '=', `matter:${walk.matter.id}`).where('action', 'not like', 'matter.read%').orderBy('seq').execute()
  const steps = events.map((one) => `matter.${one.event}`)
  expect(lines.map((one) => one.action).slice(1)).toEqual(steps.slice(steps.indexOf('matter.transfer')))
  expect(lines.at(-1)?.detail).toMatchObject({ from: 'SERVED', to: 'CLOSED', version: walk.version })
})
