/** Flips: a commit that changes code and, in the same breath, turns an action to done in its record or document. */
import type { Declaration } from '../declarations.ts'
import { add, type Scene } from '../evidence.ts'
import type { ProsePath } from '../prose-path.ts'

/** `incidentOf`: record or document file → incident id. */
export function flipEvidence(
  scene: Scene,
  declared: readonly Declaration[],
  incidentOf: ReadonlyMap<string, string>,
  isProse: ProsePath,
): void {
  const flips = declared.flatMap(({ file, action, status, commit }) => {
    const incident = incidentOf.get(file)
    const isFlip = incident !== undefined && commit !== null && (status === 'done' || status === 'done-alt')
    return isFlip ? [{ incident, action, commit }] : []
  })
  for (const { incident, action, commit } of flips) {
    // Many incidents at once are an import or a clean-up of records: no commit did the work of all of them.
    if (flips.some((other) => other.commit === commit && other.incident !== incident)) continue
    const changed = scene.changes.get(scene.graph.at(commit).hash) ?? []
    if (!changed.some(({ path }) => !isProse(path))) continue
    add(scene, { incident, action, commit, relation: 'fixed', via: 'flip', strength: 'certain' })
  }
}
