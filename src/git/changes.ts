import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PathChange } from '../ledger/history.ts'
import { GitError } from './errors.ts'
import { fullName } from './objects.ts'
import { lines } from './operation.ts'
import { rawDiffReader } from './raw-diff.ts'
import type { Repository } from './repository.ts'

const args = [
  ...['diff-tree', '--stdin', '-r', '-z', '--raw', '-c', '--root', '--always', '--no-abbrev'],
  ...['--no-renames', '--no-color', '--no-ext-diff', '--no-textconv'],
]

/** Paths that fit on any system's command line. */
const mostPaths = 100

/** A clone without trees (`--filter=tree:0`) fails at every commit; so many are tried before the rest counts as empty. */
const patience = 100

/**
 * What each commit changed (of `paths`, when they are few enough to be named; else of all): against its first parent, and for a merge the paths that differ from all its parents. A commit
 * whose tree is missing, and one at whose parents a shallow clone was cut, has no changes (it would seem to add every file).
 *
 * @throws GitError
 */
export async function readChanges(
  repository: Repository,
  commits: Iterable<string>,
  paths: readonly string[] = [],
): Promise<Map<string, PathChange[]>> {
  const changes = new Map<string, PathChange[]>()
  for (const commit of commits) changes.set(commit, [])
  const boundary = await shallowBoundary(repository)
  let left = [...changes.keys()].filter((commit) => fullName.test(commit) && !boundary.has(commit))
  for (let failures = 0; left.length > 0 && failures < patience; failures++)
    left = await readUntilFailure(repository, left, changes, mostPaths < paths.length ? [] : paths)
  return changes
}

/** Fills `changes` and returns the commits after the one at which git found a tree missing. */
async function readUntilFailure(
  repository: Repository,
  commits: string[],
  changes: Map<string, PathChange[]>,
  paths: readonly string[],
) {
  let current = ''
  const read = rawDiffReader()
  try {
    for await (const batch of repository.stream({ args: [...args, '--', ...paths], input: `${commits.join('\n')}\n` }))
      for (const part of read(batch)) {
        if ('commit' in part) current = part.commit
        else changes.get(current)?.push(part.change)
      }
  } catch (error) {
    if (!(error instanceof GitError) || !/could not fetch|unable to read|bad tree|missing/.test(error.complaint))
      throw error
    return commits.slice(commits.indexOf(current) + 2)
  }
  return []
}

/** The commits whose parents a shallow clone does not have. */
export async function shallowBoundary(repository: Repository): Promise<Set<string>> {
  if (!repository.shallow) return new Set()
  return new Set(lines(await readFile(join(repository.commonDir, 'shallow'), 'utf8')))
}
