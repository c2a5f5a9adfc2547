import { BASE_PROBLEMS } from './problems.ts'
import { ASSIGNMENT_PROBLEMS } from './problems/assignment.ts'
import { AUDIT_PROBLEMS } from './problems/audit.ts'
import { CLOSING_PROBLEMS } from './problems/closing.ts'
import { DIRECTORY_PROBLEMS } from './problems/directory.ts'
import { IDENTITY_PROBLEMS } from './problems/identity.ts'
import { IMPORTING_PROBLEMS } from './problems/importing.ts'
import { INTAKE_PROBLEMS } from './problems/intake.ts'
import { MATTER_PROBLEMS } from './problems/matters.ts'
import { PAPER_PROBLEMS } from './problems/papers.ts'
import { REVIEWING_PROBLEMS } from './problems/reviewing.ts'
import { SEALED_PROBLEMS } from './problems/sealed.ts'
import { TIME_LIMIT_PROBLEMS } from './problems/time-limits.ts'

/** The one table of everything the API may answer with; every module adds its own file here. */
export const PROBLEMS = {
  ...BASE_PROBLEMS,
  ...ASSIGNMENT_PROBLEMS,
  ...AUDIT_PROBLEMS,
  ...CLOSING_PROBLEMS,
  ...DIRECTORY_PROBLEMS,
  ...IDENTITY_PROBLEMS,
  ...IMPORTING_PROBLEMS,
  ...INTAKE_PROBLEMS,
  ...MATTER_PROBLEMS,
  ...PAPER_PROBLEMS,
  ...REVIEWING_PROBLEMS,
  ...SEALED_PROBLEMS,
  ...TIME_LIMIT_PROBLEMS,
} as const
export type ProblemCode = keyof typeof PROBLEMS
