import type { ACTION_INPUTS } from '@hejie/contract/matters'
import type { z } from '@hejie/contract/common'
import type { ActionName } from '@hejie/contract/lifecycle'
import type { Once } from '../../platform/once.ts'

/** What an action is given, checked: its own fields, the version of the matter the officer saw, and the sender's key where one was sent. */
export type ActionInput<A extends ActionName> = z.output<(typeof ACTION_INPUTS)[A]> & { version: number; once?: Once | null }
