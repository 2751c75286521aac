import type { CommitChanges } from '../ledger/history.ts'
import { readChanges } from './changes.ts'
import { lines } from './operation.ts'
import { isBelow, repositoryPaths } from './paths.ts'
import type { Repository } from './repository.ts'

/**
 * The commits reachable from `head` that changed one of `paths` (files or folders), children before parents, each with its
 * changes below them. `--full-history`: git would leave out a side branch whose change did not survive the merge.
 *
 * @throws GitError
 */
export async function readPathHistory(
  repository: Repository,
  head: string,
  paths: readonly string[],
  not: string | null = null,
): Promise<CommitChanges[]> {
  if (paths.length === 0) return []
  const asked = repositoryPaths(paths)
  const touching = await commitsTouching(repository, { head, not }, asked ?? [])
  const below = asked && new Set(asked)
  return [...(await readChanges(repository, touching, asked ?? []))]
    .map(([commit, changes]) => ({
      commit,
      changes: below ? changes.filter(({ path }) => isBelow(path, below)) : changes,
    }))
    .filter(({ changes }) => changes.length > 0)
}

/** The commits reachable from `head` and not from `not` that differ from a parent in these paths. `only`: more options. */
export async function commitsTouching(
  repository: Repository,
  { head, not }: { head: string; not: string | null },
  paths: string[],
  only: readonly string[] = [],
): Promise<string[]> {
  // On standard input there may be any number of paths, but each is a line, and git drops a CR before a line's end.
  const fitsLine = (path: string) => !/[\n\0]|\r$/.test(path)
  const found: string[] = []
  const bytes = repository.bytes({
    args: [
      ...['rev-list', '--topo-order', '--full-history', ...only, '--stdin', '--'],
      ...paths.filter((path) => !fitsLine(path)),
    ],
    input: [head, ...(not === null ? [] : [`^${not}`]), '--', ...paths.filter(fitsLine), ''].join('\n'),
  })
  for await (const chunk of bytes) found.push(chunk.toString('latin1'))
  return lines(found.join(''))
}
