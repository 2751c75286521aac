/** Close-out blocks: a word on status with its reason, matched to one action by priority and words. Never a proof. */
import type { CloseOut, CloseOutItem } from '../../message/facts.ts'
import { actionRef } from '../../model/ids.ts'
import type { Action } from '../../model/incident.ts'
import { add, type Scene } from '../evidence.ts'
import { likeliest } from '../likeness.ts'
import { type Belonging, closeOutTarget, report } from './messages.ts'

export function closeOutEvidence(scene: Scene, belonging: Belonging): void {
  for (const [commit, facts] of scene.speaking)
    for (const closeOut of facts.closeOuts) {
      const actions = actionsOf(scene, commit, closeOut, belonging)
      // Items of something that has no record are nobody's mistake.
      if (actions.length === 0) continue
      for (const item of closeOut.items) {
        const [hit, ...others] = matches(item, actions)
        if (hit && others.length === 0)
          add(scene, {
            incident: hit.incident,
            action: hit.action.id,
            commit,
            relation: 'related',
            via: 'close-out',
            strength: 'probable',
            note: item.reason ?? item.text,
            word: { status: item.status, reason: item.reason },
          })
        else {
          const candidates = (hit ? [hit, ...others] : []).map(({ incident, action }) => actionRef(incident, action.id))
          const named = { kind: 'close-out', target: item.text.slice(0, 100), line: item.line }
          report(scene, commit, named, { state: hit ? 'ambiguous' : 'none', candidates })
        }
      }
    }
}

interface Candidate {
  incident: string
  action: Action
}

/** The actions it may speak of: those of the incident it names, else of all that the commit belongs to. */
function actionsOf(scene: Scene, commit: number, { target }: CloseOut, belonging: Belonging): Candidate[] {
  const named = target ? closeOutTarget(scene, commit, target)?.entry.id : undefined
  const ids = named ? [named] : [...(belonging.get(commit) ?? [])]
  return scene.incidents
    .filter(({ id }) => ids.includes(id))
    .flatMap(({ id, actions }) => actions.map((action) => ({ incident: id, action })))
}

/** The actions that an item can mean: one, several that cannot be told apart, or none. */
function matches(item: CloseOutItem, candidates: readonly Candidate[]): Candidate[] {
  const named = /^(A\d+[A-Za-z]*)\b/.exec(item.text)?.[1]
  const byId = candidates.filter(({ action }) => action.id === named)
  if (byId.length === 1) return byId
  const ranked = candidates.filter(
    ({ action }) => !item.priority || !action.priority || action.priority === item.priority.toUpperCase(),
  )
  const byWords = likeliest(item.text, byId.length > 0 ? byId : ranked, ({ action }) => action.title, 0.5)
  return byWords.length > 0 ? byWords : byId
}
