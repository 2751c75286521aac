/** An action is as live as the commits that answer it. */
import type { ActionLiveness, LedgerAction, LedgerVerdict, Link, Liveness, Undoing } from '../ledger.ts'

/** Over the links that have something to watch: live when all are, gone when all are, else changed; null without a link. */
export function actionLiveness(links: readonly Link[]): Omit<ActionLiveness, 'verdict'> | null {
  const answers = links.flatMap(({ liveness }) => (liveness ? [liveness] : []))
  if (answers.length === 0) return null
  const watched = answers.filter(({ state }) => state !== 'unknown')
  return { state: stateOf(watched), undoneBy: together(watched) }
}

function stateOf(watched: readonly Liveness[]): Liveness['state'] {
  const states = new Set(watched.map(({ state }) => state))
  const [only] = states
  if (only === undefined) return 'unknown'
  if (states.size === 1) return only
  return [...states].every((state) => state === 'gone' || state === 'reverted') ? 'gone' : 'changed'
}

function together(watched: readonly Liveness[]): Undoing[] {
  const byCommit = new Map<string, Undoing>()
  for (const undoing of watched.flatMap(({ undoneBy }) => undoneBy)) {
    const known = byCommit.get(undoing.commit)
    byCommit.set(undoing.commit, known ? { ...known, took: known.took + undoing.took } : undoing)
  }
  return [...byCommit.values()].sort((a, b) => b.took - a.took || b.date - a.date)
}

/**
 * What another fix of the same incident took is superseded by itself, unless a person says otherwise: null when the commit
 * that took most is no such fix.
 */
export function supersededBy(
  { undoneBy }: Pick<ActionLiveness, 'undoneBy'>,
  action: LedgerAction,
  others: readonly LedgerAction[],
): LedgerVerdict | null {
  const [first] = undoneBy
  if (!first) return null
  const fix = others.find(
    (other) =>
      other !== action &&
      other.links.some(
        ({ commit, twins, relation }) =>
          relation === 'fixed' && (commit === first.commit || twins.includes(first.commit)),
      ),
  )
  if (!fix) return null
  const reason = `replaced by the fix of ${fix.record.id}: ${fix.record.title}`
  return { commit: first.commit, as: 'superseded', reason, source: 'ledger' }
}
