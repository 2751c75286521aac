/**
 * Work that sits just before the commit that claims it: `docs: mark A1 done` changes only prose, a trailer stands on an
 * empty commit or a merge. The claim stays the word on the status; the work is linked as probable.
 */

import type { Action, Incident } from '../../model/incident.ts'
import { isDone } from '../../model/words.ts'
import type { Declaration } from '../declarations.ts'
import { add, type Evidence, type Scene } from '../evidence.ts'
import type { History } from '../history.ts'
import { onlyMatch } from '../likeness.ts'
import { isNamed } from '../links.ts'
import type { ProsePath } from '../prose-path.ts'

interface Claim {
  incident: Incident
  action: Action
  commit: number
  via: Evidence['via']
}

/** Commits that are looked at before a claim, and on the side that a claiming merge brings in. */
const farthest = { before: 5, merged: 20 }
/** Seconds. */
const longest = 86_400

/** `incidentOf`: record or document file → incident id. Reads what the commits before a claim changed. */
export async function claimEvidence(
  scene: Scene,
  declared: readonly Declaration[],
  incidentOf: ReadonlyMap<string, string>,
  isProse: ProsePath,
  history: Pick<History, 'changes'>,
): Promise<void> {
  const isWork = (commit: number) =>
    (scene.changes.get(scene.graph.at(commit).hash) ?? []).some(({ path }) => !isProse(path))
  const isDone = ({ incident, action, commit, relation }: Evidence) =>
    relation === 'fixed' && commit !== null && isWork(commit) && `${incident}#${action}`
  const answered = new Set(scene.evidence.map(isDone))
  const claims = claimsIn(scene, declared, incidentOf).filter(
    ({ incident, action, commit }) => !answered.has(`${incident.id}#${action.id}`) && !isWork(commit),
  )
  const before = new Map(claims.map(({ commit }) => [commit, candidates(scene, commit)]))
  const hashes = [...new Set([...before.values()].flat())].map((n) => scene.graph.at(n).hash)
  scene.changes = new Map([...scene.changes, ...(await history.changes(hashes))])

  for (const { incident, action, commit, via } of claims)
    for (const work of before.get(commit) ?? []) {
      if (!isWork(work) || !speaksOf(scene, work, incident, action)) continue
      const note = `claimed by ${scene.graph.at(commit).hash.slice(0, 12)}`
      const sign = { incident: incident.id, action: action.id, commit: work, note }
      add(scene, { ...sign, relation: 'fixed', via, strength: 'probable' })
    }
}

/** What says of an action that it is done, each commit once for each action. */
function claimsIn(
  scene: Scene,
  declared: readonly Declaration[],
  incidentOf: ReadonlyMap<string, string>,
): readonly Claim[] {
  const claims = new Map<string, Claim>()
  const take = (id: string, actionId: string, commit: number | null, via: Evidence['via']) => {
    const incident = scene.incidents.find((one) => one.id === id)
    const action = incident?.actions.find((one) => one.id === actionId)
    const key = `${commit} ${id}#${actionId}`
    if (incident && action && commit !== null && !claims.has(key)) claims.set(key, { incident, action, commit, via })
  }
  for (const { incident, action, commit, relation, via, word } of scene.evidence) {
    const says = relation === 'fixed' && (via === 'trailer' || via === 'tracker')
    if (action !== null && (says || (word !== null && word !== undefined && isDone(word.status))))
      take(incident, action, commit, via)
  }
  const flips = declared.filter(({ status, commit }) => commit !== null && isDone(status))
  for (const { file, action, commit } of flips) {
    const incident = incidentOf.get(file)
    // As for flips: many incidents at once are an import or a clean-up.
    const others = flips.some((other) => other.commit === commit && incidentOf.get(other.file) !== incident)
    if (incident !== undefined && !others) take(incident, action, commit, 'flip')
  }
  return [...claims.values()]
}

/** Where the claimed work can be: on the side that a merge brings in, else in the author's own commits just before. */
function candidates({ graph, speaking }: Scene, claim: number): number[] {
  const { parents, email, committed } = graph.at(claim)
  const takesBack = (n: number) => speaking.get(n)?.relations.some(({ kind }) => kind === 'revert') === true
  const isOne = (n: number) => graph.at(n).parents.length <= 1 && !takesBack(n)
  if (parents.length > 1) {
    const side = graph.side(claim).filter(isOne)
    return side.length > farthest.merged ? [] : side
  }
  const found: number[] = []
  let next = parents[0]
  for (let steps = 0; next !== undefined && steps < farthest.before; steps++) {
    const n = graph.number(next)
    if (n === null) break
    const earlier = graph.at(n)
    if (Math.abs(committed - earlier.committed) > longest) break
    if (earlier.email === email && isOne(n)) found.push(n)
    next = earlier.parents[0]
  }
  return found
}

/** True when the commit's subject says the same as this action, or it changes a file that the action names. */
function speaksOf({ graph, changes }: Scene, commit: number, incident: Incident, action: Action): boolean {
  const { hash, subject } = graph.at(commit)
  if (onlyMatch(subject, incident.actions, ({ title }) => title, 0.6) === action) return true
  const files = namedFiles(action)
  return (changes.get(hash) ?? []).some(({ path }) => files.some((file) => isNamed(path, file)))
}

/** Files of its checks, and those that its title names: `values.yaml`, `stacks/authentik/main.tf`. */
function namedFiles({ title, verify }: Action): string[] {
  const checked = verify.flatMap((probe) => {
    if ('file' in probe) return [probe.file]
    if ('path' in probe) return [probe.path]
    return 'key' in probe ? [probe.key.file] : []
  })
  return [...checked, ...(title.slice(0, 500).match(/[\w./-]*\w\.[a-z]{1,6}(?![\w.])/g) ?? [])]
}
