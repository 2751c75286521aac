import type { PathChange } from '../ledger/history.ts'
import { lines } from './operation.ts'
import { rawDiffReader } from './raw-diff.ts'
import type { Repository } from './repository.ts'

/** Commits that are looked at for where else a blob was: git has to compare their trees one by one. */
const depth = 20_000

/**
 * The changes, newest first, that brought a blob to any path or took it away, in `commit` and the `depth` commits before
 * it. Merges are left out: what they keep came in on one of their sides.
 *
 * @throws GitError
 */
export async function readBlobHistory(
  repository: Repository,
  commit: string,
  blob: string,
): Promise<{ commit: string; change: PathChange }[]> {
  const range = ['--topo-order', '--no-merges', `--max-count=${depth}`, commit, '--']
  const before = await repository.run({ args: ['rev-list', ...range], parse: lines })
  if (before.length === 0) return []
  const args = ['diff-tree', '--stdin', '-r', '-z', '--raw', '--root', '--no-abbrev', '--no-renames', '--no-ext-diff']
  const read = rawDiffReader()
  const found: { commit: string; change: PathChange }[] = []
  let current = ''
  for await (const batch of repository.stream({
    args: [...args, `--find-object=${blob}`],
    input: `${before.join('\n')}\n`,
  }))
    for (const part of read(batch)) {
      if ('commit' in part) current = part.commit
      else found.push({ commit: current, change: part.change })
    }
  return found
}
