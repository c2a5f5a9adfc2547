import type { Access } from '../../platform/database.ts'
import type { Actor } from '../identity/index.ts'
import type { Filing } from './filing.ts'
import type { PlaceFacts } from './filing.rules.ts'
import type { Office } from './filing-facts.store.ts'
import type { Registrar } from './registrar.rules.ts'

/** All that is settled before anything is written. */
export interface Birth {
  filing: Filing
  place: PlaceFacts
  office: Office
  /** T01 as on paper: 来访, 来信 … */
  formName: string
  registrar: Registrar
  actor: Actor | null
  access: Access
  isDemo: boolean
  id: string
  homeCounty: string
  code: string
  pin: string
  pinDigest: string
  /** Instants, ISO */
  at: string
  receivedAt: string
  today: string
  receivedOn: string
}
