/** A call of git as a value: what goes after `git`, and what it reads on standard input. */
export interface Invocation {
  readonly args: readonly string[]
  /** Text, or bytes as they come from another call: a pipe. Only `bytes` and `stream` take the second. */
  readonly input?: string | AsyncIterable<Uint8Array>
  /** Variables besides those of the place; only for `stream` and `bytes`. */
  readonly env?: NodeJS.ProcessEnv
}

/** A call whose whole output is small enough to hold, and the pure function that reads it. */
export interface Operation<T> extends Invocation {
  readonly input?: string
  parse(output: string): T
}

/** Where a call runs, and with which environment (see `gitEnvironment`). */
export interface Place {
  readonly cwd: string
  readonly env: NodeJS.ProcessEnv
}

/** Goes before every call, so that no configuration of the user changes what git prints. */
const settings = [
  ...['--no-pager', '-c', 'core.quotePath=false', '-c', 'log.showSignature=false', '-c', 'color.ui=false'],
  ...['-c', 'advice.graftFileDeprecated=false'],
  // An empty name clears the list of revisions that a user has `git blame` look through.
  ...['-c', 'diff.algorithm=myers', '-c', 'diff.indentHeuristic=true', '-c', 'blame.ignoreRevsFile='],
]

/** All arguments of a call. */
export function argumentsOf(invocation: Invocation): string[] {
  return [...settings, ...invocation.args]
}

/** The parts of an output that ends each of them with NUL (`-z`). */
export function nulSeparated(output: string): string[] {
  const parts = output.split('\0')
  if (parts.at(-1) === '') parts.pop()
  return parts
}

/** The lines of an output, for the few commands that know no `-z`. */
export function lines(output: string): string[] {
  const parts = output.split('\n')
  if (parts.at(-1) === '') parts.pop()
  return parts
}
