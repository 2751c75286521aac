/** Whether an action's work is still in the tree. */
import type { LedgerAction, LivenessState } from '../ledger/ledger.ts'

export interface ActionLiveness {
  state: LivenessState
  undoneBy: string[]
}

export function livenessOf({ liveness }: LedgerAction): ActionLiveness | null {
  return liveness && { state: liveness.state, undoneBy: liveness.undoneBy.map(({ commit }) => commit) }
}
