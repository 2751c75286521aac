/** Close-out blocks: a word on status with its reason, matched to one action by priority and words. Never a proof. */
import type { CloseOut, CloseOutItem } from '../../message/facts.ts'
import type { Action } from '../../model/incident.ts'
import { add, type Scene } from '../evidence.ts'
import { onlyMatch } from '../likeness.ts'
import { type Belonging, closeOutTarget } from './messages.ts'

export function closeOutEvidence(scene: Scene, belonging: Belonging): void {
  for (const [commit, facts] of scene.speaking)
    for (const closeOut of facts.closeOuts) {
      const actions = actionsOf(scene, commit, closeOut, belonging)
      for (const item of closeOut.items) {
        const hit = match(item, actions)
        if (!hit) continue
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

function match(item: CloseOutItem, candidates: readonly Candidate[]): Candidate | null {
  const named = /^(A\d+[A-Za-z]*)\b/.exec(item.text)?.[1]
  const byId = candidates.filter(({ action }) => action.id === named)
  if (byId.length === 1) return byId[0] as Candidate
  const ranked = candidates.filter(
    ({ action }) => !item.priority || !action.priority || action.priority === item.priority.toUpperCase(),
  )
  return onlyMatch(item.text, ranked, ({ action }) => action.title, 0.5)
}
