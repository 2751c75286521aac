import { UsageError } from '../exit.ts'
import type { Io } from '../io.ts'

export async function run(_io: Io, _args: unknown[], _options: unknown): Promise<number> {
  throw new UsageError('not built yet', 'wait')
}
