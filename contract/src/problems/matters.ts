import type { ProblemText } from '../problems.ts'

export const MATTER_PROBLEMS = {
  'matter/not-found': { status: 404, zh: '没有这个事项,或者您无权查看。请核对编号。', en: 'No such matter, or not yours to see. Check the code.' },
  'matter/not-your-part': { status: 403, zh: '这一步不由您的岗位办理。', en: 'This step is not for your post.' },
  'matter/changed-meanwhile': { status: 409, zh: '您打开之后,别人已经办理了这个事项(现在是{status})。请看最新情况后再决定,您填写的内容仍然保留。', en: 'Somebody else acted on this matter after you opened it (now {status}). Look again before deciding; what you typed is kept.' },
  'matter/too-late': { status: 409, zh: '事项现在的状态({status})不能再做这一步,没有作任何改动。', en: 'In its present state ({status}) this step is no longer possible. Nothing was changed.' },
  'matter/missing': { status: 409, zh: '还缺少:{missing}。补齐后才能继续。', en: 'Still missing: {missing}. Complete it first.' },
} as const satisfies Record<string, ProblemText>
