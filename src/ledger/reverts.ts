/** Which commits were taken back by later ones, and by whom. */
import { subjectTakesBack } from '../message/subject.ts'
import type { Ground } from './heal/ground.ts'
import { knownOf, withObject } from './heal/known.ts'
import { climb } from './heal/ladder.ts'
import { byInverse, isOppositeOfAny } from './reverts/inverse.ts'
import { byHash, byRequest, bySubject, sameChange } from './reverts/named.ts'
import { quotedSubject, revertedRequests } from './reverts/quoted.ts'

/** How the commit that a revert means was told, as figures are kept by. */
export type RevertedBy = 'hash' | 'subject' | 'healed' | 'request' | 'inverse'

/** A commit that says it takes others back, and those it means: none when nothing tells them. */
export interface Revert {
  commit: number
  targets: number[]
  by: RevertedBy | null
  /** False when its lines show that it takes back a part only. */
  whole: boolean
}

/** Reverts that nothing in their message resolves are read from git; so many of the newest, for a bounded ledger. */
const mostRead = 200

/** A revert of more files than this is named by its message or not at all. */
const mostFiles = 50

/** Commit → the paths that it changed. */
export type Linked = ReadonlyMap<number, readonly string[]>

/**
 * Commit number → the commit that takes it back. A revert counts for its ancestors only; reverting a merge takes back
 * its whole side; a revert that was itself reverted takes nothing back. `linked`: commits that somebody links to, with
 * the paths that each changed; only reverts that could take one of them back are read beyond their message.
 */
export async function revertedCommits(ground: Ground, linked: Linked): Promise<Map<number, number>> {
  const reverted = new Map<number, number>()
  const { graph } = ground
  // Newest first, so that whether a revert still stands is known before what it takes back.
  for (const { commit, targets, whole } of await revertsIn(ground, linked)) {
    if (reverted.has(commit) || !whole) continue
    for (const target of targets) {
      const side = graph.at(target).parents.length > 1 ? [target, ...graph.side(target)] : [target]
      for (const each of side) if (!reverted.has(each)) reverted.set(each, commit)
    }
  }
  return reverted
}

/** All reverts, newest first, with what each means; for null every one is read. */
export async function revertsIn(ground: Ground, linked: Linked | null): Promise<Revert[]> {
  const { graph, history } = ground
  const found: Revert[] = []
  for (let n = 0; n < graph.commits.length; n++)
    if (ground.speaking.has(n) || subjectTakesBack(graph.at(n).subject)) {
      const revert = said(ground, n)
      if (revert) found.push(revert)
    }
  const open = found.filter(({ by }) => by === null).slice(0, mostRead)
  if (open.length === 0) return found
  const changes = await history.changes(open.map(({ commit }) => graph.at(commit).hash))
  const near = open.flatMap((revert) => {
    const own = (changes.get(graph.at(revert.commit).hash) ?? []).map(({ path }) => path)
    const rivals = linked === null ? null : sharing(own, revert.commit, linked, ground)
    return rivals?.length === 0 || own.length > mostFiles ? [] : [{ revert, rivals }]
  })
  if (near.length > 0) await readOn(ground, near)
  return found
}

/** Linked commits before the revert that changed one of its files. */
function sharing(own: readonly string[], commit: number, linked: Linked, { graph }: Ground): number[] {
  const wanted = new Set(own)
  return [...linked].flatMap(([n, paths]) =>
    n > commit && paths.length <= mostFiles && paths.some((path) => wanted.has(path)) && graph.isAncestor(n, commit)
      ? [n]
      : [],
  )
}

/** What the message alone says; null for a commit that takes nothing back. */
function said(ground: Ground, commit: number): Revert | null {
  const relations = (ground.speaking.get(commit)?.relations ?? []).filter(
    ({ kind }) => kind === 'revert' || kind === 'reapply',
  )
  if (relations.length === 0 && !subjectTakesBack(ground.graph.at(commit).subject)) return null
  const named = relations.map(({ commit: hash }) => (hash ? byHash(ground, commit, hash) : []))
  const bySubjects = named.map((hits, at) =>
    hits.length > 0 ? hits : bySubject(ground, commit, relations[at] ?? null),
  )
  const targets = relations.length > 0 ? bySubjects.flat() : bySubject(ground, commit, null)
  if (targets.length === 0) return { commit, targets, by: null, whole: true }
  const by = named.some((hits) => hits.length > 0) ? 'hash' : 'subject'
  return { commit, targets: [...new Set(targets)], by, whole: true }
}

/** A revert, and the linked commits that it could take back; null for any. */
interface Near {
  revert: Revert
  rivals: readonly number[] | null
}

/** Dead hashes through the ladder, then request numbers of the whole message, then what the commit does. */
async function readOn(ground: Ground, near: readonly Near[]): Promise<void> {
  const { graph, history } = ground
  const reverts = near.map(({ revert }) => revert)
  const names = reverts.map(({ commit }) => graph.at(commit).hash)
  const objects = await history.objects([...new Set([...names, ...reverts.flatMap((one) => hashesOf(one, ground))])])
  const object = (name: string) => (objects.get(name)?.length === 1 ? objects.get(name)?.[0] : undefined)
  const dead = reverts.flatMap((one) => hashesOf(one, ground)).flatMap((hash) => object(hash)?.hash ?? [])
  const changes = await history.changes(dead)
  // All at once: a call of git for each would cost more than what it reads.
  await ground.lines([...names, ...near.flatMap(({ rivals }) => rivals ?? []).map((n) => graph.at(n).hash)])
  for (const { revert, rivals } of near) {
    const settle = (targets: readonly number[], by: RevertedBy) => {
      if (targets.length > 0 && revert.by === null) Object.assign(revert, { targets: [...new Set(targets)], by })
    }
    for (const hash of hashesOf(revert, ground)) {
      const there = object(hash)
      const known = knownOf({ commit: hash, subject: quotedSubject(graph.at(revert.commit).subject) })
      const paths = there ? (changes.get(there.hash) ?? []).map(({ path }) => path) : []
      const { commit } = await climb(there ? withObject(known, there, paths) : known, ground)
      if (commit !== null) settle(sameChange(ground, revert.commit, commit), 'healed')
    }
    const message = object(graph.at(revert.commit).hash)?.message ?? ''
    for (const request of revertedRequests(message)) settle(byRequest(ground, revert.commit, request), 'request')
    if (revert.by !== null || graph.at(revert.commit).parents.length !== 1) continue
    if (rivals !== null && !(await isOppositeOfAny(ground, revert.commit, rivals))) continue
    const { targets, whole } = await byInverse(ground, revert.commit)
    settle(targets, 'inverse')
    if (targets.length > 0) revert.whole = whole
  }
}

/** Hashes that the message says are taken back. */
function hashesOf({ commit }: Revert, { speaking }: Ground): string[] {
  const relations = speaking.get(commit)?.relations ?? []
  return relations.flatMap((one) => (one.kind === 'revert' && one.commit ? [one.commit] : []))
}
