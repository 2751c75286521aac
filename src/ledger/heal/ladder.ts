/** From a hash to the commit that is meant: the first step that has hits decides, and only when they are one change. */
import type { HealedBy } from '../ledger.ts'
import { patchIdOf } from './by-patch-id.ts'
import type { Ground } from './ground.ts'
import { contradicts, isAuthor, type Known, oneLine } from './known.ts'
import { decide } from './one-change.ts'
import { rungs } from './rungs.ts'

export interface Healing {
  /** The commit meant, by number; null when nothing tells, or several could be. */
  commit: number | null
  /** How a survivor was told; null for a hash that is reachable itself, and for one that stays dead. */
  by: HealedBy | null
  /** Told by what the commit is, or by two signs. */
  certain: boolean
  /** Several commits could be meant, and no second sign decides. */
  candidates: readonly number[]
  /** Why it is not the commit of that name, or why there is none; null when the name itself is reachable. */
  reason: string | null
}

const nothing = { commit: null, by: null, certain: false, candidates: [] }

/** Never throws for what is known of a commit; git's own errors pass through. */
export async function climb(known: Known, ground: Ground): Promise<Healing> {
  const { graph } = ground
  const named = graph.lookup(known.hash)
  const [only] = named
  if (only !== undefined && named.length === 1 && !contradicts(known, graph.at(only)))
    return { ...nothing, commit: only, certain: true, reason: null }
  const reason = reasonFor(known, named.length)
  if (named.length > 1) return { ...(await choose(named, known, ground)), reason }
  for (const { by, fingerprint, hits } of rungs) {
    const found = (await hits(known, ground)).filter((n) => n !== only)
    if (found.length === 0) continue
    const commit = await decide(found, known, ground)
    // What names several commits is not made certain by a weaker sign that happens to name one of them.
    if (commit === null) return { ...nothing, candidates: found, reason }
    const certain = fingerprint || (await agrees(known, commit, ground))
    return { commit, by: known.naming.includes(commit) ? 'trailer' : by, certain, candidates: [], reason }
  }
  return { ...nothing, reason }
}

/** Too short a hash: what the record says of the commit tells which of them it is. */
async function choose(named: readonly number[], known: Known, ground: Ground) {
  const fitting = known.subject === null ? [] : named.filter((n) => !contradicts(known, ground.graph.at(n)))
  const commit = await decide(fitting, known, ground)
  return commit === null
    ? { ...nothing, candidates: named }
    : { ...nothing, commit, by: 'subject' as const, certain: true }
}

/** Author and author date, the subject or the patch agree: the second sign that makes a survivor certain. */
async function agrees(known: Known, n: number, ground: Ground): Promise<boolean> {
  const commit = ground.graph.at(n)
  const { subject, author, authored } = known
  if (subject !== null && oneLine(subject) === oneLine(commit.subject)) return true
  if (author !== null && authored === commit.authored && isAuthor(author, commit)) return true
  const id = await patchIdOf('full', known, ground)
  return id !== null && (await ground.patchIds([commit.hash])).get(commit.hash)?.full === id
}

function reasonFor({ object }: Known, named: number): string {
  if (named > 1) return `it is too short: ${named} commits begin with it`
  if (named === 1) return 'the commit of that name has another subject than the one recorded'
  return object === null ? 'no commit of this clone has that name' : 'that commit is not in this history'
}
