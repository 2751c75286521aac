import type { CommitChanges } from '../ledger/history.ts'
import { commitsTouching } from './path-history.ts'
import { isBelow, repositoryPaths } from './paths.ts'
import { rawDiffReader } from './raw-diff.ts'
import type { Repository } from './repository.ts'

const args = [
  ...['diff-tree', '--stdin', '-m', '-r', '-z', '--raw', '--no-abbrev'],
  ...['--no-renames', '--no-color', '--no-ext-diff', '--no-textconv'],
]

/**
 * The merges reachable from `head` whose result differs from one of their parents in these paths, children before parents:
 * an entry for each such parent, with the changes seen from it. What a merge left out of one side shows here only.
 *
 * @throws GitError
 */
export async function readMergeHistory(
  repository: Repository,
  head: string,
  paths: readonly string[],
  not: string | null = null,
): Promise<CommitChanges[]> {
  const asked = repositoryPaths(paths)
  if (asked === null || asked.length === 0) return []
  const merges = await commitsTouching(repository, { head, not }, asked, ['--merges'])
  if (merges.length === 0) return []
  const below = new Set(asked)
  const found: CommitChanges[] = []
  const read = rawDiffReader()
  for await (const batch of repository.stream({ args, input: `${merges.join('\n')}\n` }))
    for (const part of read(batch)) {
      if ('commit' in part) found.push({ commit: part.commit, changes: [] })
      else if (isBelow(part.change.path, below)) found.at(-1)?.changes.push(part.change)
    }
  return found.filter(({ changes }) => changes.length > 0)
}
