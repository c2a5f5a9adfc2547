import type { Deps } from '../../deps.ts'
import { RuleBroken } from '../../platform/errors.ts'
import type { Actor } from '../identity/index.ts'
import { changeDirectory, changedFields } from './change-directory.ts'
import { changedCodeRow, newCodeRow, parentTableOf } from './code-table.rules.ts'
import type { CodeRow } from './code-table.rules.ts'
import { findCodeTable, insertCodeRow, listCodeRows, lockCodeRow, saveCodeRow } from './code-table.store.ts'
import { requireAdministerShared } from './policy.ts'
import { requireVersion } from './term.rules.ts'

/** Adds a row to a code table that is open to that. */
export async function addCodeRow(deps: Deps, actor: Actor, tableId: string, input: Pick<CodeRow, 'code' | 'parent' | 'zh' | 'en' | 'more'> & { position: number | null }, onceKey: string | null): Promise<CodeRow> {
  return changeDirectory(deps, actor, 'add-code-row', async (tx) => {
    requireAdministerShared(actor)
    const table = await findCodeTable(tx, tableId)
    const siblings = await listCodeRows(tx, tableId)
    const parentTable = parentTableOf(tableId)
    const row = newCodeRow(table, input, siblings, parentTable === null ? [] : await listCodeRows(tx, parentTable))
    if (!(await insertCodeRow(tx, row))) throw new RuleBroken('directory/code-taken', { code: row.code, name: siblings.find((one) => one.code === row.code)?.zh ?? row.code })
    return { result: row, subject: `code:${tableId}/${row.code}`, regionPath: '', detail: { parent: row.parent } }
  }, { key: onceKey, request: { tableId, ...input }, again: (tx, id) => lockCodeRow(tx, tableId, id.slice(id.indexOf('/') + 1)) })
}

/** Changes wording and order of a row, or switches it off; a code is never deleted, old matters still carry it. */
export async function editCodeRow(deps: Deps, actor: Actor, tableId: string, code: string, input: Pick<CodeRow, 'zh' | 'en' | 'more' | 'position' | 'isActive' | 'version'>): Promise<CodeRow> {
  return changeDirectory(deps, actor, 'edit-code-row', async (tx) => {
    requireAdministerShared(actor)
    const table = await findCodeTable(tx, tableId)
    const before = await lockCodeRow(tx, tableId, code)
    requireVersion(before, input.version)
    const after = changedCodeRow(table, before, input)
    await saveCodeRow(tx, after)
    return { result: after, subject: `code:${tableId}/${code}`, regionPath: '', detail: { fields: changedFields(before, after), active: after.isActive } }
  })
}
