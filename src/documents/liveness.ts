/** Whether an action's work is still in the tree, summed over its commits. Null as long as nothing was computed. */
import type { LedgerAction, Liveness } from '../ledger/ledger.ts'
import { answersOf } from './evidence.ts'

export interface ActionLiveness {
  state: Liveness['state']
  undoneBy: string[]
}

/** Live when all commits with something to watch are, gone when all are, else changed; `unknown` with nothing to watch. */
export function livenessOf(action: LedgerAction): ActionLiveness | null {
  const known = answersOf(action.links).flatMap(({ liveness }) => (liveness ? [liveness] : []))
  if (known.length === 0) return null
  const watched = known.filter(({ state }) => state !== 'unknown')
  const undoneBy = [...new Set(watched.flatMap((one) => one.undoneBy))]
  const states = new Set(watched.map(({ state }) => state))
  const [only] = states
  if (only === undefined) return { state: 'unknown', undoneBy }
  if (states.size === 1) return { state: only, undoneBy }
  const taken = [...states].every((state) => state === 'gone' || state === 'reverted')
  return { state: taken ? 'gone' : 'changed', undoneBy }
}
