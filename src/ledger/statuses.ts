/** An action's status: the last word in history, where words are declarations, certain links and close-outs. */
import type { ActionStatus } from '../model/words.ts'
import type { Declaration } from './declarations.ts'
import type { Evidence } from './evidence.ts'
import type { Graph } from './graph.ts'
import type { StatusWord } from './ledger.ts'

interface Word {
  status: ActionStatus
  /** Null: not committed, which is later than everything. */
  commit: number | null
  /** All commits that say it as one: a change that is there twice speaks wherever it stands. */
  by: readonly number[]
  via: StatusWord['via']
  reason: string | null
}

/** At one commit a declaration says it most plainly, a close-out says more than the link it comes with. */
const plainness = { declared: 0, 'close-out': 1, link: 2 }

/** All words on an action that nothing took back, the last first. */
export function wordsOn(
  declared: readonly Declaration[],
  evidence: readonly Evidence[],
  graph: Graph,
  reverted: ReadonlyMap<number, number>,
): Word[] {
  const words: Word[] = []
  const stands = (commit: number) => !reverted.has(commit)
  for (const { status, commit, first } of declared)
    if (!(first && status === 'todo') && (commit === null || stands(commit)))
      words.push({ status, commit, by: commit === null ? [] : [commit], via: 'declared', reason: null })
  for (const { commit: at, word, relation, strength } of evidence) {
    if (at === null || !(word || (relation === 'fixed' && strength === 'certain'))) continue
    // The same change may be there twice; it is taken back only when each of them is.
    const by = graph.twins(at).filter(stands)
    const [commit] = by
    const said = word ?? { status: 'done', reason: null }
    const via = word ? 'close-out' : 'link'
    const isSaid = words.some((other) => other.commit === commit && other.via === via && other.status === said.status)
    if (commit !== undefined && !isSaid) words.push({ ...said, commit, by, via })
  }
  return words.sort((a, b) => (a.commit ?? -1) - (b.commit ?? -1) || plainness[a.via] - plainness[b.via])
}

/** The status that the words come to; `declared` (as the record has it now) when there is no word. */
export function lastWord(words: readonly Word[], declared: ActionStatus, graph: Graph): ActionStatus {
  const [newest] = words
  if (!newest) return declared
  if (newest.commit === null) return newest.status
  // Words that no other one follows: more than one only on lines of history that ran in parallel.
  const latest = words.filter(
    (word, n) => !words.some((other, m) => isAfter(other, word, graph) || isPlainer(other, word, m < n)),
  )
  // Two changes that came in twice, in another order each time: neither is the later one.
  const last = latest.length > 0 ? latest : words
  const [word = newest] = last
  if (last.every(({ status }) => agree(status, word.status))) return word.status
  // Two versions of one record do not merge by themselves: who merged them took one, and it is what the record says.
  const isSettled = last.every(({ via }) => via === 'declared') && last.some(({ status }) => status === declared)
  return isSettled ? declared : 'needs-review'
}

function isAfter(later: Word, earlier: Word, graph: Graph): boolean {
  return later.by.some((a) => earlier.by.some((b) => a !== b && graph.isAncestor(b, a)))
}

/** Of two words at one commit the plainer one counts, of two alike the first. */
function isPlainer(a: Word, b: Word, first: boolean): boolean {
  const ahead = plainness[b.via] - plainness[a.via]
  return (ahead > 0 || (ahead === 0 && first)) && a.by.some((commit) => b.by.includes(commit))
}

function agree(a: ActionStatus, b: ActionStatus): boolean {
  const done = (status: ActionStatus) => (status === 'done-alt' ? 'done' : status)
  return done(a) === done(b)
}
