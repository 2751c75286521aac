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
  for (const { status, commit, first } of declared)
    if (!(first && status === 'todo')) words.push({ status, commit, via: 'declared', reason: null })
  for (const sign of evidence) {
    if (sign.commit === null) continue
    if (sign.word) words.push({ ...sign.word, commit: sign.commit, via: 'close-out' })
    else if (sign.relation === 'fixed' && sign.strength === 'certain') {
      // The same change may be there twice; it is taken back only when each of them is.
      const standing = graph.twins(sign.commit).find((twin) => !reverted.has(twin))
      const said = words.some(({ commit, via }) => commit === standing && via === 'link')
      if (standing !== undefined && !said) words.push({ status: 'done', commit: standing, via: 'link', reason: null })
    }
  }
  return words
    .filter(({ commit, via }) => commit === null || via === 'link' || !reverted.has(commit))
    .sort((a, b) => (a.commit ?? -1) - (b.commit ?? -1) || plainness[a.via] - plainness[b.via])
}

/** The status that the words come to; `declared` (as the record has it now) when there is no word. */
export function lastWord(words: readonly Word[], declared: ActionStatus, graph: Graph): ActionStatus {
  const [newest] = words
  if (!newest) return declared
  if (newest.commit === null) return newest.status
  // Words that no other one follows: more than one only on lines of history that ran in parallel.
  const last = words.filter(
    (word, n) => !words.some((other, m) => m < n && graph.isAncestor(word.commit as number, other.commit as number)),
  )
  if (last.every(({ status }) => agree(status, newest.status))) return newest.status
  // Two versions of one record do not merge by themselves: who merged them took one, and it is what the record says.
  const isSettled = last.every(({ via }) => via === 'declared') && last.some(({ status }) => status === declared)
  return isSettled ? declared : 'needs-review'
}

function agree(a: ActionStatus, b: ActionStatus): boolean {
  const done = (status: ActionStatus) => (status === 'done-alt' ? 'done' : status)
  return done(a) === done(b)
}
