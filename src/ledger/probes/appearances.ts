/**
 * Open actions that name an alert or a path which is in the tree now and was not when the incident began: somebody did the
 * work and told nobody. Of two opinions the cautious one counts, because this is said before any ranking.
 */
import { dateOfId } from '../../model/ids.ts'
import { timesOf } from '../../model/phases.ts'
import { isSettled } from '../../model/words.ts'
import type { Graph } from '../graph.ts'
import type { History } from '../history.ts'
import type { LedgerIncident } from '../ledger.ts'
import { alertNames, asksForNew, pathNames } from './names.ts'
import { freshAlerts, newAlerts } from './new-alerts.ts'
import { newPaths, pathsThere } from './new-paths.ts'

/** An action, what its title names, and the last commit before its incident. */
export interface Hopeful {
  ref: string
  alerts: string[]
  paths: string[]
  /** Epoch seconds. */
  started: number
  /** Number in the graph. */
  before: number
}

/** Action → what appeared, in words: `VaultRaftLeaderStuck is in rules.tf since 134d6b9a`. */
export async function appearances(
  incidents: readonly LedgerIncident[],
  { history, graph }: { history: History; graph: Graph },
): Promise<Map<string, string>> {
  // Where history is cut, everything seems to have appeared at the cut.
  if (history.shallow) return new Map()
  const hopefuls = incidents.flatMap((incident) => hopefulsOf(incident, graph))
  const documents = new Set(incidents.flatMap(({ file, document }) => [file, document]))
  const there = await pathsThere(hopefuls, documents, history)
  const alerts = await freshAlerts(hopefuls, documents, history, graph)
  const files = alerts.hopefuls.flatMap((one) => one.alerts.flatMap((name) => alerts.defined.get(name) ?? []))
  const asked = [...new Set([...there, ...files])]
  // All at once: a walk of history costs more than everything else here.
  const changes = asked.length > 0 ? await history.pathHistory(asked) : []
  const paths = await newPaths(hopefuls, there, changes, history, graph)
  return new Map([...paths, ...(await newAlerts(alerts, changes, history, graph))])
}

function hopefulsOf({ record, actions }: LedgerIncident, graph: Graph): Hopeful[] {
  const open = actions.filter(({ declared, status }) => !isSettled(declared) && !isSettled(status))
  const naming = open.flatMap(({ ref, record: { title } }) => {
    const [alerts, paths] = asksForNew(title) ? [alertNames(title), pathNames(title)] : [[], []]
    return alerts.length + paths.length > 0 ? [{ ref, alerts, paths }] : []
  })
  if (naming.length === 0) return []
  const started = (timesOf(record).started?.epoch ?? Date.parse(`${dateOfId(record.id)}T00:00:00Z`)) / 1000
  const before = lastBefore(started, graph)
  return before === null ? [] : naming.map((one) => ({ ...one, started, before }))
}

/** The newest commit of the main line from before a time; null when history begins later. */
function lastBefore(time: number, graph: Graph): number | null {
  let at: number | null = graph.commits.length > 0 ? 0 : null
  while (at !== null && graph.at(at).committed >= time) {
    const [parent] = graph.at(at).parents
    at = parent === undefined ? null : graph.number(parent)
  }
  return at
}
