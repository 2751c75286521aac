import type { PathChange } from '../ledger/history.ts'
import { nulSeparated } from './operation.ts'
import { rawDiffReader } from './raw-diff.ts'
import type { Repository } from './repository.ts'

// `git diff --cached` and not `git diff-index`: it also works before the first commit.
const args = [
  ...['diff', '--cached', '--raw', '-z', '--no-abbrev', '--no-renames', '--no-relative', '--ignore-submodules=none'],
  ...['--no-color', '--no-ext-diff', '--no-textconv'],
]

/**
 * What the commit being made changes against HEAD. In a hook this reads the index that git names in `GIT_INDEX_FILE`, so that
 * `git commit -a` and `git commit -- path` show what they commit.
 *
 * @throws GitError
 */
export function stagedChanges(repository: Repository): Promise<PathChange[]> {
  return read(repository, args)
}

/**
 * The same against another commit: `HEAD^` for an amend, `MERGE_HEAD` for the other side of a merge.
 *
 * @throws GitError
 */
export function stagedAgainst(repository: Repository, parent: string): Promise<PathChange[]> {
  return read(repository, [...args, '--end-of-options', parent, '--'])
}

async function read(repository: Repository, args: readonly string[]): Promise<PathChange[]> {
  const records = await repository.run({ args, parse: nulSeparated })
  return rawDiffReader()(records).flatMap((part) => ('change' in part ? [part.change] : []))
}
