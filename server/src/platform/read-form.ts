import { mkdirSync, mkdtempSync, openAsBlob, readdirSync, rmSync, statSync } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import type { MiddlewareHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'

/*
 * Forms with files (multipart/form-data, RFC 7578) are written to disk as they arrive: sixty megabytes of photographs must
 * not stand in memory several times over. What follows reads the form as if it were in memory.
 */

const MOST_PARTS = 300
const MOST_HEADER_BYTES = 16 * 1024
const MOST_TEXT_BYTES = 2 * 1024 * 1024
const A_DAY = 86_400_000

/** The same answer as the HTTP library gives for a form it cannot take apart. */
const malformed = (): HTTPException => new HTTPException(400, { message: 'Malformed FormData request.' })

interface Part {
  name: string
  fileName: string | null
  type: string
  text: Buffer[]
  file: { path: string; handle: FileHandle } | null
}

/**
 * Reads a form part by part.
 * @param folder where files are written; the caller deletes it when nobody reads them any more
 * @throws HTTPException 400 where it is cut off or no form at all
 */
export async function readMultipart(body: AsyncIterable<Uint8Array>, boundary: string, folder: string): Promise<FormData> {
  const reader = new FormReader(boundary, folder)
  try {
    for await (const chunk of body) await reader.feed(chunk)
    return reader.end()
  } finally {
    await reader.close()
  }
}

class FormReader {
  readonly #form = new FormData()
  readonly #delimiter: Buffer
  readonly #folder: string
  #state: 'before' | 'after-delimiter' | 'headers' | 'content' | 'end' = 'before'
  /** What has come and is not understood yet. The first delimiter has no line before it. */
  #rest: Buffer = Buffer.from('\r\n')
  #part: Part | null = null
  #parts = 0
  #textBytes = 0

  constructor(boundary: string, folder: string) {
    this.#delimiter = Buffer.from(`\r\n--${boundary}`)
    this.#folder = folder
  }

  async feed(chunk: Uint8Array): Promise<void> {
    // What stands behind the last delimiter means nothing.
    if (this.#state === 'end') return
    this.#rest = this.#rest.length === 0 ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength) : Buffer.concat([this.#rest, chunk])
    while (await this.#step());
  }

  end(): FormData {
    if (this.#state !== 'end') throw malformed()
    return this.#form
  }

  async close(): Promise<void> {
    await this.#part?.file?.handle.close().catch(() => undefined)
  }

  /** @returns whether there may be more to understand in what has come */
  async #step(): Promise<boolean> {
    switch (this.#state) {
      case 'before': case 'content': return this.#readContent()
      case 'after-delimiter': return this.#readAfterDelimiter()
      case 'headers': return this.#readHeaders()
      case 'end': return false
    }
  }

  async #readContent(): Promise<boolean> {
    const at = this.#rest.indexOf(this.#delimiter)
    // The end of what has come may be the beginning of a delimiter.
    const sure = at < 0 ? Math.max(0, this.#rest.length - this.#delimiter.length + 1) : at
    await this.#keep(this.#rest.subarray(0, sure))
    this.#rest = this.#rest.subarray(at < 0 ? sure : at + this.#delimiter.length)
    if (at < 0) return false
    if (this.#part) await finish(this.#form, this.#part)
    this.#part = null
    this.#state = 'after-delimiter'
    return true
  }

  #readAfterDelimiter(): boolean {
    if (this.#rest.length < 2) return false
    if (this.#rest.subarray(0, 2).toString() === '--') {
      this.#state = 'end'
      return false
    }
    const line = this.#rest.indexOf('\r\n')
    if (line < 0) return this.#wait()
    this.#rest = this.#rest.subarray(line)
    this.#state = 'headers'
    return true
  }

  async #readHeaders(): Promise<boolean> {
    const end = this.#rest.indexOf('\r\n\r\n')
    if (end < 0) return this.#wait()
    this.#parts += 1
    if (this.#parts > MOST_PARTS) throw malformed()
    this.#part = await begin(this.#rest.subarray(0, end).toString('utf8'), join(this.#folder, String(this.#parts)))
    this.#rest = this.#rest.subarray(end + 4)
    this.#state = 'content'
    return true
  }

  #wait(): false {
    if (this.#rest.length > MOST_HEADER_BYTES) throw malformed()
    return false
  }

  async #keep(bytes: Buffer): Promise<void> {
    if (!this.#part || bytes.length === 0) return
    if (this.#part.file) return this.#part.file.handle.writeFile(bytes)
    this.#textBytes += bytes.length
    if (this.#textBytes > MOST_TEXT_BYTES) throw malformed()
    this.#part.text.push(Buffer.from(bytes))
  }
}

async function begin(headers: string, path: string): Promise<Part> {
  const lines = headers.split('\r\n').filter((line) => line !== '')
  const disposition = lines.find((line) => /^content-disposition:/i.test(line)) ?? ''
  if (!/^content-disposition:\s*form-data\s*;/i.test(disposition)) throw malformed()
  const name = parameter(disposition, 'name')
  if (name === null) throw malformed()
  const fileName = parameter(disposition, 'filename')
  const type = /^content-type:\s*([^\r\n]+)/i.exec(lines.find((line) => /^content-type:/i.test(line)) ?? '')?.[1]?.trim() ?? (fileName === null ? 'text/plain' : 'application/octet-stream')
  return { name, fileName, type, text: [], file: fileName === null ? null : { path, handle: await open(path, 'wx', 0o600) } }
}

/** A name between quotes, as browsers write it: quotes and line ends percent-encoded. */
function parameter(header: string, name: string): string | null {
  const found = new RegExp(`;\\s*${name}=(?:"([^"]*)"|([^;\\s]*))`, 'i').exec(header)
  const text = found?.[1] ?? found?.[2]
  return text === undefined ? null : text.replaceAll(/%22/gi, '"').replaceAll(/%0D/gi, '\r').replaceAll(/%0A/gi, '\n')
}

async function finish(form: FormData, { name, fileName, type, text, file }: Part): Promise<void> {
  if (!file || fileName === null) return form.append(name, Buffer.concat(text).toString('utf8'))
  await file.handle.close()
  // The blob stays on disk; it is read where it is asked for.
  form.append(name, new File([await openAsBlob(file.path)], fileName, { type }))
}

/** Reads forms with files to disk, for everything that comes after; deletes them when the answer is there. */
export function formsToDisk(folder: string): MiddlewareHandler {
  mkdirSync(folder, { recursive: true })
  // What a killed server left behind. Another process on the same folder may be reading one of today.
  for (const name of readdirSync(folder)) if (statSync(join(folder, name)).mtimeMs < Date.now() - A_DAY) rmSync(join(folder, name), { recursive: true, force: true })
  return async (c, next) => {
    const boundary = /^multipart\/form-data\s*;.*?boundary=(?:"([^"]{1,200})"|([^;\s]{1,200}))/i.exec(c.req.header('content-type') ?? '')
    const body = c.req.raw.body
    // A path may be matched twice; a body is read once.
    if (!boundary || !body || c.req.method !== 'POST' || c.req.bodyCache.formData !== undefined) return next()
    const own = mkdtempSync(join(folder, 'form-'))
    try {
      c.req.bodyCache.formData = await readMultipart(body, boundary[1] ?? boundary[2] ?? '', own)
      await next()
    } finally {
      await rm(own, { recursive: true, force: true })
    }
  }
}
