/** A unit of the directory, as far as the question goes which organ stands above which. */
export interface OrganFacts {
  id: string
  name: string
  kind: string
  regionPath: string
}

export interface Above {
  unit: OrganFacts
  superior: OrganFacts | null
  /** The unit of the same line one place up: the city's bureau over the county's. */
  lineAbove: OrganFacts | null
}

/**
 * The organs one level above a unit (上一级机关、单位). A bureau of a government has two: its own government, and the bureau of its
 * line one level up; everybody else, and a bureau led by its line alone, has one. Empty where the directory knows nobody above: then
 * nobody can be asked. 信访工作条例第三十五条、第三十六条
 */
export function organsAbove({ unit, superior, lineAbove }: Above): OrganFacts[] {
  if (!superior) return []
  const isOfGovernment = unit.kind !== 'government' && unit.kind !== 'village' && superior.kind === 'government' && superior.regionPath === unit.regionPath
  return isOfGovernment && lineAbove && lineAbove.id !== superior.id ? [superior, lineAbove] : [superior]
}
