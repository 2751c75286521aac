/**
 * The ledger from the cache when nothing that it was made from has changed. The cache changes no answer: it is keyed by
 * the program's version, the refs, and the bytes of every file that was read. Loads neither zod, yaml nor simple-git,
 * because a warm `mortem status` has to cost little more than starting Node.
 */
import { objectsStamp, readCache, writeCache } from '../git/cache.ts'
import { GitError } from '../git/errors.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { Finding } from '../model/finding.ts'
import { digestOf } from '../workspace/fingerprint.ts'
import type { Project } from './project.ts'

interface Entry {
  refs: string
  /** Files and folders that the ledger was made from, and the digest of their bytes. */
  watched: string[]
  digest: string
  ledger: Ledger
  problems: Finding[]
}

/** The ledger at HEAD and what could not be read. `version`: the program's, so that an update makes a new ledger. */
export async function cachedLedger(project: Project, version: string): Promise<Pick<Entry, 'ledger' | 'problems'>> {
  const { repository, root, prefix } = project
  const key = `ledger ${version} ${repository.gitDir} ${prefix}`
  const refs = await refsOf(project)
  const entry = parse(await readCache(repository, key))
  if (entry && entry.refs === refs && entry.digest === digestOf(root, entry.watched)) return entry

  const { ledgerOf, readWorkspace } = await import('./load.ts')
  const { watched: watch } = await import('../workspace/watched.ts')
  // What to watch is known after reading, but the digest has to be of bytes from before it: so read, digest, read.
  const first = await readWorkspace(project)
  const watched = watch(first.config, first.records)
  const digest = digestOf(root, watched)
  const workspace = await readWorkspace(project)
  const ledger = await ledgerOf(project, workspace, null)
  const fresh: Entry = { refs, watched, digest, ledger, problems: workspace.problems }
  // Something was written meanwhile: the answer stands for what was read, and nobody knows which part that was.
  if (digest === digestOf(root, watched) && refs === (await refsOf(project)))
    await writeCache(repository, key, JSON.stringify(fresh))
  return fresh
}

/** HEAD, the tags and where history is cut: all of git that a ledger depends on. */
async function refsOf({ repository }: Project): Promise<string> {
  // `git fetch --deepen` moves only this file.
  const parts = [digestOf(repository.commonDir, ['shallow']), objectsStamp(repository)]
  try {
    for await (const batch of repository.stream({ args: ['show-ref', '--head', '--tags', '--dereference'] }))
      parts.push(...batch)
  } catch (error) {
    // Exit code 1 without a word: there is no ref yet.
    if (!(error instanceof GitError) || error.code !== 1) throw error
  }
  return parts.join('\n')
}

function parse(text: string | null): Entry | null {
  return text === null ? null : (JSON.parse(text) as Entry)
}
