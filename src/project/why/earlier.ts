/** What a commit put back: the earlier versions of a file that it can only have taken its lines from. */
import { readBlobHistory } from '../../git/blob-history.ts'
import { readTree } from '../../git/tree.ts'
import type { HistoryCommit } from '../../ledger/history.ts'
import { relatedVersions } from './related.ts'
import type { Change, Version, Versions } from './versions.ts'

export interface Earlier extends Version {
  /** False where nothing but its likeness says that it is the same file: half of the lines must then agree. */
  sure: boolean
}

/** Files that a commit adds before it is taken for one that may have put a whole folder back under another name. */
const mass = 10

/**
 * Earlier versions of what `commit` made of `path`, the likeliest first: the same content before; the version that its
 * message says it brings back; for a file that it added, the one that was deleted, that of another lineage, and the same
 * content under another name. A copy of a file that is still there is a new file.
 */
export async function* earlierVersions(versions: Versions, commit: string, path: string): AsyncGenerator<Earlier> {
  const history = await versions.historyOf(path)
  const at = history.findIndex((one) => one.commit.hash === commit)
  const own = history[at]
  if (!own || own.change.after === null) return
  const older = history.slice(at + 1)

  const same = await sameContent(versions, older, own, own.change.after)
  if (same) {
    yield { ...same, sure: true }
    return
  }
  for await (const version of relatedVersions(versions, own.commit, path, older)) yield { ...version, sure: true }
  if (own.change.before !== null) return
  const deleted = await lastDeleted(versions, older, own)
  if (deleted) yield { ...deleted, sure: false }
  const others = history.filter((one) => one !== own && one.commit.committed < own.commit.committed)
  const parallel = await otherLineage(versions, others, own, own.change.after)
  if (parallel) yield { ...parallel, sure: false }
  const elsewhere = await otherPath(versions, own.commit, own.change.after)
  if (elsewhere) yield { ...elsewhere, sure: true }
}

/** The nearest ancestor that had this very content at this path. */
async function sameContent(versions: Versions, older: readonly Change[], own: Change, blob: string) {
  for (const one of older) {
    const version = versionWith(one, blob)
    if (version && (await versions.isAncestor(version.commit, own.commit.hash))) return version
  }
  return null
}

/** The version with this content on either side of a change. */
function versionWith({ commit, change }: Change, blob: string): Version | null {
  const [parent] = commit.parents
  if (change.after === blob) return { commit: commit.hash, path: change.path, blob }
  return change.before === blob && parent !== undefined ? { commit: parent, path: change.path, blob } : null
}

async function lastDeleted(versions: Versions, older: readonly Change[], own: Change): Promise<Version | null> {
  for (const one of older) {
    const { before, after } = one.change
    if (after !== null || before === null || !(await versions.isAncestor(one.commit.hash, own.commit.hash))) continue
    return versionWith(one, before)
  }
  return null
}

/** Versions of other lineages that are looked at: each costs a question about ancestry. */
const mostParallel = 5

/** A file that another root or branch had before, as by the dates: neither is the other's ancestor. */
async function otherLineage(versions: Versions, others: readonly Change[], own: Change, blob: string) {
  const latest = others
    .filter(({ change }) => change.after !== null)
    .sort((a, b) => b.commit.committed - a.commit.committed)
  const exact = latest.filter(({ change }) => change.after === blob)
  for (const one of [...exact.slice(0, mostParallel), ...latest.slice(0, mostParallel)]) {
    const { hash } = one.commit
    // What its own ancestors had is no other lineage's, and was looked at already.
    if (await versions.isAncestor(hash, own.commit.hash)) return null
    if (await versions.isAncestor(own.commit.hash, hash)) continue
    return versionWith(one, one.change.after as string)
  }
  return null
}

/** The same content under another name: a file that was moved in two steps, or a folder that was put back elsewhere. */
async function otherPath(versions: Versions, commit: HistoryCommit, blob: string): Promise<Version | null> {
  const { repository, head } = versions
  const [parent] = commit.parents
  if (parent !== undefined) {
    const copies = [...(await readTree(repository, parent, []))].filter(([, name]) => name === blob)
    const kept = copies.length > 0 ? await readTree(repository, head, []) : new Map()
    const [first] = copies
    // What stands in many folders stays the same text by habit, not by moving.
    if (first) return copies.some(([path]) => kept.has(path)) ? null : { commit: parent, path: first[0], blob }
  }
  const added = (await versions.changesOf(commit.hash)).filter(({ before }) => before === null)
  return added.length < mass ? null : longGone(versions, commit, blob)
}

async function longGone(versions: Versions, commit: HistoryCommit, blob: string): Promise<Version | null> {
  const [parent] = commit.parents
  const found = await readBlobHistory(versions.repository, parent ?? versions.head, blob)
  const commits = await versions.named(found.map((one) => one.commit))
  for (const { commit: hash, change } of found) {
    const other = commits.get(hash)
    if (!other || hash === commit.hash) continue
    // Before a root there is nothing; what another lineage had earlier, only the dates can tell.
    if (parent === undefined && other.committed >= commit.committed) continue
    const version = versionWith({ commit: other, change }, blob)
    if (version) return version
  }
  return null
}
