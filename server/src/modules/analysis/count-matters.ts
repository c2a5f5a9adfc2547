import type { AnalysisCounts } from '@hejie/contract/analysis'
import type { Deps } from '../../deps.ts'
import { inTransaction } from '../../platform/database.ts'
import type { Tx } from '../../platform/database.ts'
import { Forbidden } from '../../platform/errors.ts'
import { recordAudit } from '../audit/index.ts'
import { accessOf } from '../identity/index.ts'
import type { Actor, ActorPost } from '../identity/index.ts'
import { analystPost } from './policy.ts'
import { atLeast, inRows, inWords, mayBeTold, STEP } from './small-numbers.rules.ts'
import { countReceived, findRegionName, listCodeNames, listPlacesBelow } from './store.ts'
import type { RowName } from './store.ts'

type Key = AnalysisCounts['tables'][number]['key']

const MONTHS = 12
const REST: Readonly<Record<Key, Pick<RowName, 'zh' | 'en'>>> = {
  month: { zh: '其他', en: 'other' }, class: { zh: '未分类', en: 'without a class' }, place: { zh: '未分到下级地区', en: 'not in a place below' }, channel: { zh: '其他', en: 'other' }, form: { zh: '其他', en: 'other' },
}

/**
 * How many matters the analyst's region received in the last twelve whole months. One region, one period and no filter:
 * nothing can be asked twice a little differently and subtracted.
 * @throws Forbidden when the person holds no post as an analyst
 */
export async function readCounts(deps: Deps, actor: Actor): Promise<AnalysisCounts> {
  const post = requireAnalyst(actor)
  // The rows themselves are behind the wall for an analyst; only numbers leave this function.
  return inTransaction(deps.db, { as: 'system' }, (tx) => count(deps, tx, post))
}

async function count(deps: Deps, tx: Tx, post: ActorPost): Promise<AnalysisCounts> {
  const until = deps.today().with({ day: 1 })
  const months = Array.from({ length: MONTHS }, (_, index) => until.subtract({ months: MONTHS - index }).toPlainYearMonth().toString())
  const counted = await countReceived(tx, { path: post.regionPath }, until.subtract({ months: MONTHS }).toString(), until.toString())
  const names: Record<Key, RowName[]> = {
    month: months.map((month) => ({ code: month, part: month, zh: month, en: month })), class: await listCodeNames(tx, 'T06'), place: await listPlacesBelow(tx, post.regionPath),
    channel: await listCodeNames(tx, 'T02'), form: await listCodeNames(tx, 'T01'),
  }
  const keys: readonly Key[] = ['month', 'class', 'place', 'channel', 'form']
  const divisions = keys.map((key) => ({ key, counts: inRows(names[key].map((row) => row.part), counted.filter((one) => one.by === key)) }))
  const total = counted.find((one) => one.by === 'total')?.count ?? 0
  const isWithheld = !mayBeTold(total, divisions)
  const region = await findRegionName(tx, post.regionPath)
  return {
    region: region.name, regionCode: region.code, from: months[0] ?? '', to: months.at(-1) ?? '', step: STEP, isWithheld, total: isWithheld ? 0 : atLeast(total),
    tables: isWithheld ? [] : divisions.map(({ key, counts }) => ({
      key, rows: [...names[key], { code: '', part: '', ...REST[key] }].map(({ code, part, zh, en }) => ({ code, zh, en, atLeast: atLeast(counts.get(part) ?? 0) })),
    })),
  }
}

const TITLES: Readonly<Record<Key, string>> = { month: '收到月份', class: '内容分类', place: '问题属地', channel: '来源渠道', form: '信访形式' }

/** The counts as a file, numbers told as on the screen; recorded with the reason before it leaves. */
export async function exportCounts(deps: Deps, actor: Actor, { format, reason }: { format: 'csv' | 'json'; reason: string }): Promise<{ name: string; mediaType: string; content: string }> {
  const post = requireAnalyst(actor)
  const counts = await readCounts(deps, actor)
  await inTransaction(deps.db, accessOf(actor), (tx) => recordAudit(deps, tx, {
    actorKind: 'staff', actorId: actor.accountId, unitId: post.unitId, action: 'analysis.export', subject: `region:${counts.regionCode}`, homeCounty: null, regionPath: post.regionPath, reason,
    detail: { format, from: counts.from, to: counts.to },
  }))
  const name = `counts-${counts.from}-${counts.to}`
  const rows = counts.tables.flatMap((table) => table.rows.map((row) => [TITLES[table.key], row.code, row.zh, inWords(row.atLeast)]))
  if (format === 'json') return { name: `${name}.json`, mediaType: 'application/json', content: JSON.stringify({ ...counts, total: inWords(counts.total), tables: counts.tables.map((table) => ({ ...table, rows: table.rows.map(({ atLeast: told, ...row }) => ({ ...row, count: inWords(told) })) })) }, null, 1) }
  const lines = [['统计口径', '代码', '名称', '件数'], ['合计', counts.regionCode, `${counts.region} ${counts.from} 至 ${counts.to}`, counts.isWithheld ? '不公布' : inWords(counts.total)], ...rows]
  return { name: `${name}.csv`, mediaType: 'text/csv; charset=utf-8', content: `\uFEFF${lines.map((line) => line.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')).join('\r\n')}\r\n` }
}

function requireAnalyst(actor: Actor): ActorPost {
  const post = analystPost(actor)
  if (!post) throw new Forbidden()
  return post
}
