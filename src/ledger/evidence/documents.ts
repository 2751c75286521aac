/** Evidence in an incident's hand-written Markdown: hashes that stand beside one of its actions. */
import { fileName } from '../../model/file-name.ts'
import { dateOfId } from '../../model/ids.ts'
import type { Incident } from '../../model/incident.ts'
import { hashRowOf, type Row, rowsOf } from '../document-rows.ts'
import { add, type Scene } from '../evidence.ts'
import { type Healings, healingKey } from '../heal/recorded.ts'
import { coverage, onlyMatch, tellingWords } from '../likeness.ts'
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
    const taken = new Set<Row>()
    for (const action of incident.actions) {
      const row = hashRowOf(action.title, rows)
      if (row) taken.add(row)
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
    for (const row of rows) if (!taken.has(row)) elsewhere(scene, incident, row)
  }
}

/** What broke it is named in a post-mortem as well as what repaired it. */
const blaming = /\b(?:caus|introduc|broke|broken|culprit|regress|blam|since|before|until)/i
const hex = /\b[0-9a-f]{7,64}\b/gi
const day = 86_400

/** A timeline or a resolution says what a commit did: `abc1234 drops the port from the image address`. */
function elsewhere(scene: Scene, incident: Incident, row: Row): void {
  const started = Date.parse(`${dateOfId(incident.id)}T00:00:00Z`) / 1000
  const clauses = row.text.slice(0, 2000).split(/[,;|]|[.:](?=\s)/)
  // In `abc1234, def5678 — two fixes` nothing says which of them did what.
  const naming = clauses.map((text) => ({ text, hashes: text.match(hex) ?? [] }))
  if (naming.some(({ text, hashes }) => hashes.length > 1 || (hashes.length === 1 && tellingWords(text).size < 3)))
    return
  for (const recorded of row.hashes) {
    const [commit, ...others] = scene.graph.lookup(recorded)
    if (commit === undefined || others.length > 0 || scene.graph.at(commit).authored < started - day) continue
    for (const clause of clauses) {
      if (!clause.toLowerCase().includes(recorded) || blaming.test(clause)) continue
      const said = clause.replace(hex, ' ')
      const action = onlyMatch(said, incident.actions, ({ title }) => title, 0.6)
      if (!action) continue
      const sign = { incident: incident.id, action: action.id, commit, recorded, note: visibleClause(clause) }
      add(scene, { ...sign, relation: 'fixed', via: 'document', strength: 'probable' })
    }
  }
}

function visibleClause(clause: string): string {
  return clause.replace(/\s+/g, ' ').trim().slice(0, 200)
}

/** A hash that exists but is not the fix is not believed alone: subject, changed file or incident must agree. */
function hasSecondSign(scene: Scene, incident: Incident, commit: number, row: string, belonging: Belonging): boolean {
  if (belonging.get(commit)?.has(incident.id)) return true
  const { subject, hash } = scene.graph.at(commit)
  const words = tellingWords(row)
  const said = tellingWords(subject)
  if (said.size >= 2 && coverage(said, words) >= 0.5) return true
  const changed = scene.changes.get(hash) ?? []
  return changed.some(({ path }) => row.includes(fileName(path)))
}
