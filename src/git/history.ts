import type { History } from '../ledger/history.ts'
import { readBlobs } from './blobs.ts'
import { readChanges } from './changes.ts'
import { readObjects } from './commit-objects.ts'
import { readCommits } from './commits.ts'
import { type ResolvedHash, resolveHashes } from './hashes.ts'
import { readHolding } from './holding.ts'
import { readMergeHistory } from './merge-history.ts'
import { readPatchIds } from './patch-ids.ts'
import { readLines } from './patch-lines.ts'
import { readPathHistory } from './path-history.ts'
import type { Repository } from './repository.ts'
import { resolveRevision } from './revision.ts'
import { readTags } from './tags.ts'
import { readTree } from './tree.ts'

/** The ledger's port over a real repository. */
export interface GitHistory extends History {
  /** The commits of this clone, reachable or not, that recorded hashes name; see `resolveHashes`. */
  resolveHashes(prefixes: readonly string[]): Promise<Map<string, ResolvedHash>>
}

/**
 * History as seen from `rev`, or from HEAD for null. Every method may throw GitError.
 *
 * @throws UnknownRevision
 */
export async function openHistory(repository: Repository, rev: string | null): Promise<GitHistory> {
  const revision = await resolveRevision(repository, rev)
  const head = revision?.hash ?? null
  return {
    head,
    headDate: revision?.committed ?? null,
    shallow: repository.shallow,
    commits: () => (head === null ? none() : readCommits(repository, head)),
    changes: (commits) => readChanges(repository, commits),
    pathHistory: async (paths, not = null) => (head === null ? [] : readPathHistory(repository, head, paths, not)),
    mergeHistory: async (paths, not = null) => (head === null ? [] : readMergeHistory(repository, head, paths, not)),
    blobs: (ids) => readBlobs(repository, ids),
    tree: async (under) => (head === null ? new Map() : readTree(repository, head, under)),
    holding: async (words, at) =>
      head === null
        ? { paths: new Map(words.map((word) => [word, []])), unread: [] }
        : readHolding(repository, at ?? head, words),
    tags: () => readTags(repository),
    objects: (prefixes) => readObjects(repository, prefixes),
    patchIds: (commits) => readPatchIds(repository, commits),
    lines: (commits) => readLines(repository, commits),
    resolveHashes: (prefixes) => resolveHashes(repository, prefixes),
  }
}

async function* none(): AsyncGenerator<never> {}
