import type { Line, Region, UnitKind } from './place.ts'

/** The kinds of place that name patterns distinguish. */
export type PlaceKind = 'province' | 'city' | 'county' | 'district' | 'town' | 'township' | 'street' | 'area' | 'village' | 'residents'

/** One branch of administration as the seed describes it. */
export interface SeedLine extends Line {
  kind: UnitKind
  /** `line`: the same branch one level up; `government`: the government of the same place. */
  superior: 'line' | 'government'
  /** Name pattern by kind of place; a branch exists where it has one. */
  names: Partial<Record<PlaceKind, string>>
}

export interface SeedRegion extends Pick<Region, 'code' | 'name' | 'level' | 'parentCode' | 'path'> {
  /** V 村民委员会, R 居民委员会, empty elsewhere and where there is none */
  committee: string
}

export interface SeedUnit {
  code: string
  name: string
  shortName: string | null
  lineCode: string
  regionCode: string
  regionPath: string
  level: number
  kind: UnitKind
  superiorCode: string | null
}

/** The kind of place by level, name and committee; null for a place without bodies. */
export function placeKindOf(region: Pick<SeedRegion, 'level' | 'name' | 'committee'>): PlaceKind | null {
  switch (region.level) {
    case 1: return 'province'
    case 2: return 'city'
    case 3: return region.name.endsWith('区') ? 'district' : 'county'
    case 4: return townKindOf(region.name)
    case 5: return region.committee === 'V' ? 'village' : region.committee === 'R' ? 'residents' : null
    default: return null
  }
}

function townKindOf(name: string): PlaceKind {
  if (name.endsWith('街道')) return 'street'
  if (name.endsWith('乡')) return 'township'
  return name.endsWith('镇') ? 'town' : 'area'
}

/** Every unit of every region by the patterns; a unit's superior is the nearest one there is on the way up. */
export function unitsOf(regions: readonly SeedRegion[], lines: readonly SeedLine[], options: { withoutUnits: readonly string[]; displayNames: Readonly<Record<string, string>> }): SeedUnit[] {
  const regionOf = new Map(regions.map((region) => [region.code, region]))
  const parentOf = (region: SeedRegion): SeedRegion | null => (region.parentCode ? (regionOf.get(region.parentCode) ?? null) : null)
  const units: SeedUnit[] = []
  for (const region of regions) {
    const kind = placeKindOf(region)
    if (!kind || options.withoutUnits.includes(region.code)) continue
    for (const line of lines) {
      const pattern = line.names[kind]
      if (!pattern) continue
      units.push({
        code: `${region.code}-${line.code}`, name: fillPattern(pattern, region, parentOf(region), options.displayNames),
        shortName: region.level <= 3 ? `${region.name}${line.zh}` : null, lineCode: line.code, regionCode: region.code,
        regionPath: region.path, level: region.level, kind: line.kind, superiorCode: null,
      })
    }
  }
  return withSuperiors(units, lines, regionOf)
}

const GOVERNMENT = 'G01'

function withSuperiors(units: readonly SeedUnit[], lines: readonly SeedLine[], regionOf: ReadonlyMap<string, SeedRegion>): SeedUnit[] {
  const codes = new Set(units.map((unit) => unit.code))
  const lineOf = new Map(lines.map((line) => [line.code, line]))
  return units.map((unit) => {
    const superiorLine = lineOf.get(unit.lineCode)?.superior === 'line' ? unit.lineCode : GOVERNMENT
    // A branch that looks to its own line starts one level up; a government department looks to its own government first.
    let place = superiorLine === unit.lineCode ? (regionOf.get(unit.regionCode)?.parentCode ?? null) : unit.regionCode
    while (place && !codes.has(`${place}-${superiorLine}`)) place = regionOf.get(place)?.parentCode ?? null
    return { ...unit, superiorCode: place ? `${place}-${superiorLine}` : null }
  })
}

function fillPattern(pattern: string, region: SeedRegion, parent: SeedRegion | null, displayNames: Readonly<Record<string, string>>): string {
  const isDistrict = placeKindOf(region) === 'district'
  const values: Record<string, string> = {
    region: (isDistrict && parent ? parent.name : '') + region.name, city: parent?.name ?? '', short: shortNameOf(region.name), ...displayNames,
  }
  // A committee that was published whole (茅山居委会) is not named twice.
  if (region.level === 5) return `${region.name.replace(/(?:居委会|居民委员会)$/, '')}${pattern.replace('{region}', '')}`
  return pattern.replaceAll(/\{(\w+)\}/g, (place, key: string) => values[key] ?? place)
}

function shortNameOf(name: string): string {
  return name.replace(/(?:畲族自治县|省|市|县|区)$/, '')
}
