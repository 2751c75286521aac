/** Commits of an incident beyond those whose message names it without doubt. What they say still has to fit an action. */
import type { Declaration } from '../declarations.ts'
import type { Scene } from '../evidence.ts'
import type { Belonging } from './messages.ts'

/** More incidents than one commit answers: an import or a clean-up of records. */
const most = 3

/**
 * Adds commits that change the statuses in the incident's record or document, and those whose tag or id could mean
 * several incidents. `open`: `<commit> <incident> <action>` for actions that the commit itself calls open.
 */
export function widened(
  scene: Scene,
  belonging: Belonging,
  declared: readonly Declaration[],
  incidentOf: ReadonlyMap<string, string>,
): { belonging: Belonging; open: Set<string> } {
  const wide: Belonging = new Map([...belonging].map(([commit, ids]) => [commit, new Set(ids)]))
  const open = new Set<string>()
  const take = (commit: number, incident: string) => {
    const known = wide.get(commit)
    if (known) known.add(incident)
    else wide.set(commit, new Set([incident]))
  }
  const touched = new Map<number, Set<string>>()
  for (const { file, commit, action, status } of declared) {
    const incident = incidentOf.get(file)
    if (incident === undefined || commit === null) continue
    touched.set(commit, (touched.get(commit) ?? new Set()).add(incident))
    if (status !== 'done' && status !== 'done-alt') open.add(`${commit} ${incident} ${action}`)
  }
  for (const [commit, incidents] of touched)
    if (incidents.size <= most) for (const incident of incidents) take(commit, incident)
  const known = new Set(scene.incidents.map(({ id }) => id))
  for (const { commit, state, candidates } of scene.unresolved) {
    const number = scene.graph.number(commit)
    const incidents = candidates.filter((id) => known.has(id))
    if (state === 'ambiguous' && number !== null && incidents.length <= most)
      for (const incident of incidents) take(number, incident)
  }
  return { belonging: wide, open }
}
