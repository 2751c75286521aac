/** Bullets and subjects of a commit that belongs to an incident, matched to the one action they speak of. */
import type { CommitFacts } from '../../message/facts.ts'
import type { Incident } from '../../model/incident.ts'
import { add, type Scene } from '../evidence.ts'
import { onlyMatch } from '../likeness.ts'
import type { ProsePath } from '../prose-path.ts'
import type { Belonging } from './messages.ts'

/**
 * `isProse` tells records and documents apart from what a remediation can consist of. `open`: actions that a document
 * still called open in the very commit, as `<commit> <incident> <action>`: it did not do those.
 */
export function bulletEvidence(
  scene: Scene,
  belonging: Belonging,
  isProse: ProsePath,
  open: ReadonlySet<string> = new Set(),
): void {
  for (const [commit, ids] of belonging) {
    const { hash, subject } = scene.graph.at(commit)
    const changed = scene.changes.get(hash) ?? []
    if (!changed.some(({ path }) => !isProse(path))) continue
    const facts = scene.speaking.get(commit)
    // What takes a fix away speaks in the words of that fix.
    if (facts?.relations.some(({ kind }) => kind === 'revert')) continue
    const retires = (id: string) =>
      scene.verdicts.some(
        ({ incident, verdict }) => incident === id && verdict.commit === hash && verdict.source !== 'record',
      )
    const actions = scene.incidents
      .filter(({ id }) => ids.has(id) && !retires(id))
      .flatMap(({ id, actions }) => actions.map((action) => ({ incident: id, action })))
    for (const { text, keys } of facts ? statements(facts) : [{ text: subject, keys: null }])
      for (const { incident, action } of meant(text, actions)) {
        if (open.has(`${commit} ${incident} ${action.id}`)) continue
        const sign = { incident, action: action.id, commit, note: text, keys }
        add(scene, { ...sign, relation: 'fixed', via: 'bullet', strength: 'probable' })
      }
  }
}

interface Candidate {
  incident: string
  action: Incident['actions'][number]
}

/** The action of each incident that a statement means. */
function meant(text: string, candidates: readonly Candidate[]): Candidate[] {
  return [...new Set(candidates.map(({ incident }) => incident))].flatMap((id) => {
    const own = candidates.filter(({ incident }) => incident === id)
    const hit = onlyMatch(text, own, ({ action }) => action.title, 0.6)
    return hit ? [hit] : []
  })
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
