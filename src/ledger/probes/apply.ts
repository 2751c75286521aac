/** The declared checks of all actions, answered by the tree at the ledger's commit, and what they say of the actions. */
import { isDone, isSettled } from '../../model/words.ts'
import type { Graph } from '../graph.ts'
import type { History } from '../history.ts'
import type { LedgerAction, LedgerIncident, ProbeResult } from '../ledger.ts'
import { coveringVerdict, type VerdictOrder, verdictOrder } from '../verdicts.ts'
import { appearances } from './appearances.ts'
import { evaluate } from './evaluate.ts'
import { type TreeSource, viewOf } from './view.ts'

export interface ProbeScene {
  history: History
  graph: Graph
}

/** The incidents with the probes of their actions, and what is stale, proven or lost because of them. */
export async function withProbes(incidents: readonly LedgerIncident[], scene: ProbeScene): Promise<LedgerIncident[]> {
  const probes = incidents.flatMap(({ actions }) => actions.flatMap(({ record }) => record.verify))
  const view = await viewOf(probes, sourceOf(scene.history))
  const results = new Map(evaluate(probes, view).map((result) => [result.probe, result]))
  const order = verdictOrder(scene.graph)
  const appeared = await appearances(incidents, scene)
  return incidents.map((incident) => ({
    ...incident,
    actions: incident.actions.map((action) => {
      const own = action.record.verify.flatMap((probe) => results.get(probe) ?? [])
      return withResults(action, own, appeared.get(action.ref) ?? null, order)
    }),
  }))
}

function withResults(
  action: LedgerAction,
  probes: ProbeResult[],
  appeared: string | null,
  order: VerdictOrder,
): LedgerAction {
  const all = (state: ProbeResult['state']) => probes.length > 0 && probes.every((probe) => probe.state === state)
  const some = (state: ProbeResult['state']) => probes.some((probe) => probe.state === state)
  const because = all('passing') ? (probes.length > 1 ? 'its probes pass' : 'its probe passes') : appeared
  const isOpen = !isSettled(action.declared) && !isSettled(action.status)
  return {
    ...action,
    probes,
    // The status stays the last word: a probe can pass for another reason than that somebody did the work.
    stale: action.stale || (isOpen && because !== null && !some('failing')),
    staleBecause: action.staleBecause ?? (isOpen && !some('failing') ? because : null),
    proven: action.proven || some('passing') ? true : action.proven,
    lost:
      action.lost || (isDone(action.status) && some('failing') && coveringVerdict([], action.verdicts, order) === null),
  }
}

/** The tree of the ledger's commit. */
export function sourceOf(history: History): TreeSource {
  return {
    tree: (under) => history.tree(under),
    blobs: (ids) => history.blobs(ids),
    holding: (words) => history.holding(words, null),
    async lastBlobs(paths) {
      const last = new Map<string, string>()
      // Children come before parents: the first commit that took a path away is the last one that did.
      for (const { changes } of await history.pathHistory(paths))
        for (const { path, after, before } of changes)
          if (after === null && before !== null && !last.has(path)) last.set(path, before)
      return last
    },
  }
}
