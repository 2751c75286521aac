/** Evidence in commit messages: trailers, tags, mentions, tracker ids and `Caused-By:`. */
import type { CommitFacts, Reference, ReferenceKind } from '../../message/facts.ts'
import { splitRef } from '../../model/ids.ts'
import type { Named, Resolution } from '../catalog.ts'
import { add, type Scene } from '../evidence.ts'
import type { UnresolvedReference } from '../ledger.ts'

/** Commit number → ids of the incidents it belongs to, with what its message says of actions already taken in. */
export type Belonging = Map<number, Set<string>>

/** What says that a commit is about an incident; prose may name another one to tell them apart. */
const isAbout: ReadonlySet<ReferenceKind> = new Set(['incident', 'remediates', 'mitigates', 'tag'])

export function messageEvidence(scene: Scene): Belonging {
  const belonging: Belonging = new Map()
  for (const [commit, facts] of scene.speaking) {
    const incidents = new Set<string>()
    const meant = new Set<string>()
    for (const reference of facts.references) {
      const named = resolve(scene, commit, reference)
      if (!named) continue
      incidents.add(named.entry.id)
      if (isAbout.has(reference.kind)) meant.add(named.entry.id)
      if (named.entry.record) take(scene, commit, reference, named)
    }
    for (const item of facts.closeOuts) {
      const target = item.target && closeOutTarget(scene, commit, item.target)
      if (target) incidents.add(target.entry.id)
    }
    trackers(scene, commit, facts, incidents)
    causes(scene, commit, facts, meant.size > 0 ? meant : incidents, meant.size > 0)
    if (incidents.size > 0) belonging.set(commit, incidents)
  }
  return belonging
}

/** What a close-out heading names, by file name first, because that is how people write it. */
export function closeOutTarget(scene: Scene, commit: number, target: string): Named | null {
  const file = scene.catalog.resolveFile(target)
  const found = file.state === 'one' ? file : scene.catalog.resolve(target, writtenAt(scene, commit))
  return found.state === 'one' ? found.named : null
}

/** When the message got its words: an amended commit keeps the author date of its first version. */
function writtenAt(scene: Scene, commit: number): number {
  const { authored, committed } = scene.graph.at(commit)
  return Math.max(authored, committed)
}

function take(scene: Scene, commit: number, reference: Reference, { entry, action }: Named): void {
  const { kind, note, target } = reference
  const strength = reference.grade === 'canonical' ? 'certain' : 'probable'
  const sign = { incident: entry.id, action, commit, note }
  if (kind === 'remediates') add(scene, { ...sign, relation: 'fixed', via: 'trailer', strength })
  else if (kind === 'mitigates') add(scene, { ...sign, relation: 'mitigated', via: 'trailer', strength })
  else if (kind === 'retires') retire(scene, commit, reference, entry.id, action)
  else if (kind === 'incident') add(scene, { ...sign, relation: 'related', via: 'trailer', strength })
  else if (kind === 'tag') add(scene, { ...sign, relation: 'related', via: 'tag', strength: 'certain', note: target })
  else add(scene, { ...sign, relation: 'related', via: 'mention', strength: 'certain', note: target })
}

function retire(scene: Scene, commit: number, reference: Reference, incident: string, action: string | null): void {
  const actions = scene.incidents.find(({ id }) => id === incident)?.actions ?? []
  const { hash } = scene.graph.at(commit)
  for (const { id } of action ? [{ id: action }] : actions) {
    const reason = reference.note ?? 'no reason given'
    scene.verdicts.push({
      incident,
      action: id,
      verdict: { commit: hash, as: 'retired', reason, source: { commit: hash } },
    })
  }
}

function trackers(scene: Scene, commit: number, facts: CommitFacts, incidents: Set<string>): void {
  // Beside one that it closes, an id that is only named belongs to another commit.
  const closesAny = facts.trackers.some(({ closes }) => closes)
  for (const { id, closes, elsewhere, line } of facts.trackers) {
    const found = scene.catalog.resolve(id, writtenAt(scene, commit))
    // A plain `#12` in prose says that there is a connection; only a closing word or the action's own id says more.
    const saysMore = closes || !(id.includes('#') || elsewhere || closesAny)
    if (found.state === 'ambiguous') {
      if (saysMore) report(scene, commit, { kind: 'tracker', target: id, line }, found)
      // Several actions of one incident: the words of the message may tell which.
      const of = new Set(found.candidates.map((ref) => splitRef(ref).incident))
      if (of.size === 1) for (const incident of of) incidents.add(incident)
    }
    if (found.state !== 'one' || !found.named.entry.record) continue
    const { entry, action } = found.named
    incidents.add(entry.id)
    const relation = action && saysMore ? 'fixed' : 'related'
    add(scene, { incident: entry.id, action, commit, relation, via: 'tracker', strength: 'probable', note: id })
  }
}

/** `incidents`: those that the message is about. When it only names several in passing, none is taken for the one. */
function causes(scene: Scene, commit: number, facts: CommitFacts, incidents: ReadonlySet<string>, sure: boolean): void {
  for (const { grade, commit: target, line, note } of facts.causes) {
    if (grade === 'quoted') continue
    const hits = scene.graph.lookup(target)
    const hashes = hits.map((n) => scene.graph.at(n).hash)
    const candidates = hits.length > 1 ? hashes : sure || incidents.size === 1 ? [] : [...incidents].sort()
    if (candidates.length > 0)
      report(scene, commit, { kind: 'caused-by', target, line }, { state: 'ambiguous', candidates })
    if (hits.length !== 1 || candidates.length > 0) continue
    for (const incident of incidents)
      add(scene, {
        incident,
        action: null,
        commit: hits[0] as number,
        relation: 'caused',
        via: 'trailer',
        strength: grade === 'canonical' ? 'certain' : 'probable',
        recorded: target,
        note,
      })
  }
}

/** Keeps what a message names and nobody can tell, for `check` to list. */
export function report(
  scene: Scene,
  commit: number,
  named: Pick<UnresolvedReference, 'kind' | 'target' | 'line'>,
  { state, candidates }: { state: 'none' | 'ambiguous'; candidates: string[] },
): void {
  const { hash, subject } = scene.graph.at(commit)
  const said = state === 'ambiguous' ? 'ambiguous' : 'unresolved'
  scene.unresolved.push({ commit: hash, subject, ...named, candidates, state: said })
}

function resolve(scene: Scene, commit: number, reference: Reference): Named | null {
  if (reference.grade === 'quoted') return null
  const { kind, target } = reference
  const found: Resolution =
    kind === 'document' ? scene.catalog.resolveFile(target) : scene.catalog.resolve(target, writtenAt(scene, commit))
  if (found.state === 'one') return found.named
  // A path or an id-like word in prose often names something else; a trailer or tag that names nothing is a mistake.
  const meant = kind !== 'document' && kind !== 'mention'
  if (found.state === 'ambiguous' || meant) report(scene, commit, { kind, target, line: reference.line }, found)
  return null
}
