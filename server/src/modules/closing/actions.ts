import type { ActionName } from '@hejie/contract/lifecycle'
import type { Deps } from '../../deps.ts'
import type { Actor } from '../identity/index.ts'
import type { Matter } from '../matters/index.ts'
import { answerJointly } from './answer-jointly.ts'
import { changeToOrdinary, endMediation, sendToMediation } from './change-procedure.ts'
import { superviseMatter } from './supervise.ts'
import { acceptMatter } from './accept-matter.ts'
import { archiveMatter } from './archive-matter.ts'
import { closeMatter, executeDecision, reopenMatter } from './close-matter.ts'
import { approveDraft, keepDraft, returnDraft, returnForSigning, submitDraft } from './draft-reply.ts'
import { extendLimit } from './extend-limit.ts'
import { finishTask } from './finish-task.ts'
import { issueReply } from './issue-reply.ts'
import { serveReply } from './serve-reply.ts'

/** The actions of this module by name; each is one request and one transaction. */
export const CLOSING_ACTIONS = {
  'accept': acceptMatter,
  'extend': extendLimit,
  'save-draft': keepDraft,
  'draft': submitDraft,
  'return-draft': returnDraft,
  'approve': approveDraft,
  'return-for-signing': returnForSigning,
  'issue': issueReply,
  'serve': serveReply,
  'execute': executeDecision,
  'close': closeMatter,
  'archive': archiveMatter,
  'reopen': reopenMatter,
  'finish-task': finishTask,
  'to-ordinary': changeToOrdinary,
  'to-mediation': sendToMediation,
  'mediation-done': endMediation,
  'answer-jointly': answerJointly,
  'supervise': superviseMatter,
} as const satisfies Partial<Record<ActionName, (deps: Deps, actor: Actor, code: string, input: never) => Promise<Matter>>>
