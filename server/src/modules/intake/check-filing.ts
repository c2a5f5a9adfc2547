import type { FilingInput } from '@hejie/contract/intake'
import type { Deps } from '../../deps.ts'
import type { FieldFault } from '../../platform/errors.ts'
import { factsFor } from './filing-facts.ts'
import { filingFaults } from './filing.rules.ts'
import { readFiling } from './read-filing.ts'

/** What would be refused if a citizen filed this now; a form filled in page by page looks for its own fields. Nothing is written. */
export async function checkFiling(deps: Deps, input: FilingInput): Promise<FieldFault[]> {
  const filing = readFiling(input)
  const today = deps.today().toString()
  const facts = await factsFor(deps, filing, today)
  return filingFaults(filing, {
    ...facts, by: 'citizen', representativeRule: deps.config.representativeRule, now: deps.now().toString({ smallestUnit: 'millisecond' }), today,
  })
}
