import type { FilingInput } from '@hejie/contract/intake'
import type { Deps } from '../../deps.ts'
import type { FieldFault } from '../../platform/errors.ts'
import { findFilingFacts } from './filing-facts.store.ts'
import { filingFaults } from './filing.rules.ts'
import { readFiling } from './read-filing.ts'

/** What would be refused if a citizen filed this now; a form filled in page by page looks for its own fields. Nothing is written. */
export async function checkFiling(deps: Deps, input: FilingInput): Promise<FieldFault[]> {
  const filing = readFiling(input)
  const facts = await findFilingFacts(deps.db, filing)
  return filingFaults(filing, {
    ...facts, by: 'citizen', representativeRule: deps.config.representativeRule, now: deps.now().toString({ smallestUnit: 'millisecond' }), today: deps.today().toString(),
  })
}
