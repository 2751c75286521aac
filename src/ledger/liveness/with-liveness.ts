/** Fills in what became of the work: the liveness of each link and action, and which actions are lost. */
import { isDone } from '../../model/words.ts'
import type { LedgerAction, LedgerIncident } from '../ledger.ts'
import { coveringVerdict, type VerdictOrder, verdictOrder } from '../verdicts.ts'
import { actionLiveness, supersededBy } from './action-liveness.ts'
import type { WatchContext } from './context.ts'
import { toLiveness } from './liveness.ts'
import { reasonsOf } from './undoing.ts'
import { watch } from './watch.ts'
import type { Watch } from './watches.ts'

/** The incidents again, with `liveness` and `lost` filled in, and what was watched for them. */
export async function withLiveness(
  incidents: readonly LedgerIncident[],
  context: WatchContext,
): Promise<{ incidents: LedgerIncident[]; watches: readonly Watch[] }> {
  const { watches, takers } = await watch(incidents, context)
  const found = new Map(watches.map((one) => [one.link, toLiveness(one, takers, context)]))
  const undoings = [...found.values()].flatMap(({ undoneBy }) => undoneBy)
  const reasons = await reasonsOf(
    undoings.map(({ commit }) => commit),
    context.history,
  )
  for (const undoing of undoings) undoing.reason = reasons.get(undoing.commit) ?? null
  const order = verdictOrder(context.scene.graph)
  const filled = incidents.map((incident) => {
    const links = incident.links.map((link) => ({ ...link, liveness: found.get(link) ?? null }))
    const actions = incident.actions.map((action) => ({
      ...action,
      links: action.links.map((link) => ({ ...link, liveness: found.get(link) ?? null })),
    }))
    return { ...incident, links, actions: actions.map((action) => judged(action, actions, order)) }
  })
  return { incidents: filled, watches }
}

function judged(action: LedgerAction, all: readonly LedgerAction[], order: VerdictOrder): LedgerAction {
  const summed = actionLiveness(action.links)
  if (!summed) return action
  const isGone = summed.state === 'gone' || summed.state === 'reverted'
  const own = supersededBy(summed, action, all)
  const isLoss = isGone || summed.state === 'changed'
  const verdict = isLoss
    ? coveringVerdict(summed.undoneBy, own ? [...action.verdicts, own] : action.verdicts, order)
    : null
  return { ...action, liveness: { ...summed, verdict }, lost: isDone(action.status) && isGone && verdict === null }
}
