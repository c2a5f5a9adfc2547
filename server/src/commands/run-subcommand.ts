/** Where a command prints and complains. */
interface Output {
  readonly print: (line: string) => void
  readonly complain: (line: string) => void
}

export interface Subcommand<Io extends Output> {
  readonly run: (args: string[], io: Io) => Promise<number>
  readonly help: string
}

interface Family<Io extends Output> {
  /** As it is typed: `hejie text`. */
  readonly name: string
  readonly subcommands: Readonly<Record<string, Subcommand<Io>>>
  /** The fault of an input in one line; null for anything else, which is not the caller's fault. */
  readonly faultOf: (cause: unknown) => string | null
}

/**
 * Runs one of a family's commands, or prints what there is.
 * @returns the exit code: the command's own, 0 after help, 2 when the input or the arguments are at fault
 */
export async function runSubcommand<Io extends Output>({ name: family, subcommands, faultOf }: Family<Io>, args: string[], io: Io): Promise<number> {
  const [name = 'help', ...rest] = args
  const subcommand = Object.hasOwn(subcommands, name) ? subcommands[name] : undefined
  if (subcommand === undefined) {
    io.print(Object.values(subcommands).map(({ help }) => help).join('\n\n'))
    if (['help', '--help', '-h'].includes(name)) return 0
    io.complain(`${family}: there is no command "${name}"; use one of ${Object.keys(subcommands).join(', ')}`)
    return 2
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    io.print(subcommand.help)
    return 0
  }
  try {
    return await subcommand.run(rest, io)
  } catch (cause) {
    const fault = faultOf(cause) ?? argumentFaultOf(cause)
    if (fault === null) throw cause
    io.complain(`${family} ${name}: ${fault}`)
    return 2
  }
}

/** What node:util parseArgs says of an unknown or wrong option. */
function argumentFaultOf(cause: unknown): string | null {
  return cause instanceof Error && 'code' in cause && String(cause.code).startsWith('ERR_PARSE_ARGS') ? cause.message.replaceAll('\n', ' ') : null
}
