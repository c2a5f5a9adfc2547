import type { Config } from './platform/config.ts'
import type { Db } from './platform/database.ts'
import type { Files } from './platform/files/index.ts'
import type { Jobs } from './platform/jobs.ts'
import type { Keys } from './platform/keys.ts'
import type { Log } from './platform/log.ts'
import type { Temporal } from './platform/time.ts'

/** What every use case is given: the outside world, in one plain object. */
export interface Deps {
  config: Config
  db: Db
  jobs: Jobs
  keys: Keys
  files: Files
  log: Log
  /** The present instant; tests and the demo may move it. */
  now(): Temporal.Instant
  /** The civil date at the centre (Asia/Shanghai), never the server's. */
  today(): Temporal.PlainDate
}
