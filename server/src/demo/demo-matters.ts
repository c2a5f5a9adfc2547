import type { ActionName } from '@hejie/contract/lifecycle'
import type { Deps } from '../deps.ts'
import { ASSIGNMENT_ACTIONS } from '../modules/assignment/index.ts'
import { CLOSING_ACTIONS, evaluateMatter } from '../modules/closing/index.ts'
import { actOnMatter } from '../modules/desk/index.ts'
import { loadActor } from '../modules/identity/index.ts'
import type { Actor } from '../modules/identity/index.ts'
import { INTAKE_ACTIONS, fileMatter, openByPin } from '../modules/intake/index.ts'
import { REVIEWING_ACTIONS, askReview } from '../modules/reviewing/index.ts'
import { civilDate, Temporal } from '../platform/time.ts'
import { STAGES, STORIES } from './demo-stories.ts'
import type { Stage, Story } from './demo-stories.ts'
import { registerIsEmpty } from './register.store.ts'

const HANDLERS = { ...INTAKE_ACTIONS, ...ASSIGNMENT_ACTIONS, ...CLOSING_ACTIONS, ...REVIEWING_ACTIONS }

const TEAMS: Record<Story['unit'], { handler: string; reviewer: string; head: string }> = {
  housing: { handler: 'wang.handler', reviewer: 'sun.reviewer', head: 'zhou.head' },
  enforcement: { handler: 'hu.handler', reviewer: 'ma.reviewer', head: 'guo.head' },
  town: { handler: 'lin.handler', reviewer: 'he.reviewer', head: 'gao.head' },
}

/** The same outside world at an earlier moment, so that a demo matter has a past. */
function at(deps: Deps, daysAgo: number, hour: number): Deps {
  const now = deps.now().toZonedDateTimeISO('Asia/Shanghai').subtract({ days: Math.max(0, Math.floor(daysAgo)) }).with({ hour, minute: 20, second: 0, millisecond: 0 }).toInstant()
  const earlier = Temporal.Instant.compare(now, deps.now()) > 0 ? deps.now() : now
  return { ...deps, now: () => earlier, today: () => civilDate(earlier) }
}

/** Lets every story run through the real procedure, each step by the officer who may. @returns how many were added */
export async function seedDemoMatters(deps: Deps): Promise<number> {
  if (!await registerIsEmpty(deps.db)) return 0
  const actors = new Map<string, Actor>()
  const as = async (username: string): Promise<Actor> => {
    const actor = actors.get(username) ?? await loadActor(deps, { username })
    if (!actor) throw new Error(`the demo account ${username} is missing`)
    actors.set(username, actor)
    return actor
  }
  for (const story of STORIES) await tell(deps, story, as)
  return STORIES.length
}

async function tell(deps: Deps, story: Story, as: (username: string) => Promise<Actor>): Promise<void> {
  const team = TEAMS[story.unit]
  const reaches = (stage: Stage): boolean => STAGES.indexOf(story.stage) >= STAGES.indexOf(stage)
  const receipt = await fileMatter(at(deps, story.daysAgo, 9), { kind: 'staff', actor: await as('chen.clerk'), isDemo: true }, {
    form: story.form, channel: story.channel, category: 'C', purpose: 'M4', title: story.title, body: story.body, placeCode: story.place, peopleCount: story.peopleCount ?? Math.max(1, story.people.length),
    isAnonymous: story.isAnonymous ?? false, readBack: true,
    people: story.people.map((name, index) => ({ role: index === 0 ? 'petitioner' : 'representative', name, phone: `1990000${String(1000 + STORIES.indexOf(story) * 10 + index)}`, address: '演示地址' })),
  }, `demo-${story.title}`)
  let version = 1
  const act = async (username: string, action: ActionName, after: number, input: Record<string, unknown>): Promise<void> => {
    const world = at(deps, story.daysAgo - after, 10 + (after % 7))
    version = (await actOnMatter(world, await as(username), HANDLERS, { code: receipt.code, action, body: { ...input, version }, language: 'zh' })).version
  }
  const day = (after: number): string => at(deps, story.daysAgo - after, 12).today().toString()
  const unitId = (await as(team.handler)).posts[0]?.unitId
  if (story.stage === 'asked') return act('li.triage', 'ask-info', 1, { question: '请补充购房合同的首页和签字页的照片，并说明房屋的楼栋和房号。', answerBy: at(deps, story.daysAgo - 10, 12).today().toString() })
  if (!reaches('classified')) return
  await act('li.triage', 'classify', 0, { category: 'C', route: 'C6', purpose: 'M4', class1: story.class2.slice(0, 2), class2: story.class2 })
  if (!reaches('routed')) return
  await act('li.triage', 'assign', 1, { leadUnitId: unitId, requirement: '请依法办理，按期反馈办结报告。', dueOn: at(deps, story.daysAgo - 60, 12).today().add({ days: story.daysAgo < 60 ? 60 - story.daysAgo : 0 }).toString() })
  if (!reaches('objected')) return
  if (story.stage === 'objected') return act(team.reviewer, 'object', 3, { reason: 'R1', explanation: '该处房屋尚未移交综合执法范围，应由属地镇人民政府先行核查。', evidence: '《行政处罚权划转目录》第12项' })
  await act(team.handler, 'sign', 2, { recusalDeclared: true })
  if (!reaches('handling')) return
  await act(team.handler, 'accept', 4, { department: '信访科', contactName: '演示经办', contactPhone: '0574-00000000' })
  if (!reaches('contacted')) return
  await act(team.handler, 'contact', 6, { way: 'phone', reached: true, note: '电话联系信访人，核实诉求，约定现场查看时间。' })
  if (!reaches('drafted')) return
  await act(team.handler, 'draft', 20, { conclusion: 'V3', requestSummary: story.title, facts: `经现场查看和询问，${story.title}的情况基本属实。`, opinion: '已约谈责任单位，要求限期整改；相关政策已向信访人解释说明。', legalBasis: '《物业管理条例》第三十五条' })
  if (!reaches('approved')) return
  await act(team.reviewer, 'approve', 21, {})
  if (!reaches('issued')) return
  await act(team.head, 'issue', 22, {})
  if (!reaches('served')) return
  await act(team.handler, 'serve', 24, { method: 'direct', servedOn: day(24), receiver: story.people[0] ?? '', place: '演示地址', proof: '本人签收' })
  if (!reaches('evaluated')) return
  version = await evaluate(at(deps, story.daysAgo - 26, 19), receipt, story.grade ?? '0')
  if (story.asksReview) await ask(at(deps, story.daysAgo - 27, 19), receipt, (await as('xu.review')).posts[0]?.unitId ?? null)
  if (!reaches('closed')) return
  await act('li.triage', 'close', 28, { fourInPlace: { reasonable: '已责令整改', unreasonable: '已解释', hardship: '无', unlawful: '无' }, closingReport: '已依法答复并送达，责任单位整改完成。' })
}

async function evaluate(world: Deps, receipt: { code: string; pin: string }, grade: '0' | '1' | '3'): Promise<number> {
  const opened = await openByPin(world, { code: receipt.code, pin: receipt.pin, clientAddress: 'demo' })
  const access = { code: opened.code, matterId: opened.id }
  await evaluateMatter(world, access, { object: 'unit', grade, reasons: grade === '3' ? ['U6'] : [], words: grade === '3' ? '答应的整改还没有做。' : '' })
  const last = await evaluateMatter(world, access, { object: 'office', grade: grade === '3' ? '1' : grade, reasons: [], words: '' })
  return last.version
}

async function ask(world: Deps, receipt: { code: string; pin: string }, organId: string | null): Promise<void> {
  const opened = await openByPin(world, { code: receipt.code, pin: receipt.pin, clientAddress: 'demo' })
  await askReview(world, { code: opened.code, matterId: opened.id }, { reasons: '答复说已经约谈物业公司，可是上周又停了一次水。', organId, lateReason: '' })
}
