import { escapeXml } from '../io/xml.ts'
import type { Pedigree, Person } from '../pedigree.ts'
import type { Language, Roles } from './roles.ts'

export interface DrawingOptions {
  readonly roles: Roles
  readonly language: Language
  /** People with a profile are filled. */
  readonly typed: ReadonlySet<string>
  /** The person in question gets an arrow. */
  readonly focus: string
  /** Said to readers who cannot see the picture. */
  readonly title: string
}

const COLUMN = 116
const ROW = 132
const SIZE = 34
const MARGIN = 64

/**
 * A pedigree as SVG in the usual signs: square male, circle female, diamond unknown, filled when typed, arrow to the person in
 * question. Labels are roles; ids and names are not drawn.
 * @see Bennett et al. 2008, J Genet Couns 17:424 (standardised pedigree nomenclature)
 */
export function drawPedigree(pedigree: Pedigree, options: DrawingOptions): string {
  const places = layOut(pedigree)
  const xs = [...places.values()].map(({ x }) => x)
  const ys = [...places.values()].map(({ y }) => y)
  const width = Math.max(...xs) + 2 * MARGIN
  const height = Math.max(...ys) + 2 * MARGIN
  const lines = families(pedigree).map((family) => familyLines(family, places))
  const people = pedigree.people.map((one) => personSign(one, places.get(one.id) ?? { x: 0, y: 0 }, options))
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escapeXml(options.title)}" font-family="system-ui, 'PingFang SC', 'Microsoft YaHei', sans-serif" font-size="13">`,
    `<title>${escapeXml(options.title)}</title>`,
    `<g transform="translate(${MARGIN} ${MARGIN})">`,
    `<g fill="none" stroke="#555" stroke-width="1.5">${lines.join('')}</g>`,
    people.join(''),
    '</g></svg>',
  ].join('')
}

interface Place {
  readonly x: number
  readonly y: number
}

interface Family {
  readonly father: string | null
  readonly mother: string | null
  readonly children: readonly string[]
}

function families(pedigree: Pedigree): Family[] {
  const found = new Map<string, { father: string | null; mother: string | null; children: string[] }>()
  for (const { id, father, mother } of pedigree.people) {
    if (father === null && mother === null) continue
    const key = `${father ?? ''}\n${mother ?? ''}`
    const family = found.get(key) ?? { father, mother, children: [] }
    family.children.push(id)
    found.set(key, family)
  }
  return [...found.values()]
}

/** Rows by generation, partners in one row; columns by walking down each family, so that children stand under their parents. */
function layOut(pedigree: Pedigree): Map<string, Place> {
  const all = families(pedigree)
  const generation = generations(pedigree, all)
  const column = new Map<string, number>()
  const free: number[] = []
  const put = (id: string, wanted: number): number => {
    const known = column.get(id)
    if (known !== undefined) return known
    const row = generation.get(id) ?? 0
    const at = Math.max(wanted, free[row] ?? 0)
    column.set(id, at)
    free[row] = at + 1
    return at
  }
  const walk = (id: string, wanted: number): number => {
    if (column.has(id)) return column.get(id) ?? 0
    const own = all.filter((family) => family.father === id || family.mother === id)
    let centre = wanted
    let left = wanted
    for (const family of own) {
      const children = family.children.map((child, at) => walk(child, left + at))
      left = Math.max(...children) + 1
      centre = Math.max(wanted, (Math.min(...children) + Math.max(...children)) / 2 - 0.5)
    }
    const at = put(id, centre)
    own.forEach((family, index) => {
      const partner = family.father === id ? family.mother : family.father
      if (partner !== null && (generation.get(partner) ?? 0) === (generation.get(id) ?? 0) && isFounder(pedigree, partner)) put(partner, at + 1 + index)
    })
    return at
  }
  const roots = pedigree.people.filter((one) => one.father === null && one.mother === null)
  for (const root of [...roots].sort((a, b) => (generation.get(a.id) ?? 0) - (generation.get(b.id) ?? 0))) walk(root.id, free[generation.get(root.id) ?? 0] ?? 0)
  return new Map(pedigree.people.map((one) => [one.id, { x: (column.get(one.id) ?? 0) * COLUMN, y: (generation.get(one.id) ?? 0) * ROW }]))
}

function isFounder(pedigree: Pedigree, id: string): boolean {
  const one = pedigree.people[pedigree.indexOf.get(id) ?? 0]
  return one.father === null && one.mother === null
}

/** Children stand below both parents; partners level with each other where no descent forbids it. */
function generations(pedigree: Pedigree, all: readonly Family[]): Map<string, number> {
  const generation = new Map(pedigree.people.map((one) => [one.id, 0]))
  for (let round = 0; round < pedigree.people.length; round++) {
    let isStable = true
    const raise = (id: string, to: number): void => {
      if ((generation.get(id) ?? 0) >= to) return
      generation.set(id, to)
      isStable = false
    }
    for (const { father, mother, children } of all) {
      const row = Math.max(father === null ? 0 : (generation.get(father) ?? 0), mother === null ? 0 : (generation.get(mother) ?? 0))
      for (const parent of [father, mother]) if (parent !== null && isFounder(pedigree, parent)) raise(parent, row)
      for (const child of children) raise(child, row + 1)
    }
    if (isStable) break
  }
  return generation
}

function familyLines({ father, mother, children }: Family, places: ReadonlyMap<string, Place>): string {
  const parents = [father, mother].flatMap((id) => (id === null ? [] : (places.get(id) ?? [])))
  const kids = children.flatMap((id) => places.get(id) ?? [])
  const middle = parents.reduce((sum, { x }) => sum + x, 0) / parents.length
  const bottom = Math.max(...parents.map(({ y }) => y))
  const bar = Math.min(...kids.map(({ y }) => y)) - 44
  const xs = [...kids.map(({ x }) => x), middle]
  const couple = parents.length === 2 ? `<path d="M${parents[0].x} ${parents[0].y}L${parents[1].x} ${parents[1].y}"/>` : ''
  const down = `<path d="M${middle} ${parents.length === 2 ? (parents[0].y + parents[1].y) / 2 : bottom}V${bar}"/>`
  const across = `<path d="M${Math.min(...xs)} ${bar}H${Math.max(...xs)}"/>`
  return couple + down + across + kids.map(({ x, y }) => `<path d="M${x} ${bar}V${y}"/>`).join('')
}

function personSign(one: Person, { x, y }: Place, options: DrawingOptions): string {
  const half = SIZE / 2
  const fill = options.typed.has(one.id) ? '#2f6f8f' : '#fff'
  const style = `fill="${fill}" stroke="#222" stroke-width="2"`
  const shape =
    one.sex === 'male'
      ? `<rect x="${x - half}" y="${y - half}" width="${SIZE}" height="${SIZE}" ${style}/>`
      : one.sex === 'female'
        ? `<circle cx="${x}" cy="${y}" r="${half}" ${style}/>`
        : `<path d="M${x} ${y - half}L${x + half} ${y}L${x} ${y + half}L${x - half} ${y}Z" ${style}/>`
  const arrow = one.id === options.focus ? `<path d="M${x - half - 20} ${y + half + 10}L${x - half - 4} ${y + half - 2}m-9 0h9v8" fill="none" stroke="#b3261e" stroke-width="2.5"/>` : ''
  const words = labelLines(options.roles.get(one.id)?.[options.language] ?? '')
  const label = words.map((line, at) => `<text x="${x}" y="${y + half + 18 + at * 15}" text-anchor="middle" fill="#222" stroke="#fff" stroke-width="3" paint-order="stroke">${escapeXml(line)}</text>`).join('')
  return `<g>${shape}${arrow}${label}</g>`
}

function labelLines(label: string): string[] {
  if (label.length <= 14) return [label]
  const cut = label.lastIndexOf(' ', 14)
  return cut <= 0 ? [label] : [label.slice(0, cut), label.slice(cut + 1)]
}
