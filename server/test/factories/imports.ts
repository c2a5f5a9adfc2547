import exceljs from 'exceljs'
import type { Problem } from '@hejie/contract/common'
import type { ImportRun, Refusal } from '@hejie/contract/importing'
import { workRun } from '../../src/modules/importing/index.ts'
import { givenServer } from '../harness.ts'
import type { TestServer } from '../harness.ts'
import { givenDemoStaff } from './places.ts'
import { bodyOf } from './staff.ts'

export const CLERK = 'chen.clerk'

/** A server with everybody of the demo. */
export async function givenOffice(): Promise<TestServer> {
  const server = await givenServer()
  await givenDemoStaff(server)
  return server
}

export type Cells = readonly (string | number | Date)[]

export async function workbook(rows: readonly Cells[], sheets: Record<string, readonly Cells[]> = {}, change: (book: exceljs.Workbook) => void = () => undefined): Promise<Buffer> {
  const book = new exceljs.Workbook()
  for (const [name, all] of Object.entries({ 表: rows, ...sheets })) book.addWorksheet(name).addRows(all.map((row) => [...row]))
  change(book)
  return Buffer.from(await book.xlsx.writeBuffer())
}

interface Sent {
  as?: string
  name?: string
  key?: string
}

export async function sendFile(server: TestServer, content: Buffer | string, options: Sent = {}): Promise<Response> {
  const form = new FormData()
  form.set('file', new File([typeof content === 'string' ? content : new Uint8Array(content)], options.name ?? '台账.csv'))
  return server.call('/api/imports', { form, as: options.as ?? CLERK, ...(options.key ? { headers: { 'idempotency-key': options.key } } : {}) })
}

export const uploadFile = async (server: TestServer, content: Buffer | string, options: Sent = {}): Promise<ImportRun> => bodyOf<ImportRun>(sendFile(server, content, options))

export const askImport = <T = ImportRun>(server: TestServer, path: string, method = 'GET', body?: unknown, as = CLERK): Promise<T> => bodyOf<T>(server.call(`/api/imports/${path}`, { as, method, ...(body === undefined ? {} : { body }) }))

/** The code of a refusal: of its first field, where it names one. */
export const codeOf = async (answer: Promise<Response>): Promise<string> => {
  const { code, faults } = await bodyOf<Problem>(answer)
  return faults?.[0]?.code ?? code
}

export async function checkImport(server: TestServer, id: string): Promise<ImportRun> {
  await askImport(server, `${id}/check`, 'POST')
  await workRun(server.deps, id)
  return askImport(server, id)
}

/** Checks an upload and registers its good rows. */
export async function registerImport(server: TestServer, id: string): Promise<ImportRun> {
  await checkImport(server, id)
  await askImport(server, `${id}/start`, 'POST')
  await workRun(server.deps, id)
  return askImport(server, id)
}

export const importFile = async (server: TestServer, content: Buffer | string, options: Sent = {}): Promise<ImportRun> => registerImport(server, (await uploadFile(server, content, options)).id)

export const counts = ({ state, total, added, known, refused }: ImportRun) => ({ state, total, added, known, refused })

export const refusals = async (server: TestServer, id: string): Promise<[number, string | null, string][]> => (await askImport<{ items: Refusal[] }>(server, `${id}/refusals`)).items.map(({ row, column, code }) => [row, column, code])

export async function countMatters(server: TestServer): Promise<number> {
  const { n } = await server.deps.db.selectFrom('matter').select((build) => build.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()
  return Number(n)
}
