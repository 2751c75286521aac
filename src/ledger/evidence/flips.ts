/** Flips: a commit that changes code and, in the same breath, turns an action to done in its record or document. */
import { isDone } from '../../model/words.ts'
import type { Declaration } from '../declarations.ts'
import { add, type Scene } from '../evidence.ts'
import type { ProsePath } from '../prose-path.ts'

/**
 * `incidentOf`: record or document file → incident id. A record is about its actions, so it is believed; a row of a
 * document is edited along with other work, and needs a second sign (proof.ts).
 */
export function flipEvidence(
  scene: Scene,
  declared: readonly Declaration[],
  incidentOf: ReadonlyMap<string, string>,
  isProse: ProsePath,
): void {
  const records = new Set(declared.filter(({ file }) => /\.ya?ml$/i.test(file)).map(({ file }) => file))
  const flips = declared.flatMap(({ file, action, status, commit }) => {
    const incident = incidentOf.get(file)
    const isFlip = incident !== undefined && commit !== null && isDone(status)
    return isFlip ? [{ incident, action, commit, file }] : []
  })
  for (const { incident, action, commit, file } of flips) {
    // Many incidents at once are an import or a clean-up of records: no commit did the work of all of them.
    if (flips.some((other) => other.commit === commit && other.incident !== incident)) continue
    // The first commit of a repository brings in what was done elsewhere.
    if (scene.graph.at(commit).parents.length === 0) continue
    const changed = scene.changes.get(scene.graph.at(commit).hash) ?? []
    if (!changed.some(({ path }) => !isProse(path))) continue
    const strength = records.has(file) ? 'certain' : 'probable'
    add(scene, { incident, action, commit, relation: 'fixed', via: 'flip', strength })
  }
}
