import { resolve } from 'node:path'

/** Everything an operator may set; one place, read once. */
export interface Config {
  /** Folder of everything that must be backed up: database cluster, files, key. */
  dataFolder: string
  /** A PostgreSQL of the operator's own (15–18, or a Citus coordinator); null starts the embedded one. */
  databaseUrl: string | null
  port: number
  host: string
  /** The address people type, for links in papers and for sign-in cookies. */
  publicUrl: string
  /** What the centre calls itself on every page (it has changed twice since 2019). */
  centreName: { zh: string; en: string }
  /** `national`: at most 5 representatives; `zhejiang`: at most 3 for up to 10 people. 信访工作条例第二十条 */
  representativeRule: 'national' | 'zhejiang'
  /** Whether demo accounts and matters are loaded, and the banner 演示数据 shown. */
  demo: boolean
  /** Largest single attachment, bytes. */
  maxAttachmentBytes: number
  oidcFile: string | null
}

export const PROJECT_ROOT = resolve(import.meta.dirname, '../../..')

/** @throws RangeError naming the variable, when a value cannot be used. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const port = Number(env.PORT ?? 8620)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new RangeError(`PORT must be a number from 0 to 65535, it is "${env.PORT}"`)
  const rule = env.HEJIE_REPRESENTATIVES ?? 'national'
  if (rule !== 'national' && rule !== 'zhejiang') throw new RangeError(`HEJIE_REPRESENTATIVES must be national or zhejiang, it is "${rule}"`)
  return {
    dataFolder: resolve(env.HEJIE_DATA ?? resolve(PROJECT_ROOT, 'data')),
    databaseUrl: env.DATABASE_URL ?? null,
    port,
    host: env.HOST ?? '127.0.0.1',
    publicUrl: env.HEJIE_URL ?? `http://localhost:${port}`,
    centreName: { zh: env.HEJIE_CENTRE_ZH ?? '社会矛盾纠纷调处化解中心', en: env.HEJIE_CENTRE_EN ?? 'Dispute Resolution Centre' },
    representativeRule: rule,
    demo: env.HEJIE_DEMO !== '0',
    maxAttachmentBytes: Number(env.HEJIE_MAX_ATTACHMENT_MB ?? 20) * 1024 * 1024,
    oidcFile: env.HEJIE_OIDC_FILE ?? null,
  }
}
