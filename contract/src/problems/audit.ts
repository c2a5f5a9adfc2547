import type { ProblemText } from '../problems.ts'

export const AUDIT_PROBLEMS = {
  'audit/not-auditor': { status: 403, zh: '只有安全审计员可以查看审计记录；系统管理员不能。', en: 'Only an auditor may read the record; an administrator may not.' },
  'audit/cursor-unknown': { status: 400, zh: '翻页位置无效，请从第一页重新查看。', en: 'The place in the list is not valid. Start from the first page.' },
  'audit/verification-running': { status: 409, zh: '正在核验，请等这一次完成。', en: 'A verification is running. Wait until it is done.' },
} as const satisfies Record<string, ProblemText>
