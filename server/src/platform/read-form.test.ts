import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { readMultipart } from './read-form.ts'

const parent = mkdtempSync(join(tmpdir(), 'hejie-form-test-'))
afterAll(() => rmSync(parent, { recursive: true, force: true }))
const folder = (): string => mkdtempSync(join(parent, 'one-'))

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

/** What a browser sends for a form. */
async function encoded(form: FormData): Promise<{ bytes: Buffer; boundary: string }> {
  const request = new Request('http://hejie.test', { method: 'POST', body: form })
  return { bytes: Buffer.from(await request.arrayBuffer()), boundary: /boundary=(.+)$/.exec(request.headers.get('content-type') ?? '')?.[1] ?? '' }
}

/** The same form, read by the library in one piece. */
const asTheLibraryReads = async (bytes: Buffer, boundary: string): Promise<unknown[]> => entriesOf(await new Response(bytes, { headers: { 'content-type': `multipart/form-data; boundary=${boundary}` } }).formData())

async function entriesOf(form: FormData): Promise<unknown[]> {
  return Promise.all([...form].map(async ([name, value]) => [name, typeof value === 'string' ? value : { name: value.name, type: value.type, bytes: Buffer.from(await value.arrayBuffer()).toString('base64') }]))
}

describe('a form with files', () => {
  test('reads as it was sent, however the network cuts it', async () => {
    const name = fc.string({ minLength: 1, maxLength: 12, unit: fc.constantFrom('a', '字', '"', ' ', ';', '=') })
    const text = fc.tuple(name, fc.string({ maxLength: 60, unit: fc.constantFrom('a', '话', '-', '\r\n', '--') }))
    const file = fc.tuple(name, fc.uint8Array({ maxLength: 400 }), fc.constantFrom('图.jpg', 'a"b.txt', ''))
    await fc.assert(fc.asyncProperty(fc.array(text, { maxLength: 4 }), fc.array(file, { maxLength: 3 }), fc.integer({ min: 1, max: 97 }), async (texts, files, size) => {
      const form = new FormData()
      for (const [field, value] of texts) form.append(field, value)
      for (const [field, bytes, fileName] of files) form.append(field, new File([Buffer.from(bytes)], fileName, { type: 'image/jpeg' }))
      const { bytes, boundary } = await encoded(form)
      expect(await entriesOf(await readMultipart(inPieces(bytes, size), boundary, folder()))).toEqual(await asTheLibraryReads(bytes, boundary))
    }), { numRuns: 150 })
  })

  test('content that looks like a delimiter stays content', async () => {
    const form = new FormData()
    form.append('file', new File(['\r\n--\r\n------\r\n--bound'], 'x.txt'))
    const { bytes, boundary } = await encoded(form)
    for (const size of [1, 2, 3, 5, 1000]) expect(await entriesOf(await readMultipart(inPieces(bytes, size), boundary, folder()))).toEqual(await asTheLibraryReads(bytes, boundary))
  })

  test('that is cut off, is none, or has more parts than any form of ours is refused as a form that cannot be read', async () => {
    const form = new FormData()
    form.append('a', 'b')
    form.append('file', new File(['x'.repeat(5000)], 'x.txt'))
    const { bytes, boundary } = await encoded(form)
    const read = (body: Buffer): Promise<FormData> => readMultipart(inPieces(body, 700), boundary, folder())
    await expect(read(bytes.subarray(0, 3000))).rejects.toMatchObject({ status: 400 })
    await expect(read(Buffer.from('hello'))).rejects.toMatchObject({ status: 400 })
    await expect(read(Buffer.from(`--${boundary}\r\nX: y\r\n\r\nz\r\n--${boundary}--`))).rejects.toMatchObject({ status: 400 })
    const many = new FormData()
    for (let i = 0; i < 301; i += 1) many.append('a', 'b')
    const sent = await encoded(many)
    await expect(readMultipart(inPieces(sent.bytes, 9000), sent.boundary, folder())).rejects.toMatchObject({ status: 400 })
  })

  test('of 200 MB is never held in memory whole', async () => {
    async function* large(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('--b\r\ncontent-disposition: form-data; name="file"; filename="film.mp4"\r\ncontent-type: video/mp4\r\n\r\n')
      for (let i = 0; i < 3200; i += 1) yield Buffer.alloc(65_536, i)
      yield Buffer.from('\r\n--b--\r\n')
    }
    const at = folder()
    const before = process.memoryUsage().rss
    let most = 0
    const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 10)
    const form = await readMultipart(large(), 'b', at)
    clearInterval(watch)
    const file = form.get('file')
    expect(file instanceof File && file.size).toBe(3200 * 65_536)
    expect(readdirSync(at)).toEqual(['1'])
    // Pieces not yet swept up count too, more of them on a busy machine; kept whole it would be 200.
    expect((most - before) / 1024 / 1024).toBeLessThan(160)
  })
})
