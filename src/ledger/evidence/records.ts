/** Evidence in the records: hashes of actions, causes and changes, reachable themselves or by their survivor. */
import type { Incident } from '../../model/incident.ts'
import { add, type Evidence, type Scene } from '../evidence.ts'
import { type Healings, healingKey } from '../heal/recorded.ts'

export function recordEvidence(scene: Scene, healings: Healings): void {
  for (const incident of scene.incidents) {
    for (const action of incident.actions) {
      for (const { commit, paths } of action.commits)
        take(scene, healings, incident, action.id, commit, { relation: 'fixed', keys: paths.length > 0 ? paths : null })
      for (const verdict of action.verdicts)
        scene.verdicts.push({ incident: incident.id, action: action.id, verdict: { ...verdict, source: 'record' } })
    }
    for (const cause of incident.causes)
      for (const { commit } of cause.commits)
        take(scene, healings, incident, null, commit, { relation: 'caused', note: cause.title })
    for (const change of incident.changes) {
      const { codified, relation, what } = change
      if (codified === null || codified === 'pending' || codified === 'temporary') continue
      take(scene, healings, incident, change.action, codified, { relation: relation ?? 'related', note: what })
    }
  }
}

function take(
  scene: Scene,
  healings: Healings,
  incident: Incident,
  action: string | null,
  recorded: string,
  sign: Pick<Evidence, 'relation'> & Partial<Evidence>,
): void {
  const healing = healings.get(healingKey({ incident: incident.id, action, hash: recorded })) ?? null
  const hits = scene.graph.lookup(recorded)
  const alive = hits.length === 1 ? (hits[0] as number) : null
  const commit = healing ? healing.commit : alive
  const via = healing?.by ? 'healed' : 'record'
  const strength = healing && commit !== null && !healing.certain ? 'probable' : 'certain'
  add(scene, { incident: incident.id, action, commit, via, strength, recorded, healing, ...sign })
}
