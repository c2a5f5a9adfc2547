import { PAPER_FIELDS } from '../papers.ts'
import type { PaperField } from '../papers.ts'
import type { ProblemText } from '../problems.ts'

type LackCode = `paper/lacks-${PaperField}`

/** One code for every field a paper may lack, said by its label. */
const LACKS = Object.fromEntries(Object.entries(PAPER_FIELDS).map(([field, name]) => [`paper/lacks-${field}`, { status: 409, ...name }])) as Record<LackCode, ProblemText>

export const PAPER_PROBLEMS = {
  ...LACKS,
  'paper/not-found': { status: 404, zh: '没有这份文书，或者您无权查看。', en: 'No such paper, or not yours to see.' },
  'paper/fields-missing': { status: 409, zh: '《{paper}》还不能出具，缺少：{missing}。', en: 'The paper ({paper}) cannot be issued yet. Missing: {missing}.' },
} as const satisfies Record<string, ProblemText>
