import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { InputError, isObject, parseJson, requireArray, requireNumber } from '@hejie/kinship'
import type { BlindCheckpoint, BlindResult } from '@hejie/kinship/search'
import { blindSearch } from '@hejie/kinship/search'
import { createThreadPool, openStoreFile } from '@hejie/kinship/search/node'
import { SEARCH_OPTIONS, chanceText, existingStore, sealedNumber, searchLimits, searchModel, threadsOption, toJson } from './kinship-search-options.ts'
import type { KinshipIo } from './kinship/terminal.ts'

export const blindHelp = `hejie kinship search blind --file F.store [--children SET] [--parents SET] [--new N1,N2 [--new-role child|parent]] [--checkpoint FILE]
  全库盲比 Every child against every parent; --new compares only these numbers with the other set.
  --parent-sex male|female|unknown   With --checkpoint a search that was stopped (Ctrl-C) goes on where it was.`

const OPTIONS = { ...SEARCH_OPTIONS, children: { type: 'string' }, parents: { type: 'string' }, new: { type: 'string' }, 'new-role': { type: 'string', default: 'child' }, checkpoint: { type: 'string' }, 'parent-sex': { type: 'string', default: 'unknown' } } as const

/** `hejie kinship search blind` */
export async function blindCommand(args: string[], io: KinshipIo): Promise<number> {
  const { values } = parseArgs({ args, options: OPTIONS })
  const store = await openStoreFile(existingStore(values.file))
  const { markers, mutation, theta } = searchModel(store, values)
  const { tolerance, ...limits } = searchLimits(values, 200, 4)
  const newRole = oneOf('--new-role', values['new-role'], ['child', 'parent'] as const)
  const ids = values.new?.split(',').map((text) => sealedNumber(text, '--new'))
  const isFromParents = ids !== undefined && newRole === 'parent'
  const stop = new AbortController()
  const onInterrupt = (): void => stop.abort(new Error('stopped'))
  process.once('SIGINT', onInterrupt)
  const pool = createThreadPool(store, { threads: threadsOption(values.threads) })
  try {
    const result = await blindSearch(pool, {
      markers, mutation, theta, tolerance: tolerance ?? 2, ...limits,
      parentSex: oneOf('--parent-sex', values['parent-sex'], ['male', 'female', 'unknown'] as const),
      queries: { ids, set: isFromParents ? values.parents : values.children },
      queryRole: isFromParents ? 'parent' : 'child',
      set: isFromParents ? values.children : values.parents,
      signal: stop.signal,
      onProgress: ({ done, total }) => process.stderr.isTTY && process.stderr.write(`\r${((100 * done) / total).toFixed(1)} %  `),
      onCheckpoint: values.checkpoint === undefined ? undefined : (checkpoint) => writeCheckpoint(values.checkpoint ?? '', checkpoint),
      resumeFrom: values.checkpoint === undefined ? undefined : readCheckpoint(values.checkpoint),
    })
    if (values.checkpoint !== undefined) rmSync(values.checkpoint, { force: true })
    if (values.json) io.print(toJson({ synthetic: store.synthetic, table: values.table, ...result }))
    else printPairs(result, values.table, io)
    return 0
  } catch (cause) {
    if (!stop.signal.aborted) throw cause
    io.complain(values.checkpoint === undefined ? 'stopped 已停止' : `stopped; the same command goes on from ${values.checkpoint} 已停止，重复同一命令可继续`)
    return 1
  } finally {
    process.off('SIGINT', onInterrupt)
    await pool.close()
  }
}

function oneOf<Name extends string>(option: string, text: string, names: readonly Name[]): Name {
  const found = names.find((name) => name === text)
  if (found === undefined) throw new InputError('choice-unknown', option, `"${text}" is none`, `Use one of ${names.join(', ')}`)
  return found
}

/** Beside the old one first, so that a crash never leaves half a checkpoint. */
function writeCheckpoint(path: string, checkpoint: BlindCheckpoint): void {
  writeFileSync(`${path}.new`, JSON.stringify(checkpoint))
  renameSync(`${path}.new`, path)
}

function readCheckpoint(path: string): BlindCheckpoint | undefined {
  if (!existsSync(path)) return undefined
  const file = parseJson(readFileSync(path, 'utf8'), path)
  if (!isObject(file) || typeof file.fingerprint !== 'string') throw new InputError('checkpoint-unreadable', path, 'it is no checkpoint', 'Remove the file and start again')
  const pairs = requireArray(file.pairs, 'pairs').map((pair) => {
    const [key, ratio] = requireArray(pair, 'pair')
    return [requireNumber(key, 'pair'), requireNumber(ratio, 'pair')] as const
  })
  return { fingerprint: file.fingerprint, unitsDone: requireNumber(file.unitsDone, 'unitsDone'), survivors: requireNumber(file.survivors, 'survivors'), pairs }
}

function printPairs({ pairs, compared, survivors, assumptions }: BlindResult, table: string, io: KinshipIo): void {
  io.print(`${compared} pairs compared, ${survivors} ratios worked out 已比对 · ${assumptions.loci.length} loci · table ${table} · mutation ${JSON.stringify(assumptions.mutation)} · θ ${assumptions.theta ?? 0} · mismatches ≤ ${assumptions.tolerance ?? 2}`)
  if (pairs.length === 0) io.print('no pair 没有可能的亲子对')
  else io.print('rank  child                 parent                log10 LR  compared  mismatches           by chance')
  for (const { rank, child, parent, log10Ratio, compared: loci, mismatches, expectedChanceMatches } of pairs) {
    io.print([String(rank).padStart(4), String(child).padEnd(20), String(parent).padEnd(20), log10Ratio.toFixed(2).padStart(8), String(loci).padStart(8), (mismatches.join(' ') || '–').padEnd(18), chanceText(expectedChanceMatches).padStart(10)].join('  '))
  }
  io.print('"by chance" is how many unrelated pairs of as many would reach the ratio. Pairs are suspected 疑似, never confirmed.')
}
