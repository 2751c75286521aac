/** Evidence in an incident's hand-written Markdown: hashes that stand beside one of its actions. */
import type { Incident } from '../../model/incident.ts'
import { hashRowOf, rowsOf } from '../document-rows.ts'
import { add, type Scene } from '../evidence.ts'
import { type Healings, healingKey } from '../heal/recorded.ts'
import { coverage, tellingWords } from '../likeness.ts'
import type { Belonging } from './messages.ts'

/** `texts`: incident id → its document as it is in the working tree. */
export function documentEvidence(
  scene: Scene,
  texts: ReadonlyMap<string, string>,
  belonging: Belonging,
  healings: Healings,
): void {
  for (const incident of scene.incidents) {
    const rows = rowsOf(texts.get(incident.id) ?? '')
    for (const action of incident.actions) {
      const row = hashRowOf(action.title, rows)
      for (const recorded of row?.hashes ?? []) {
        const hits = scene.graph.lookup(recorded)
        const healing = healings.get(healingKey({ incident: incident.id, action: action.id, hash: recorded })) ?? null
        // Not every word of hex that names nothing was ever a commit.
        const commit = healing ? healing.commit : hits.length === 1 ? (hits[0] as number) : null
        if (!row || commit === null) continue
        const second = healing?.by !== 'document' && hasSecondSign(scene, incident, commit, row.text, belonging)
        add(scene, {
          incident: incident.id,
          action: action.id,
          commit,
          relation: 'fixed',
          via: healing?.by ? 'healed' : 'document',
          strength: second ? 'certain' : 'probable',
          recorded,
          healing,
        })
      }
    }
  }
}

/** A hash that exists but is not the fix is not believed alone: subject, changed file or incident must agree. */
function hasSecondSign(scene: Scene, incident: Incident, commit: number, row: string, belonging: Belonging): boolean {
  if (belonging.get(commit)?.has(incident.id)) return true
  const { subject, hash } = scene.graph.at(commit)
  const words = tellingWords(row)
  const said = tellingWords(subject)
  if (said.size >= 2 && coverage(said, words) >= 0.5) return true
  const changed = scene.changes.get(hash) ?? []
  return changed.some(({ path }) => row.includes(path.slice(path.lastIndexOf('/') + 1)))
}
