import { z } from './common.ts'

/** T12: 0 满意, 1 基本满意, 3 不满意. */
export const GRADES = ['0', '1', '3'] as const
/** T13, demanded with 不满意. */
export const DISSATISFACTION_REASONS = ['U1', 'U2', 'U3', 'U4', 'U5', 'U6', 'U7', 'U8', 'U9'] as const

/** A petitioner's evaluation of the office that registered the matter, or of the unit that handled it; once for each. */
export const EvaluationInput = z.object({
  object: z.enum(['office', 'unit']),
  grade: z.enum(GRADES),
  reasons: z.array(z.enum(DISSATISFACTION_REASONS)).max(9).default([]),
  words: z.string().trim().max(1000).default(''),
}).openapi('EvaluationInput')
export type EvaluationInput = z.output<typeof EvaluationInput>
