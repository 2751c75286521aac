import { GitError, UnknownRevision } from './errors.ts'
import { batchObjects } from './objects.ts'
import type { Repository } from './repository.ts'

/** A commit that history is read at. */
export interface Revision {
  hash: string
  /** Committer date, epoch seconds. */
  committed: number
}

/**
 * The commit that `rev` names (a branch, a tag, a hash, `main~3`), or HEAD's for null. Null for a HEAD without a commit.
 * The name goes to git on standard input, where `-x` is no option.
 *
 * @throws UnknownRevision
 */
export async function resolveRevision(repository: Repository, rev: string | null): Promise<Revision | null> {
  if (rev !== null && /[\n\0]/.test(rev)) throw new UnknownRevision(rev, repository.shallow)
  const invocation = { args: ['cat-file', '--batch'], input: `${rev ?? 'HEAD'}^{commit}\n` }
  try {
    for await (const { name, content } of batchObjects(repository.bytes(invocation)))
      if (content) return { hash: name, committed: committedIn(content) }
  } catch (error) {
    // In a partial clone git stops when it may not fetch an object.
    if (rev === null || !(error instanceof GitError)) throw error
    throw new UnknownRevision(rev, repository.shallow, { cause: error })
  }
  if (rev !== null) throw new UnknownRevision(rev, repository.shallow)
  await assertUnborn(repository)
  return null
}

/** True when `from` is this commit or one of its descendants. Both are full names. @throws GitError */
export function isReachable(repository: Repository, commit: string, from: string | null): Promise<boolean> {
  if (from === null) return Promise.resolve(false)
  const args = ['rev-list', '--max-count=1', '--end-of-options', commit, `^${from}`]
  return repository.run({ args, parse: (output) => output === '' })
}

function committedIn(commit: Buffer): number {
  const header = commit.toString('latin1').split('\n\n', 1)[0] ?? ''
  return Number(/^committer .*> (-?\d+)/m.exec(header)?.[1] ?? 0)
}

/** A HEAD that names a commit which is not there is damage, not an empty repository. */
async function assertUnborn(repository: Repository): Promise<void> {
  const args = ['rev-parse', '--quiet', '--verify', 'HEAD']
  const named = await repository.run({ args, parse: (output) => output.trim() })
  if (named !== '') throw new GitError(args, null, `HEAD is ${named}, which is missing. Look at: git fsck`)
}
