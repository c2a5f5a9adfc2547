import { escapeXml } from '../io/xml.ts'
import type { FrequencyTable } from '../frequencies.ts'
import type { LocusRatio, RatioInput, RatioResult } from '../ratio.ts'
import { posteriorProbability, strainedLoci } from '../ratio.ts'
import { NO_MUTATION } from '../mutation.ts'
import type { MutationModels } from '../mutation.ts'
import { drawPedigree } from './pedigree-drawing.ts'
import { repeatableCase } from './repeatable-case.ts'
import type { Language, Roles } from './roles.ts'
import { personInQuestion, roleNames } from './roles.ts'
import { describeMutation, readable, readablePower, say } from './words.ts'

export interface ReportInput {
  readonly input: RatioInput
  readonly result: RatioResult
  readonly table: Omit<FrequencyTable, 'loci'>
  readonly language: Language
  /** A case number without names. */
  readonly caseId: string
  /** Local date and time of the computation, as it shall be printed. */
  readonly computedAt: string
  /** Name and version of the program. */
  readonly software: string
  /** Stated by the user; without it no posterior is given. */
  readonly prior?: number
  /** Sentences on Y-STR and mtDNA, from `haplotypes.ts`. */
  readonly support?: readonly string[]
  readonly isSynthetic?: boolean
}

/** A self-contained HTML report that states every assumption. Names of roles stand for people; ids and names do not appear. */
export function reportHtml(report: ReportInput): string {
  const { language, input } = report
  const typed = new Set(Object.keys(input.profiles))
  const focus = personInQuestion(input.hypotheses, typed)
  const roles = roleNames(input.hypotheses, focus)
  const title = say(language, 'title')
  const draw = (name: 'H1' | 'H2'): string => `<figure>${drawPedigree(input.hypotheses[name], { roles, language, typed, focus, title: say(language, name === 'H1' ? 'h1' : 'h2') })}<figcaption>${say(language, name === 'H1' ? 'h1' : 'h2')}</figcaption></figure>`
  return [
    `<!doctype html><html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title} · ${escapeXml(report.caseId)}</title><style>${STYLE}</style></head><body><main>`,
    `<h1>${title}</h1>`,
    report.isSynthetic === true ? `<p class="synthetic">${say(language, 'synthetic')}</p>` : '',
    factsHtml([[say(language, 'case'), report.caseId], [say(language, 'computedAt'), report.computedAt], [say(language, 'software'), report.software]]),
    `<p class="notice">${say(language, 'notIdentity')}</p>`,
    section(say(language, 'result'), resultHtml(report)),
    section(say(language, 'hypotheses'), `<div class="pedigrees">${draw('H1')}${draw('H2')}</div><p>${say(language, 'legend')}</p>`),
    section(say(language, 'perLocus'), locusTable(report, roles)),
    report.support === undefined || report.support.length === 0 ? '' : section(say(language, 'support'), `<ul>${report.support.map((line) => `<li>${escapeXml(line)}</li>`).join('')}</ul>`),
    section(say(language, 'assumptions'), assumptionsHtml(report)),
    section(say(language, 'repeat'), `<p>${say(language, 'repeatNote')}</p><pre>${escapeXml(JSON.stringify(repeatableCase(input, roles, report.caseId)))}</pre>`),
    '</main></body></html>',
  ].join('\n')
}

const STYLE =
  'body{font:15px/1.6 system-ui,"PingFang SC","Microsoft YaHei",sans-serif;color:#1c1c1c;background:#fff;margin:0}main{max-width:62rem;margin:0 auto;padding:1.5rem}' +
  'h1{font-size:1.5rem}h2{font-size:1.15rem;border-bottom:1px solid #bbb;margin-top:2rem}table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}th,td{border:1px solid #ccc;padding:.25rem .5rem;text-align:left;vertical-align:top}' +
  'td.number{text-align:right;white-space:nowrap}th{background:#f1f4f6}.notice{border-left:4px solid #b3261e;padding:.5rem .8rem;background:#fdf3f2}.synthetic{background:#fff3cd;padding:.4rem .8rem;font-weight:600}' +
  '.pedigrees{display:flex;flex-wrap:wrap;gap:1.5rem}figure{margin:0;border:1px solid #ddd;padding:.5rem}figure svg{max-width:100%;height:auto}.against td{background:#fdf3f2}pre{white-space:pre-wrap;word-break:break-all;font-size:11px;background:#f6f6f6;padding:.6rem}' +
  '.scroll{overflow-x:auto}@media print{main{max-width:none;padding:0}h2{break-after:avoid}tr{break-inside:avoid}}'

function section(title: string, content: string): string {
  return `<section><h2>${title}</h2>${content}</section>`
}

function factsHtml(facts: readonly (readonly [string, string])[]): string {
  return `<table>${facts.map(([name, value]) => `<tr><th scope="row">${name}</th><td>${escapeXml(value)}</td></tr>`).join('')}</table>`
}

function resultHtml({ input, result, language, prior }: ReportInput): string {
  const log = result.log10Ratio
  const sentence = log === null ? say(language, 'impossible', { loci: result.impossible.join(', ') }) : say(language, 'resultSentence', { ratio: readablePower(log), log: Number.isFinite(log) ? log.toFixed(4) : readable(log) })
  const strained = strainedLoci(input).map(({ locus, hypotheses }) => `${locus} (${hypotheses.join(', ')})`)
  const posterior = prior === undefined || log === null ? say(language, 'noPrior') : say(language, 'posterior', { prior: String(prior), posterior: posteriorText(posteriorProbability(log, prior)) })
  return [
    `<p><strong>${sentence}</strong></p>`,
    `<p>${posterior}</p>`,
    factsHtml([
      [say(language, 'compared'), `${result.compared.length}: ${result.compared.join(', ')}`],
      [say(language, 'against'), result.against.map((locus) => `${locus.loci.join('+')} (LR ${readable(locus.ratio)})`).join(', ') || say(language, 'none')],
      [say(language, 'strained'), strained.join(', ') || say(language, 'none')],
    ]),
  ].join('')
}

/** Never "1": a probability is printed with as many nines as it has, up to ten digits. */
function posteriorText(probability: number): string {
  if (probability > 1 - 1e-10) return '> 0.9999999999'
  return probability > 0.999 ? probability.toFixed(10).replace(/0+$/, '') : readable(probability)
}

function locusTable({ input, result, language }: ReportInput, roles: Roles): string {
  const people = Object.keys(input.profiles)
  const heads = [say(language, 'locus'), ...people.map((id) => roles.get(id)?.[language] ?? ''), say(language, 'lh1'), say(language, 'lh2'), 'LR', 'log₁₀ LR', say(language, 'note')]
  const genotype = (id: string, locus: LocusRatio): string => locus.loci.map((name) => input.profiles[id][name]?.join(' / ') ?? '—').join('; ')
  const strained = new Map(strainedLoci(input).map(({ locus, hypotheses }) => [locus, say(language, 'needs', { h: hypotheses.join(', ') })]))
  const rows = result.loci.map((locus) => {
    const notes = [...((locus.log10Ratio ?? 0) < 0 ? [say(language, 'speaksAgainst')] : []), ...locus.loci.flatMap((name) => strained.get(name) ?? [])]
    const numbers = [locus.likelihoodH1, locus.likelihoodH2, locus.ratio, locus.log10Ratio].map((value) => `<td class="number">${readable(value)}</td>`)
    return `<tr${(locus.log10Ratio ?? 0) < 0 ? ' class="against"' : ''}><th scope="row">${escapeXml(locus.loci.join(' + '))}</th>${people.map((id) => `<td>${escapeXml(genotype(id, locus))}</td>`).join('')}${numbers.join('')}<td>${notes.join('; ')}</td></tr>`
  })
  const total = `<tr><th scope="row" colspan="${people.length + 3}">${say(language, 'total')}</th><td class="number">${readablePower(result.log10Ratio)}</td><td class="number">${readable(result.log10Ratio)}</td><td></td></tr>`
  return `<div class="scroll"><table><thead><tr>${heads.map((head) => `<th scope="col">${escapeXml(head)}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody><tfoot>${total}</tfoot></table></div>`
}

function assumptionsHtml({ input, table, language }: ReportInput): string {
  const silent = input.markers.filter((marker) => marker.silentIndex !== -1).map((marker) => say(language, 'silentAt', { locus: marker.name, frequency: readable(marker.frequencies[marker.silentIndex]) }))
  const linkage = (input.linkage ?? []).map((group) => say(language, 'linkedAs', { loci: group.loci.join('–'), fraction: group.recombination.map((fraction) => fraction.toPrecision(4)).join(', ') }))
  const rare = input.rareAlleles?.rule === 'minimum' ? say(language, 'minimum', { value: String(input.rareAlleles.frequency) }) : say(language, 'refuse')
  return factsHtml([
    [say(language, 'table'), `${table.id} (${table.population})`],
    [say(language, 'source'), table.source],
    [say(language, 'licence'), table.licence],
    [say(language, 'theta'), `${input.theta ?? 0}; ${say(language, 'thetaNote')}`],
    [say(language, 'mutation'), mutationText(input.mutation ?? NO_MUTATION, language)],
    [say(language, 'silent'), silent.join(', ') || say(language, 'noSilent')],
    [say(language, 'observation'), observationText(input, language)],
    [say(language, 'linkage'), linkage.join('; ') || say(language, 'independent')],
    [say(language, 'rare'), rare],
    [say(language, 'method'), say(language, 'methodNote')],
  ])
}

function mutationText(mutation: MutationModels, language: Language): string {
  if (!('everywhere' in mutation)) return describeMutation(mutation, language)
  const others = Object.entries(mutation.loci).map(([locus, model]) => `${locus} ${describeMutation(model, language)}`)
  return say(language, 'models') + [describeMutation(mutation.everywhere, language), ...others].join('; ')
}

function observationText({ observation, profiles }: RatioInput, language: Language): string {
  const part = (key: 'dropOut' | 'typingError'): string[] => {
    const chance = observation?.[key] ?? 0
    const values = typeof chance === 'number' ? [chance] : Object.keys(profiles).map((id) => chance[id] ?? 0)
    return values.every((value) => value === 0) ? [] : [say(language, key, { value: [...new Set(values)].join(', ') })]
  }
  return [...part('dropOut'), ...part('typingError')].join('; ') || say(language, 'noErrors')
}
