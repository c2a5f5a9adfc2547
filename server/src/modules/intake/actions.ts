import type { ActionName } from '@hejie/contract/lifecycle'
import type { Deps } from '../../deps.ts'
import type { Actor } from '../identity/index.ts'
import type { Matter } from '../matters/index.ts'
import { classifyMatter } from './classify-matter.ts'
import { divertMatter } from './divert-matter.ts'
import { mergeMatter } from './merge-matter.ts'
import { confirmRefusal, proposeRefusal, rejectRefusal } from './refuse-matter.ts'
import { sealMatter } from './seal-matter.ts'
import { addNote, askForInfo, proceedWithoutInfo, registerMatter, reportUp } from './triage-steps.ts'
import { confirmWithdrawal, declineWithdrawal } from './withdrawal-steps.ts'

/** The actions of this module by name; each is one request and one transaction. */
export const INTAKE_ACTIONS = {
  'register': registerMatter,
  'ask-info': askForInfo,
  'proceed-without-info': proceedWithoutInfo,
  'classify': classifyMatter,
  'seal': sealMatter,
  'divert': divertMatter,
  'propose-refusal': proposeRefusal,
  'confirm-refusal': confirmRefusal,
  'reject-refusal': rejectRefusal,
  'merge': mergeMatter,
  'report-up': reportUp,
  'confirm-withdrawal': confirmWithdrawal,
  'decline-withdrawal': declineWithdrawal,
  'note': addNote,
} as const satisfies Partial<Record<ActionName, (deps: Deps, actor: Actor, code: string, input: never) => Promise<Matter>>>
