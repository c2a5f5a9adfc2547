import { extractEntities } from './extract.ts'
import type { Entity, EntityKind } from './entity.ts'

/** What leads to a natural person: hidden from those who may see the matter but not its people. 个人信息保护法第二十八条, 信访工作条例第二十一条 */
const PERSONAL: ReadonlySet<EntityKind> = new Set<EntityKind>(['phone', 'id-number', 'bank-card', 'plate', 'email', 'person'])

/** The text with personal data replaced by stars, as long as before, so that spans found in either fit both. */
export function maskPersonalData(text: string): { text: string; masked: readonly Entity[] } {
  const masked = extractEntities(text).filter(({ kind }) => PERSONAL.has(kind))
  let out = ''
  let at = 0
  for (const entity of masked) {
    out += text.slice(at, entity.start) + starred(entity)
    at = entity.end
  }
  return { text: out + text.slice(at), masked }
}

/** Of a name the family name stays, of a number its last two figures: enough to tell two apart, not to find somebody. */
function starred({ kind, text }: Entity): string {
  if (kind === 'person') return text.slice(0, 1) + '*'.repeat(text.length - 1)
  return '*'.repeat(Math.max(0, text.length - 2)) + (kind === 'email' ? '**' : text.slice(-2))
}
