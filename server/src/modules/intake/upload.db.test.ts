import type { Receipt } from '@hejie/contract/intake'
import type { Problem } from '@hejie/contract/common'
import { expect, test } from 'vitest'
import { tidyIntake } from './index.ts'
import { givenServer } from '../../../test/harness.ts'
import type { TestServer } from '../../../test/harness.ts'
import { citizenFiling, filingInput, givenMatter } from '../../../test/factories/matters.ts'
import { givenDemoStaff } from '../../../test/factories/places.ts'
import { bodyOf } from '../../../test/factories/staff.ts'

const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
function send(server: TestServer, file: File, options: { as?: string; matterCode?: string } = {}): Promise<Response> {
  const form = new FormData()
  form.set('file', file)
  if (options.matterCode) form.set('matterCode', options.matterCode)
  return server.call('/api/uploads', { form, ...(options.as ? { as: options.as } : {}) })
}
const problemOf = async (answer: Response | Promise<Response>) => {
  const one = await answer
  const { code, detail } = await bodyOf<Problem>(one)
  return { status: one.status, code, detail }
}

test('a file goes with the filing it was sent for, once; it is given back as a download and the reading is recorded', async () => {
  await using server = await givenServer()
  await givenDemoStaff(server)
  const answer = await send(server, new File([PNG], '现场 照片.PNG'))
  expect(answer.status).toBe(201)
  const upload = await bodyOf<{ id: string }>(answer)
  expect(upload).toMatchObject({ name: '现场 照片.png', bytes: 16, mediaType: 'image/png' })
  const { code } = await bodyOf<Receipt>(server.call('/api/filings', { body: citizenFiling({ attachmentIds: [upload.id] }), headers: { 'idempotency-key': 'with-file' } }))
  expect(await server.deps.db.selectFrom('upload').select('id').execute()).toEqual([])
  const again = await bodyOf<Problem>(server.call('/api/filings', { body: citizenFiling({ attachmentIds: [upload.id] }), headers: { 'idempotency-key': 'other-file' } }))
  expect(again.faults).toMatchObject([{ field: 'attachmentIds', code: 'intake/attachment-unknown' }])
  const got = await server.call(`/api/matters/${code}/attachments/${upload.id}`, { as: 'li.triage' })
  expect(Buffer.from(await got.arrayBuffer())).toEqual(PNG)
  expect(Object.fromEntries(got.headers)).toMatchObject({
    'content-type': 'image/png', 'x-content-type-options': 'nosniff', 'cache-control': 'private, no-store',
    'content-disposition': `attachment; filename="__ __.png"; filename*=UTF-8''${encodeURIComponent('现场 照片.png')}`,
  })
  expect((await server.call(`/api/matters/${code}/attachments/${upload.id}`, { as: 'wang.handler' })).status).toBe(404)
  expect(await server.deps.db.selectFrom('audit_line').select(['action', 'detail']).where('action', '=', 'matter.read-attachment').execute()).toEqual([{ action: 'matter.read-attachment', detail: { file: upload.id } }])
})

test('a filing that is sent again after its file was taken gets its receipt, not a complaint about the file', async () => {
  await using server = await givenServer()
  const { id } = await bodyOf<{ id: string }>(send(server, new File([PNG], 'a.png')))
  const body = citizenFiling({ attachmentIds: [id] })
  const file = () => bodyOf<Receipt>(server.call('/api/filings', { body, headers: { 'idempotency-key': 'with-file' } }))
  expect(await file()).toEqual(await file())
})

test('what one person uploaded nobody else can attach', async () => {
  await using server = await givenServer()
  await givenDemoStaff(server)
  const { id } = await bodyOf<{ id: string }>(send(server, new File([PNG], 'a.png'), { as: 'chen.clerk' }))
  for (const as of [undefined, 'li.triage']) {
    const answer = await bodyOf<Problem>(server.call('/api/filings', { body: as ? filingInput({ attachmentIds: [id] }) : citizenFiling({ attachmentIds: [id] }), headers: { 'idempotency-key': `key-of-${as}` }, ...(as ? { as } : {}) }))
    expect(answer.faults).toMatchObject([{ code: 'intake/attachment-unknown' }])
  }
})

test('too big, empty, dangerous and disguised files are refused with what to do instead, and nothing is kept', async () => {
  await using server = await givenServer({ maxAttachmentBytes: 1024 * 1024 })
  const refused = async (content: Buffer | string, name: string) => problemOf(send(server, new File([typeof content === 'string' ? content : new Uint8Array(content)], name)))
  expect(await refused(Buffer.alloc(3 * 1024 * 1024), 'a.jpg')).toMatchObject({ status: 413, code: 'intake/upload-too-big', detail: expect.stringContaining('最大 1 MB') })
  expect(await refused(Buffer.alloc(1024 * 1024 + 1, 0xff), 'a.jpg')).toMatchObject({ status: 413, code: 'intake/upload-too-big' })
  expect(await refused('', 'a.txt')).toMatchObject({ status: 400, code: 'intake/upload-empty' })
  expect(await refused('MZ', 'setup.exe')).toMatchObject({ status: 415, code: 'intake/upload-type', detail: expect.stringContaining('exe') })
  expect(await refused('<script>', 'a.html')).toMatchObject({ status: 415, code: 'intake/upload-type' })
  expect(await refused('MZ\u0000\u0001', '照片.jpg')).toMatchObject({ status: 415, code: 'intake/upload-not-what-it-says' })
  expect(await refused(Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('_VBA_PROJECT', 'utf16le')]), 'a.doc')).toMatchObject({ status: 415, code: 'intake/upload-has-macros' })
  for (const file of [undefined, new File([], '')]) {
    const form = new FormData()
    form.set('matterCode', '3302122600000015')
    if (file) form.set('file', file)
    const problem = await bodyOf<Problem>(server.call('/api/uploads', { form }))
    expect(problem.faults).toMatchObject([{ field: 'file', code: 'intake/file-missing', message: '请选择一个文件。' }])
  }
  expect(await server.deps.db.selectFrom('upload').select('id').execute()).toEqual([])
})

test('an officer with a part in the matter attaches at once; nobody else does', async () => {
  await using server = await givenServer()
  const matter = await givenMatter(server, { status: 'HANDLING' })
  const file = () => new File([PNG], '现场.png')
  expect((await send(server, file(), { as: 'wang.handler', matterCode: matter.code })).status).toBe(201)
  expect(await problemOf(send(server, file(), { as: 'hu.handler', matterCode: matter.code }))).toMatchObject({ status: 404, code: 'matter/not-found' })
  expect(await problemOf(send(server, file(), { matterCode: matter.code }))).toMatchObject({ status: 401, code: 'access/not-signed-in' })
  expect(await server.deps.db.selectFrom('matter_attachment').select(['name', 'added_by_kind', 'purpose']).execute()).toEqual([{ name: '现场.png', added_by_kind: 'staff', purpose: 'file' }])
})

test('the key of a filing is forgotten after a week, and a file nobody used a day later: drafts live a week', async () => {
  await using server = await givenServer()
  await bodyOf(send(server, new File([PNG], 'a.png')))
  await server.call('/api/filings', { body: citizenFiling(), headers: { 'idempotency-key': 'some-key-1' } })
  const left = async () => [(await server.deps.db.selectFrom('upload').select('id').execute()).length, (await server.deps.db.selectFrom('idempotency_key').select('key').execute()).length]
  await server.deps.db.updateTable('idempotency_key').set({ created_at: server.deps.now().toString() }).execute()
  await tidyIntake(server.deps)
  expect(await left()).toEqual([1, 1])
  server.setNow('2026-12-01T01:00:00Z')
  await tidyIntake(server.deps)
  expect(await left()).toEqual([1, 0])
  server.setNow('2026-12-02T03:00:00Z')
  await tidyIntake(server.deps)
  expect(await left()).toEqual([0, 0])
})
