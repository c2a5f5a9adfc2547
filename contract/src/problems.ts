/** A message in both languages; {name} is filled from the facts. Each says what is wrong and what to do. */
export interface ProblemText {
  status: 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 500 | 503
  zh: string
  en: string
}

/** Every code the API may answer with. Codes are public: never renamed, never reused. Modules add theirs in problems/<module>.ts. */
export const BASE_PROBLEMS = {
  'input/invalid': { status: 400, zh: '有内容需要修改，请看标出的地方。', en: 'Some fields need your attention; they are marked.' },
  'input/not-json': { status: 400, zh: '请求内容不是有效的 JSON。', en: 'The body is not valid JSON.' },
  'input/not-form': { status: 400, zh: '提交的表单不完整，请重新提交。', en: 'The form arrived incomplete. Send it again.' },
  'input/required': { status: 400, zh: '请填写这一项。', en: 'Fill this in.' },
  'input/too-long': { status: 400, zh: '内容太长：最多 {max} 个字，现在 {length} 个字，请缩短。', en: 'Too long: at most {max} characters, now {length}. Shorten it.' },
  'input/too-short': { status: 400, zh: '内容太短：至少 {min} 个字。', en: 'Too short: at least {min} characters.' },
  'input/below': { status: 400, zh: '不能小于 {min}。', en: 'At least {min}.' },
  'input/above': { status: 400, zh: '不能大于 {max}。', en: 'At most {max}.' },
  'input/too-many': { status: 400, zh: '最多 {max} 项，请减少。', en: 'At most {max}. Take some away.' },
  'input/not-a-choice': { status: 400, zh: '请从给出的选项中选择。', en: 'Choose one of the options: {options}.' },
  'input/not-a-date': { status: 400, zh: '日期不对，请按年、月、日重新填写。', en: 'Not a date. Write YYYY-MM-DD.' },
  'input/unfit': { status: 400, zh: '填写的内容不符合这一项的格式，请核对后重填。', en: 'Not of the form wanted here: {expected}.' },
  'input/wrong-form': { status: 400, zh: '格式不对：{expected}。', en: 'Wrong form: {expected}.' },
  'access/not-signed-in': { status: 401, zh: '请先登录。', en: 'Sign in first.' },
  'access/forbidden': { status: 403, zh: '您的岗位没有办理此事的权限。', en: 'Your post does not allow this.' },
  'access/not-found': { status: 404, zh: '没有找到，或者您无权查看。', en: 'Not found, or not yours to see.' },
  'access/too-many-tries': { status: 429, zh: '尝试次数过多，请在 {minutes} 分钟后再试。', en: 'Too many tries. Try again in {minutes} minutes.' },
  'idempotency/other-body': { status: 409, zh: '同一个提交编号已用于另一份内容，请刷新后重新提交。', en: 'This idempotency key was used with a different body. Use a new key.' },
  'idempotency/still-running': { status: 409, zh: '同一份提交正在处理，请稍候查看结果。', en: 'The same submission is still being processed. Look again in a moment.' },
  'system/database-away': { status: 503, zh: '系统暂时连不上数据库，没有作任何改动，请稍后再试。', en: 'The database cannot be reached. Nothing was changed; try again.' },
  'system/disk-full': { status: 503, zh: '服务器存储空间不足，没有作任何改动，请联系管理员。', en: 'The server is out of disk space. Nothing was changed; tell the administrator.' },
  'system/unexpected': { status: 500, zh: '系统出现意外问题（编号 {reference}），没有作任何改动。请稍后再试，或把编号告诉管理员。', en: 'Something unexpected happened (reference {reference}); nothing was changed. Try again, or give the reference to the administrator.' },
} as const satisfies Record<string, ProblemText>

/** Fills {name} places with facts. */
export function fillIn(text: string, facts: Readonly<Record<string, unknown>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (place, name: string) => (name in facts ? String(facts[name]) : place))
}
