import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * The secrets that must not lie in the database: with a stolen database alone nobody reads an ID number or tries
 * query PINs.
 */
export interface Keys {
  /** Encrypts short personal values such as ID numbers (SM4-CTR with HMAC-SM3 over the whole). */
  seal(plain: string): Buffer
  /** @throws Error when the value was altered or another key sealed it. */
  open(sealed: Buffer): string
  /** A keyed digest, to look an ID number up or to compare a PIN, without storing it. */
  digest(purpose: string, value: string): string
  /** Whether `value` has the keyed digest `expected`; takes the same time for every value. */
  matches(purpose: string, value: string, expected: string): boolean
  /** A secret for another component, derived from the master key. */
  derive(purpose: string): string
}

const MASTER_BYTES = 32

/** Reads the master key, or makes it on the first start with access for its owner only. */
export function loadKeys(file: string, fromEnvironment = process.env.HEJIE_KEY): Keys {
  if (fromEnvironment) return keysFrom(Buffer.from(fromEnvironment, 'base64'))
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, randomBytes(MASTER_BYTES).toString('base64') + '\n', { mode: 0o600, flag: 'wx' })
    chmodSync(file, 0o600)
  }
  return keysFrom(Buffer.from(readFileSync(file, 'utf8').trim(), 'base64'))
}

/** @throws RangeError when the master key is not 32 bytes. */
export function keysFrom(master: Buffer): Keys {
  if (master.length !== MASTER_BYTES) {
    throw new RangeError(`the master key must be ${MASTER_BYTES} bytes in base64, it has ${master.length}`)
  }
  const subs = new Map<string, Buffer>()
  // Purposes are few and written in the code, so the table stays small.
  const sub = (purpose: string): Buffer => {
    const known = subs.get(purpose) ?? createHmac('sm3', master).update(purpose).digest()
    subs.set(purpose, known)
    return known
  }
  const cipherKey = sub('cipher').subarray(0, 16)
  const macKey = sub('mac')
  const digest = (purpose: string, value: string): string => createHmac('sm3', sub('digest/' + purpose)).update(value).digest('hex')
  return {
    seal(plain) {
      const iv = randomBytes(16)
      const cipher = createCipheriv('sm4-ctr', cipherKey, iv)
      const body = Buffer.concat([iv, cipher.update(plain, 'utf8'), cipher.final()])
      return Buffer.concat([body, createHmac('sm3', macKey).update(body).digest()])
    },
    open(sealed) {
      const body = sealed.subarray(0, -32)
      const mac = createHmac('sm3', macKey).update(body).digest()
      if (sealed.length < 48 || !timingSafeEqual(mac, sealed.subarray(-32))) {
        throw new Error('a sealed value was altered, or sealed with another key: restore the key file that belongs to this database')
      }
      const decipher = createDecipheriv('sm4-ctr', cipherKey, body.subarray(0, 16))
      return Buffer.concat([decipher.update(body.subarray(16)), decipher.final()]).toString('utf8')
    },
    digest,
    matches: (purpose, value, expected) => {
      const found = Buffer.from(digest(purpose, value))
      const wanted = Buffer.from(expected)
      return found.length === wanted.length && timingSafeEqual(found, wanted)
    },
    derive: (purpose) => sub('derive/' + purpose).toString('base64url'),
  }
}

/** SM3 (GB/T 32905) of a text, in hex. */
export const sm3 = (text: string | Buffer): string => createHash('sm3').update(text).digest('hex')

/** A six-digit query PIN. */
export const newPin = (): string => String(randomInt(0, 1_000_000)).padStart(6, '0')
