/** A discipline organ that could receive an accusation, with the names of everybody who holds a post in it. */
export interface DeskCandidate {
  unitId: string
  regionPath: string
  officers: readonly string[]
}

/** Whom an accusation is about, as far as it says. */
export interface About {
  accusedUnitId: string | null
  /** Everything that was written: an officer named anywhere in it counts as accused. */
  words: string
}

/** A name of one character would be found in every text. */
const isNamed = (name: string, words: string): boolean => [...name].length >= 2 && words.includes(name)

/** Whether an organ, or somebody in it, is what the accusation is about. */
export function isAbout(unit: DeskCandidate, about: About): boolean {
  return unit.unitId === about.accusedUnitId || unit.officers.some((name) => isNamed(name, about.words))
}

/**
 * The desk that receives an accusation: the nearest discipline organ of the place that it is not about, else the one
 * above (信访工作条例第三十条、第四十六条第五项: the accused never learn of it).
 *
 * @param candidates from the nearest up
 * @returns null when no organ in the directory may see it; it is then kept for the organ above
 */
export function chooseDesk(candidates: readonly DeskCandidate[], about: About): string | null {
  return candidates.find((unit) => !isAbout(unit, about))?.unitId ?? null
}

export interface Reader {
  name: string
  posts: readonly { unitId: string; roles: readonly string[] }[]
}

export interface Guarded extends About {
  deskUnitId: string | null
  forwardedTo: string | null
}

/** The units at which somebody sits at the accusation desk. */
export const desksOf = (reader: Reader): string[] => reader.posts.filter((post) => post.roles.includes('ZR16')).map((post) => post.unitId)

/** Whether somebody may know of an accusation: at the competent desk, and neither they nor their unit are what it is about. */
export function mayKnow(reader: Reader, one: Guarded): boolean {
  const sits = desksOf(reader).some((unit) => unit === one.deskUnitId || unit === one.forwardedTo)
  return sits && !isNamed(reader.name, one.words) && !reader.posts.some((post) => post.unitId === one.accusedUnitId)
}

/** Units that may be given an accusation: discipline organs, and organs with power over cadres or crime (组织、公安、检察). */
const COMPETENT_LINES: readonly string[] = ['B41', 'B05', 'B04']

export interface ForwardTarget extends DeskCandidate {
  kind: string
  lineCode: string
  /** The unit and everything it answers to */
  chain: readonly string[]
}

/**
 * Why an accusation may not be forwarded to a unit, or null.
 * @returns `sealed/to-the-accused` also when the target answers to the accused unit
 */
export function forwardFault(target: ForwardTarget, about: About): 'sealed/to-the-accused' | 'sealed/not-competent' | null {
  if (isAbout(target, about) || (about.accusedUnitId !== null && target.chain.includes(about.accusedUnitId))) return 'sealed/to-the-accused'
  return target.kind === 'discipline' || COMPETENT_LINES.includes(target.lineCode) ? null : 'sealed/not-competent'
}
