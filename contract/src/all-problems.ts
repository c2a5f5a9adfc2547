import { BASE_PROBLEMS } from './problems.ts'
import { AUDIT_PROBLEMS } from './problems/audit.ts'
import { DIRECTORY_PROBLEMS } from './problems/directory.ts'
import { IDENTITY_PROBLEMS } from './problems/identity.ts'
import { INTAKE_PROBLEMS } from './problems/intake.ts'
import { MATTER_PROBLEMS } from './problems/matters.ts'

/** The one table of everything the API may answer with; every module adds its own file here. */
export const PROBLEMS = {
  ...BASE_PROBLEMS,
  ...AUDIT_PROBLEMS,
  ...DIRECTORY_PROBLEMS,
  ...IDENTITY_PROBLEMS,
  ...INTAKE_PROBLEMS,
  ...MATTER_PROBLEMS,
  ...SEALED_PROBLEMS,
} as const
export type ProblemCode = keyof typeof PROBLEMS
