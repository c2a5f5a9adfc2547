import type { CitizenView } from '@hejie/contract/intake'
import type { CitizenActionName } from '@hejie/contract/lifecycle'
import type { CitizenAccess } from '../../intake/index.ts'
import type { PageFault } from '../form-parts.ts'
import type { Form } from '../form.ts'
import type { Html, Visit } from '../visit.ts'

export const ACTION_NAMES = ['supply', 'add-material', 'withdraw', 'evaluate', 'ask-review', 'ask-rereview', 'report-reprisal'] as const satisfies readonly CitizenActionName[]
/** What a petitioner may do after filing; each is one page. */
export type FollowAction = (typeof ACTION_NAMES)[number]

/** A file that was sent and waits for the rest of its form. */
export interface WaitingFile {
  id: string
  name: string
  bytes: number
}

export interface ActionPage {
  title(visit: Visit): string
  /** The button that does it. */
  go(visit: Visit): string
  /** What is said on the progress page afterwards. */
  done(visit: Visit): string
  takesFiles: boolean
  fields(visit: Visit, view: CitizenView, typed: Form, faults: readonly PageFault[], access: CitizenAccess): Html | Promise<Html>
  /** Choices nobody made; empty when it can be done. */
  missing(visit: Visit, view: CitizenView, typed: Form): PageFault[]
  /** The fields of this page by what the rules call them. */
  fieldOf: Readonly<Record<string, string>>
  /** @throws Invalid, RuleBroken */
  act(visit: Visit, access: CitizenAccess, typed: Form, files: readonly WaitingFile[]): Promise<void>
}
