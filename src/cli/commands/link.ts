import { UsageError } from '../exit.ts'
import type { Io } from '../io.ts'
import type { EditOptions } from '../records.ts'

interface Options extends EditOptions {
  suggest?: boolean
  accept?: boolean
  heal?: boolean
  write?: boolean
}

export async function run(
  io: Io,
  [action, commit]: [string | undefined, string | undefined],
  options: Options,
): Promise<number> {
  if (options.write && !options.heal) throw new UsageError('--write goes with --heal', 'mortem link --heal --write')
  if (options.suggest && (options.heal || commit !== undefined))
    throw new UsageError(
      options.heal ? '--suggest and --heal are two questions' : 'a commit was named, so there is nothing to suggest',
      'mortem link --suggest [action]',
    )
  if (options.suggest || (options.accept && !options.heal && commit === undefined)) {
    const { suggest } = await import('../link-suggest.ts')
    return suggest(io, action, options)
  }
  if (options.heal) {
    if (action !== undefined) throw new UsageError('--heal looks at all hashes', 'mortem link --heal')
    const { heal } = await import('../link-heal.ts')
    return heal(io, options)
  }
  if (action === undefined || commit === undefined)
    throw new UsageError(
      action === undefined ? 'which action?' : `which commit did ${action}?`,
      `mortem link ${action ?? '<action>'} <commit>, or mortem link --suggest`,
    )
  const { linkCommit } = await import('../link-commit.ts')
  return linkCommit(io, action, commit, options)
}
