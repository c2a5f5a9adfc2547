import { foldText } from '../language/fold.ts'

/** A row of the directory's divisions. */
export interface Division {
  /** 12-digit statistical code. */
  readonly code: string
  readonly name: string
  /** 1 province … 5 village. */
  readonly level: number
}

export interface Gazetteer {
  /** Divisions by their folded names and, down to the town, their names without the last word (姜山 for 姜山镇). */
  readonly byName: ReadonlyMap<string, readonly Division[]>
  /** By first character, the length of the longest name that begins with it. */
  readonly longestFrom: ReadonlyMap<string, number>
}

/** The word that says what kind of division it is. */
const KIND = /(?:省|市|自治县|县|区|镇|乡|街道|村|社区|居委会)$/
/** Short forms that are common words or parts of many others. */
const ORDINARY = new Set(['城区', '开发', '新区', '高新', '中心', '城关', '东城', '西城', '南城', '北城', '城东', '城西', '城南', '城北', '江东', '江南', '江北', '河东', '河西', '大桥', '白云', '和平', '文化', '长安', '南山', '东山', '西山', '北山', '中山'])

/** Prepares the names of the divisions for looking up. */
export function buildGazetteer(divisions: readonly Division[]): Gazetteer {
  const byName = new Map<string, Division[]>()
  const longestFrom = new Map<string, number>()
  const add = (name: string, division: Division): void => {
    const known = byName.get(name)
    if (known) known.push(division)
    else byName.set(name, [division])
    longestFrom.set(name[0], Math.max(longestFrom.get(name[0]) ?? 0, name.length))
  }
  for (const division of divisions) {
    const name = foldText(division.name)
    if (name.length < 2) continue
    add(name, division)
    const short = name.replace(KIND, '')
    if (division.level <= 4 && short !== name && short.length >= 2 && !ORDINARY.has(short)) add(short, division)
  }
  return { byName, longestFrom }
}

/** Divisions written as letters in texts whose places were masked: A市, A7县. */
const MASKED = /西地省|[a-z]\d{0,2}[市县区州]/y

/** Length of the division that begins at a position of a folded text; 0 where none does. */
export function divisionAt(text: string, at: number, { byName, longestFrom }: Gazetteer): number {
  MASKED.lastIndex = at
  const masked = MASKED.exec(text)
  if (masked && !/[a-z0-9]/.test(text[at - 1] ?? '')) return masked[0].length
  for (let length = Math.min(longestFrom.get(text[at]) ?? 0, text.length - at); length >= 2; length--) {
    if (byName.has(text.slice(at, at + length))) return length
  }
  return 0
}

export const EMPTY_GAZETTEER: Gazetteer = { byName: new Map(), longestFrom: new Map() }
