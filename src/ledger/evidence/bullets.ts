/** Bullets and subjects of a commit that belongs to an incident, matched to the one action they speak of. */
import type { CommitFacts } from '../../message/facts.ts'
import { add, type Scene } from '../evidence.ts'
import { onlyMatch } from '../likeness.ts'
import type { ProsePath } from '../prose-path.ts'
import type { Belonging } from './messages.ts'

/** `isProse` tells records and documents apart from what a remediation can consist of. */
export function bulletEvidence(scene: Scene, belonging: Belonging, isProse: ProsePath): void {
  for (const [commit, ids] of belonging) {
    const changed = scene.changes.get(scene.graph.at(commit).hash) ?? []
    if (!changed.some(({ path }) => !isProse(path))) continue
    const facts = scene.speaking.get(commit) as CommitFacts
    // What takes a fix away speaks in the words of that fix.
    if (facts.relations.some(({ kind }) => kind === 'revert')) continue
    const { hash } = scene.graph.at(commit)
    const retires = (id: string) =>
      scene.verdicts.some(
        ({ incident, verdict }) => incident === id && verdict.commit === hash && verdict.source !== 'record',
      )
    for (const incident of scene.incidents.filter(({ id }) => ids.has(id) && !retires(id)))
      for (const { text, keys } of statements(facts)) {
        const action = onlyMatch(text, incident.actions, ({ title }) => title, 0.6)
        if (!action) continue
        add(scene, {
          incident: incident.id,
          action: action.id,
          commit,
          relation: 'fixed',
          via: 'bullet',
          strength: 'probable',
          note: text,
          keys,
        })
      }
  }
}

interface Statement {
  text: string
  keys: readonly string[] | null
}

/** What the commit says it did: its bullets outside close-outs, and its subject. */
function statements(facts: CommitFacts): Statement[] {
  const closing = new Set(facts.closeOuts.flatMap(({ items }) => items.map(({ line }) => line)))
  const bullets = facts.bullets
    .filter(({ line }) => !closing.has(line))
    .map(({ key, text }) => ({ text: key ? `${key}: ${text}` : text, keys: key ? keysOf(key) : null }))
  return [...bullets, { text: facts.header.text, keys: null }]
}

/** `a.tf, b.tf` → both. */
export function keysOf(key: string): string[] {
  return key.split(/[,+\s]+/).filter(Boolean)
}
