/** Evidence in the records: hashes of actions, causes and changes, each taken only when it is reachable. */
import type { Incident } from '../../model/incident.ts'
import { add, type Evidence, type Scene } from '../evidence.ts'

export function recordEvidence(scene: Scene): void {
  for (const incident of scene.incidents) {
    for (const action of incident.actions) {
      for (const { commit, paths } of action.commits)
        take(scene, incident, action.id, commit, { relation: 'fixed', keys: paths.length > 0 ? paths : null })
      for (const verdict of action.verdicts)
        scene.verdicts.push({ incident: incident.id, action: action.id, verdict: { ...verdict, source: 'record' } })
    }
    for (const cause of incident.causes)
      for (const { commit } of cause.commits)
        take(scene, incident, null, commit, { relation: 'caused', note: cause.title })
    for (const change of incident.changes) {
      const { codified, relation, what } = change
      if (codified === null || codified === 'pending' || codified === 'temporary') continue
      take(scene, incident, change.action, codified, { relation: relation ?? 'related', note: what })
    }
  }
}

function take(
  scene: Scene,
  incident: Incident,
  action: string | null,
  recorded: string,
  sign: Pick<Evidence, 'relation'> & Partial<Evidence>,
): void {
  const hits = scene.graph.lookup(recorded)
  const commit = hits.length === 1 ? (hits[0] as number) : null
  add(scene, { incident: incident.id, action, commit, via: 'record', strength: 'certain', recorded, ...sign })
}
