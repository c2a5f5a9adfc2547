import type { ActionName } from '@hejie/contract/lifecycle'
import type { Deps } from '../../deps.ts'
import type { Actor } from '../identity/index.ts'
import type { Matter } from '../matters/index.ts'
import { liftByOffice } from './escalate.ts'
import { assignMatter, transferMatter } from './hand-over.ts'
import type { Warned } from './hand-over.ts'
import { disputeCompetence, ruleOnCompetence } from './jurisdiction.ts'
import { logContact } from './log-contact.ts'
import { agreeToObjection, objectToAssignment, refuseObjection } from './objection.ts'
import { giveCoOpinion, signMatter } from './sign-matter.ts'

/** The actions of this module by name; each is one request and one transaction. */
export const ASSIGNMENT_ACTIONS = {
  'transfer': transferMatter,
  'assign': assignMatter,
  'sign': signMatter,
  'object': objectToAssignment,
  'agree-objection': agreeToObjection,
  'refuse-objection': refuseObjection,
  'dispute': disputeCompetence,
  'rule': ruleOnCompetence,
  'contact': logContact,
  'co-opinion': giveCoOpinion,
  'lift': liftByOffice,
} as const satisfies Partial<Record<ActionName, (deps: Deps, actor: Actor, code: string, input: never) => Promise<Matter | Warned>>>
