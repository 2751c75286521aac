/** The commits that a revert names itself: by hash, by quoted subject, by request number. */
import type { Relation } from '../../message/facts.ts'
import { subjectTakesBack } from '../../message/subject.ts'
import type { Ground } from '../heal/ground.ts'
import { quotedSubject, withoutRequest } from './quoted.ts'

/** Commits as one change: the numbers of all its twins that are older than the revert. Empty when it names none. */
export function byHash(ground: Ground, commit: number, hash: string): number[] {
  const hits = older(ground, commit, ground.graph.lookup(hash))
  return hits.length === 1 ? sameChange(ground, commit, hits[0] as number) : []
}

/** By the subject that the message quotes, as it is or without the request number that the forge has put behind it. */
export function bySubject(ground: Ground, commit: number, relation: Relation | null): number[] {
  const subject = relation?.subject ?? quotedSubject(ground.graph.at(commit).subject)
  if (!subject) return []
  const wanted = relation?.kind === 'reapply' ? `Revert "${unreverted(subject)}"` : subject
  const exact = only(ground, commit, ground.graph.withSubject(wanted))
  return exact.length > 0 ? exact : only(ground, commit, titled(ground, wanted))
}

/** By the number of the request, the newest commit that carries it and takes nothing back itself. */
export function byRequest(ground: Ground, commit: number, request: string): number[] {
  const hits = ground.withRequest(request).filter((n) => !subjectTakesBack(ground.graph.at(n).subject))
  return only(ground, commit, hits)
}

const titles = new WeakMap<Ground, Map<string, number[]>>()

/** Commits by their subject without request numbers. */
function titled(ground: Ground, subject: string): number[] {
  let index = titles.get(ground)
  if (!index) {
    index = new Map()
    for (const [n, commit] of ground.graph.commits.entries()) {
      const title = withoutRequest(commit.subject)
      const members = index.get(title)
      if (members) members.push(n)
      else index.set(title, [n])
    }
    titles.set(ground, index)
  }
  return index.get(withoutRequest(subject)) ?? []
}

/** Only when they are one change: several different ones are nobody's guess. */
function only(ground: Ground, commit: number, numbers: readonly number[]): number[] {
  const hits = older(ground, commit, numbers)
  const [first] = hits
  if (first === undefined) return []
  const same = new Set(ground.graph.namesakes(first))
  return hits.every((n) => same.has(n)) ? sameChange(ground, commit, first) : []
}

function older({ graph }: Ground, commit: number, numbers: readonly number[]): number[] {
  return numbers.filter((n) => n !== commit && graph.isAncestor(n, commit))
}

/** The commit with its twins, as far as the revert knows them. */
export function sameChange(ground: Ground, commit: number, target: number): number[] {
  return older(ground, commit, ground.graph.twins(target))
}

function unreverted(subject: string): string {
  return /^Revert "(.*)"$/.exec(subject)?.[1] ?? subject
}
