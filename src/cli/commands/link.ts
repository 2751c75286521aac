import { UsageError } from '../exit.ts'
import type { Io } from '../io.ts'
import { suggest } from '../link-suggest.ts'

interface Options {
  suggest?: boolean
  accept?: boolean
  dryRun?: boolean
  json?: boolean
}

export async function run(io: Io, [action]: [string | undefined], options: Options): Promise<number> {
  if (options.suggest || options.accept) return suggest(io, action, options)
  throw new UsageError('not built yet', 'mortem link --suggest')
}
