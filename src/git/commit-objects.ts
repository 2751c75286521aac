import type { HistoryCommit } from '../ledger/history.ts'
import { readNamed } from './commits.ts'
import { resolveHashes } from './hashes.ts'
import type { Repository } from './repository.ts'

/**
 * The commits that each hash names among all objects of this clone, reachable or not: none, one, or several for an
 * abbreviation that is too short. Nothing is fetched.
 *
 * @throws GitError
 */
export async function readObjects(
  repository: Repository,
  prefixes: readonly string[],
): Promise<Map<string, HistoryCommit[]>> {
  const names = new Map<string, string[]>()
  for (const [given, found] of await resolveHashes(repository, prefixes))
    names.set(given, found === null ? [] : 'hash' in found ? [found.hash] : found.ambiguous)
  const byName = await readNamed(repository, [...new Set([...names.values()].flat())])
  return new Map([...names].map(([given, hashes]) => [given, hashes.flatMap((hash) => byName.get(hash) ?? [])]))
}
