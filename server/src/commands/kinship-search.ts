import { InputError } from '@hejie/kinship'
import { blindCommand, blindHelp } from './kinship-search-blind.ts'
import { familiesCommand, familiesHelp } from './kinship-search-families.ts'
import { queryCommand, queryHelp } from './kinship-search-query.ts'
import { storeCommand, storeHelp } from './kinship-search-store.ts'
import type { KinshipIo } from './kinship/terminal.ts'
import { complaintOf, terminal } from './kinship/terminal.ts'

export { storeCommand, storeHelp }

export const searchHelp = [queryHelp, familiesHelp, blindHelp].join('\n')

/** `hejie kinship search …` */
export async function searchCommand(args: string[], io: KinshipIo): Promise<number> {
  const [name, ...rest] = args
  if (name === 'blind') return blindCommand(rest, io)
  if (name === 'families') return familiesCommand(rest, io)
  return queryCommand(args, io)
}

/** `hejie kinship store …` and `hejie kinship search …`. @returns the exit code: 0, or 2 when the input is at fault */
export async function kinshipSearchCommand(args: string[], io: KinshipIo = terminal): Promise<number> {
  const [name = '', ...rest] = args
  const command = name === 'store' ? storeCommand : name === 'search' ? searchCommand : null
  if (command === null || rest.includes('--help') || rest.includes('-h')) {
    io.print([...(name === 'search' ? [] : [storeHelp]), ...(name === 'store' ? [] : [searchHelp])].join('\n'))
    return command === null ? 2 : 0
  }
  try {
    return await command(rest, io)
  } catch (cause) {
    const isArgument = cause instanceof Error && 'code' in cause && String(cause.code).startsWith('ERR_PARSE_ARGS')
    if (!(cause instanceof InputError) && !isArgument) throw cause
    io.complain(`hejie kinship ${name}: ${cause instanceof InputError ? complaintOf(cause) : cause.message.replaceAll('\n', ' ')}`)
    return 2
  }
}
