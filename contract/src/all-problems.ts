import { BASE_PROBLEMS } from './problems.ts'
import { DIRECTORY_PROBLEMS } from './problems/directory.ts'
import { MATTER_PROBLEMS } from './problems/matters.ts'

/** The one table of everything the API may answer with; every module adds its own file here. */
export const PROBLEMS = {
  ...BASE_PROBLEMS,
  ...DIRECTORY_PROBLEMS,
  ...MATTER_PROBLEMS,
} as const
export type ProblemCode = keyof typeof PROBLEMS
