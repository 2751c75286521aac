import type { PathChange } from '../ledger/history.ts'
import { nulSeparated } from './operation.ts'
import { rawDiffReader } from './raw-diff.ts'
import type { Repository } from './repository.ts'

const args = ['diff-tree', '-r', '-z', '--raw', '--no-abbrev', '--no-renames', '--no-color', '--no-ext-diff']

/**
 * What lies between two commits given by full name, as if the second were made on top of the first.
 *
 * @throws GitError
 */
export async function readCommitAgainst(repository: Repository, from: string, to: string): Promise<PathChange[]> {
  const records = await repository.run({ args: [...args, '--end-of-options', from, to], parse: nulSeparated })
  return rawDiffReader()(records).flatMap((part) => ('change' in part ? [part.change] : []))
}
