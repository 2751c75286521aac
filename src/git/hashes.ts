import { localObjects } from './local-objects.ts'
import { lines } from './operation.ts'
import type { Repository } from './repository.ts'

/** The commit that a hash names, the commits that it may name, or null when this clone has none. */
export type ResolvedHash = { hash: string } | { ambiguous: string[] } | null

const shortest = 7
const hash = /^[0-9a-f]{7,64}$/

/**
 * The commits that these hashes, full or abbreviated to 7 digits or more, name among all objects of the clone, reachable
 * or not. They are taken for hashes only: a branch called `deadbeef` does not win, as it would in `git rev-parse`. Nothing
 * is fetched. Case does not matter. The map's keys are the hashes as given.
 *
 * @throws GitError
 */
export async function resolveHashes(
  repository: Repository,
  given: Iterable<string>,
): Promise<Map<string, ResolvedHash>> {
  const wanted = new Map([...given].map((text) => [text, text.toLowerCase()]))
  const objects = await localObjects(
    repository,
    [...wanted.values()].filter((text) => hash.test(text)),
  )
  const byStart = new Map<string, string[]>()
  for (const commit of await commitsAmong(repository, objects)) {
    const start = commit.slice(0, shortest)
    byStart.set(start, [...(byStart.get(start) ?? []), commit])
  }
  const resolved = new Map<string, ResolvedHash>()
  for (const [text, lower] of wanted) {
    const matches = (byStart.get(lower.slice(0, shortest)) ?? []).filter((commit) => commit.startsWith(lower))
    const [first] = matches
    resolved.set(text, first === undefined ? null : matches.length === 1 ? { hash: first } : { ambiguous: matches })
  }
  return resolved
}

async function commitsAmong(repository: Repository, objects: string[]): Promise<string[]> {
  if (objects.length === 0) return []
  return repository.run({
    args: ['cat-file', '--batch-check=%(objecttype) %(objectname)'],
    input: `${objects.join('\n')}\n`,
    parse: (output) =>
      lines(output)
        .filter((line) => line.startsWith('commit '))
        .map((line) => line.slice('commit '.length))
        .sort(),
  })
}
