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
  for (const { file, action, status, commit } of declared) {
    const incident = incidentOf.get(file)
    if (!incident || commit === null || (status !== 'done' && status !== 'done-alt')) continue
    const changed = scene.changes.get(scene.graph.at(commit).hash) ?? []
    if (!changed.some(({ path }) => !isProse(path))) continue
    add(scene, { incident, action, commit, relation: 'fixed', via: 'flip', strength: 'certain' })
  }
}
