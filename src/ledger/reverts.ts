/** Which commits were taken back by later ones, and by whom. */
import { subjectTakesBack } from '../message/subject.ts'
import type { Ground } from './heal/ground.ts'
import { knownOf, withObject } from './heal/known.ts'
import { climb } from './heal/ladder.ts'
import { byInverse } from './reverts/inverse.ts'
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

/**
 * Commit number → the commit that takes it back. A revert counts for its ancestors only; reverting a merge takes back
 * its whole side; a revert that was itself reverted takes nothing back. `matters`: whether a path belongs to a commit that
 * somebody links to; only reverts there are looked at more closely than by their message.
 */
export async function revertedCommits(
  ground: Ground,
  matters: (path: string) => boolean,
): Promise<Map<number, number>> {
  const reverted = new Map<number, number>()
  const { graph } = ground
  // Newest first, so that whether a revert still stands is known before what it takes back.
  for (const { commit, targets, whole } of await revertsIn(ground, matters)) {
    if (reverted.has(commit) || !whole) continue
    for (const target of targets) {
      const side = graph.at(target).parents.length > 1 ? [target, ...graph.side(target)] : [target]
      for (const each of side) if (!reverted.has(each)) reverted.set(each, commit)
    }
  }
  return reverted
}

/** All reverts, newest first, with what each means. */
export async function revertsIn(ground: Ground, matters: (path: string) => boolean): Promise<Revert[]> {
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
  const near = open.filter(({ commit }) => changes.get(graph.at(commit).hash)?.some(({ path }) => matters(path)))
  if (near.length > 0) await readOn(ground, near)
  return found
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

/** Dead hashes through the ladder, then request numbers of the whole message, then what the commit does. */
async function readOn(ground: Ground, reverts: readonly Revert[]): Promise<void> {
  const { graph, history } = ground
  const hashesOf = ({ commit }: Revert) =>
    (ground.speaking.get(commit)?.relations ?? []).flatMap((one) =>
      one.kind === 'revert' && one.commit ? [one.commit] : [],
    )
  const names = reverts.map(({ commit }) => graph.at(commit).hash)
  const objects = await history.objects([...new Set([...names, ...reverts.flatMap(hashesOf)])])
  const object = (name: string) => (objects.get(name)?.length === 1 ? objects.get(name)?.[0] : undefined)
  const dead = reverts.flatMap(hashesOf).flatMap((hash) => object(hash)?.hash ?? [])
  const changes = await history.changes(dead)
  for (const revert of reverts) {
    const settle = (targets: readonly number[], by: RevertedBy) => {
      if (targets.length > 0 && revert.by === null) Object.assign(revert, { targets: [...new Set(targets)], by })
    }
    for (const hash of hashesOf(revert)) {
      const there = object(hash)
      const known = knownOf({ commit: hash, subject: quotedSubject(graph.at(revert.commit).subject) })
      const paths = there ? (changes.get(there.hash) ?? []).map(({ path }) => path) : []
      const { commit } = await climb(there ? withObject(known, there, paths) : known, ground)
      if (commit !== null) settle(sameChange(ground, revert.commit, commit), 'healed')
    }
    const message = object(graph.at(revert.commit).hash)?.message ?? ''
    for (const request of revertedRequests(message)) settle(byRequest(ground, revert.commit, request), 'request')
    if (revert.by !== null || graph.at(revert.commit).parents.length !== 1) continue
    const { targets, whole } = await byInverse(ground, revert.commit)
    settle(targets, 'inverse')
    if (targets.length > 0) revert.whole = whole
  }
}
