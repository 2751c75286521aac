/** Where a commit's own message says that its lines are from: the reverted, restored or picked commit. */

import { resolveHashes } from '../../git/hashes.ts'
import { readTreeEntry } from '../../git/tree-entry.ts'
import type { HistoryCommit } from '../../ledger/history.ts'
import type { Relation } from '../../message/facts.ts'
import { fileName } from '../../model/file-name.ts'
import type { Change, Version, Versions } from './versions.ts'

/** Commits named in one message that are looked up. */
const most = 8

/** `older`: changes of the path before the commit, among which a quoted subject is looked for. */
export async function* relatedVersions(
  versions: Versions,
  commit: HistoryCommit,
  path: string,
  older: readonly Change[],
): AsyncGenerator<Version> {
  for (const relation of versions.factsOf(commit).relations.slice(0, most)) {
    const target = await targetOf(versions, relation, older)
    if (!target || !(await isBefore(versions, relation, target, commit))) continue
    // A revert brings back what was there before the reverted commit.
    const holder = relation.kind === 'revert' || relation.kind === 'reapply' ? target.parents[0] : target.hash
    const version = holder === undefined ? null : await versionAt(versions, holder, target.hash, path)
    if (version) yield version
  }
}

async function targetOf(versions: Versions, relation: Relation, older: readonly Change[]) {
  if (relation.commit !== null) {
    const wanted = relation.commit.toLowerCase()
    const resolved = (await resolveHashes(versions.repository, [wanted])).get(wanted)
    if (!resolved || !('hash' in resolved)) return null
    return (await versions.named([resolved.hash])).get(resolved.hash) ?? null
  }
  if (relation.subject === null) return null
  const subject = relation.kind === 'reapply' ? `Revert "${relation.subject}"` : relation.subject
  return older.find((one) => versions.factsOf(one.commit).subject === subject)?.commit ?? null
}

/** A pick is from another branch; all else is taken from what the commit itself stands on. */
async function isBefore(versions: Versions, { kind }: Relation, target: HistoryCommit, commit: HistoryCommit) {
  if (target.hash === commit.hash) return false
  if (kind !== 'pick') return versions.isAncestor(target.hash, commit.hash)
  if (!(await versions.isAncestor(target.hash, versions.head))) return false
  return !(await versions.isAncestor(commit.hash, target.hash))
}

/** The file there; under its old name when it was renamed since, which the reverted commit's own changes tell. */
async function versionAt(versions: Versions, commit: string, target: string, path: string): Promise<Version | null> {
  const entry = await readTreeEntry(versions.repository, commit, path)
  if (entry?.kind === 'file') return { commit, path, blob: entry.object }
  const name = fileName(path)
  const alike = (await versions.changesOf(target)).filter((one) => `/${one.path}`.endsWith(`/${name}`))
  const [only] = alike
  const blob = commit === target ? only?.after : only?.before
  return only && blob && alike.length === 1 ? { commit, path: only.path, blob } : null
}
