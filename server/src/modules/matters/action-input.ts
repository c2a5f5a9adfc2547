import type { ACTION_INPUTS } from '@hejie/contract/matters'
import type { z } from '@hejie/contract/common'
import type { ActionName } from '@hejie/contract/lifecycle'

/** What an action is given, checked: its own fields and the version of the matter the officer saw. */
export type ActionInput<A extends ActionName> = z.output<(typeof ACTION_INPUTS)[A]> & { version: number }
