import type { Deps } from '../../deps.ts'
import type { Tx } from '../../platform/database.ts'
import type { Matter } from '../matters/index.ts'
import { preparePaper, queryWords } from '../papers/index.ts'
import type { PaperOrder, PreparedPaper } from '../papers/index.ts'
import type { Birth } from './birth.ts'
import { countOfPeople } from './filing.rules.ts'
import { chineseDay } from './letter-words.ts'

/** T01: somebody came in person (来访). */
const VISIT = '200'

interface ReceiptFacts {
  form: string
  office: { id: string; name: string }
  receivedOn: string
  noticeBy: string | null
  accountId: string | null
  firstPlace?: number
}

/** WS02 信访事项登记回执: what was registered, where, and what happens by when. The PIN is on the printed receipt only. */
export function receiptOrder(deps: Pick<Deps, 'config'>, matter: Pick<Matter, 'code' | 'title'>, facts: ReceiptFacts): PaperOrder<'WS02'> {
  const by = facts.noticeBy ? `在${chineseDay(facts.noticeBy)}前` : '在法定期限内'
  const steps = [
    `登记机关${by}把事项转送、交办给有权处理的单位，或者告诉您应当走的法定途径。`,
    '有权处理的单位收到后，15日内书面告诉您是否受理。',
    '您可以随时查询进度、补充材料；收到处理意见后可以作出评价。',
  ]
  return {
    kind: 'WS02', post: { unitId: facts.office.id, unitName: facts.office.name }, accountId: facts.accountId, shownToCitizen: true, ...(facts.firstPlace ? { firstPlace: facts.firstPlace } : {}),
    content: { code: matter.code, request: matter.title, receivedOn: facts.receivedOn, form: facts.form, office: facts.office.name, query: queryWords(deps.config), steps: steps.join('\n'), noticeBy: facts.noticeBy },
  }
}

/** WS01 来访登记表: the record of a visit, for the visitor to sign. */
function visitOrder({ filing, office, actor, code, receivedOn, formName }: Birth): PaperOrder<'WS01'> {
  const named = (role: string): string => filing.people.filter((one) => one.role === role).map(({ name }) => name).join('、')
  return {
    kind: 'WS01', post: { unitId: office.id, unitName: office.name }, accountId: actor?.accountId ?? null, shownToCitizen: false, firstPlace: 1,
    content: {
      code, petitioner: named('petitioner') || named('agent') || '不愿留名', representatives: named('representative') || null, address: filing.people.find(({ address }) => address !== '')?.address ?? null, receivedOn, form: formName,
      peopleCount: String(countOfPeople(filing)), request: filing.title, summary: filing.body, clerk: actor?.name ?? '', readBack: filing.readBack ? '是' : null,
    },
  }
}

/** The papers a matter begins with: the record of a visit where somebody came, and the receipt once it is registered. */
export async function birthPapers(deps: Deps, tx: Tx, birth: Birth, facts: { isRegistered: boolean; noticeBy: string | null }): Promise<PreparedPaper[]> {
  const matter = { homeCounty: birth.homeCounty, id: birth.id, code: birth.code, title: birth.filing.title }
  const isVisit = birth.filing.form === VISIT && birth.actor !== null
  const visit = isVisit ? [await preparePaper(deps, tx, matter, visitOrder(birth))] : []
  if (!facts.isRegistered) return visit
  const receipt = receiptOrder(deps, matter, { form: birth.formName, office: birth.office, receivedOn: birth.receivedOn, noticeBy: facts.noticeBy, accountId: birth.actor?.accountId ?? null, firstPlace: isVisit ? 2 : 1 })
  return [...visit, await preparePaper(deps, tx, matter, receipt)]
}
