/** Fills in what became of the work: the liveness of each link and action, and which actions are lost. */
import type { LedgerAction, LedgerIncident } from '../ledger.ts'
import { actionLiveness, supersededBy } from './action-liveness.ts'
import { reasonsOf } from './undoing.ts'
import { livenessOfLinks, type WatchContext } from './watch.ts'

/** The incidents again, with `liveness` and `lost` filled in. */
export async function withLiveness(
  incidents: readonly LedgerIncident[],
  context: WatchContext,
): Promise<LedgerIncident[]> {
  const found = await livenessOfLinks(incidents, context)
  const undoings = [...found.values()].flatMap(({ undoneBy }) => undoneBy)
  const reasons = await reasonsOf(
    undoings.map(({ commit }) => commit),
    context.history,
  )
  for (const undoing of undoings) undoing.reason = reasons.get(undoing.commit) ?? null
  return incidents.map((incident) => {
    const links = incident.links.map((link) => ({ ...link, liveness: found.get(link) ?? null }))
    const actions = incident.actions.map((action) => ({
      ...action,
      links: action.links.map((link) => ({ ...link, liveness: found.get(link) ?? null })),
    }))
    return { ...incident, links, actions: actions.map((action) => judged(action, actions)) }
  })
}

function judged(action: LedgerAction, all: readonly LedgerAction[]): LedgerAction {
  const summed = actionLiveness(action.links)
  if (!summed) return action
  const isDone = action.status === 'done' || action.status === 'done-alt'
  const isGone = summed.state === 'gone' || summed.state === 'reverted'
  const verdict = action.verdicts[0] ?? supersededBy(summed, action, all)
  return { ...action, liveness: { ...summed, verdict }, lost: isDone && isGone && verdict === null }
}
