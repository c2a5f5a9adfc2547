/** Where an accusation stands: received → forwarded to the organ in charge → the reporter was answered. */
export type AccusationStatus = 'RECEIVED' | 'FORWARDED' | 'ANSWERED'

export interface AccusationParty {
  role: string
  kind: string
  name: string
  phone: string | null
  address: string | null
  idKind: string | null
  /** Sealed number, hexadecimal */
  idSealed: string | null
}

export interface AccusationFile {
  id: string
  name: string
  mediaType: string
  bytes: number
  digest: string
}

export interface AccusationEvent {
  event: string
  at: string
  actorId: string | null
  note: string | null
}

/** What is handed over to the sealed channel, from a filing or from a matter that turned out to be an accusation. */
export interface NewAccusation {
  homeCounty: string
  id: string
  code: string
  pinDigest: string
  form: string
  channel: string
  title: string
  body: string
  accused: string | null
  accusedUnitId: string | null
  regionPath: string
  isAnonymous: boolean
  parties: readonly AccusationParty[]
  receivedAt: string
  registeredBy: string | null
  deskUnitId: string | null
  /** Everything else that was said when it was filed */
  filing: Readonly<Record<string, unknown>>
  events: readonly AccusationEvent[]
  files: readonly AccusationFile[]
}

export interface Accusation extends Omit<NewAccusation, 'events' | 'files'> {
  status: AccusationStatus
  forwardedTo: string | null
  forwardedAt: string | null
  forwardNote: string | null
  version: number
}
