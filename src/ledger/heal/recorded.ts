/** The hashes that records hold and documents have beside actions, each with the commit that it means. */

import { dateOfId } from '../../model/ids.ts'
import type { Incident } from '../../model/incident.ts'
import { hashRowOf, rowsOf } from '../document-rows.ts'
import type { Scene } from '../evidence.ts'
import type { HistoryCommit } from '../history.ts'
import { byWords } from './by-words.ts'
import type { Ground } from './ground.ts'
import { contradicts, type Known, knownOf, withObject } from './known.ts'
import { climb, type Healing } from './ladder.ts'

/** One hash where it stands. */
export interface Recorded {
  incident: string
  /** Null when it belongs to the incident as a whole. */
  action: string | null
  hash: string
  known: Known
  /** Where the record has it: `['actions', 0, 'commits', 1]`; empty for a document's. */
  path: readonly (string | number)[]
  /** True for a document's: a row is no list of an action's commits. */
  inDocument: boolean
  /** All rows of the incident's document that it stands in; '' when there is none. Read when it is asked for. */
  beside: () => string
}

/** `incident#action hash` → what became of it. Only hashes that do not simply name a reachable commit are in it. */
export type Healings = ReadonlyMap<string, Healing>

export function healingKey({ incident, action, hash }: Pick<Recorded, 'incident' | 'action' | 'hash'>): string {
  return `${incident}#${action ?? ''} ${hash}`
}

/** Hashes of the actions, causes and changes of a record; its document may say more of them. */
export function recordedIn({ id, actions, causes, changes }: Incident, document: string): Recorded[] {
  const besideIn = wordsBeside(document)
  const of = (action: string | null, print: Parameters<typeof knownOf>[0], ...path: Recorded['path']): Recorded => ({
    path,
    incident: id,
    action,
    hash: print.commit,
    known: knownOf(print),
    inDocument: false,
    beside: () => besideIn(print.commit),
  })
  return [
    ...actions.flatMap((action, n) =>
      action.commits.map((print, m) => of(action.id, print, 'actions', n, 'commits', m)),
    ),
    ...causes.flatMap(({ commits }, n) => commits.map((print, m) => of(null, print, 'causes', n, 'commits', m))),
    ...changes.flatMap(({ codified, action }, n) =>
      codified === null || codified === 'pending' || codified === 'temporary'
        ? []
        : [of(action, { commit: codified }, 'changes', n, 'codified')],
    ),
  ]
}

/** Hashes that stand beside the actions of an incident in its document. */
export function documentedIn({ id, actions }: Incident, document: string): Recorded[] {
  const rows = rowsOf(document)
  const besideIn = wordsBeside(document)
  return actions.flatMap((action) => {
    const row = hashRowOf(action.title, rows)
    return (row?.hashes ?? []).map(
      (hash): Recorded => ({
        ...{ incident: id, action: action.id, hash, known: knownOf({ commit: hash }), path: [] },
        ...{ inDocument: true, beside: () => besideIn(hash) },
      }),
    )
  })
}

function wordsBeside(document: string): (hash: string) => string {
  return (hash) =>
    document.toLowerCase().includes(hash.toLowerCase())
      ? rowsOf(document)
          .filter(({ hashes }) => hashes.includes(hash.toLowerCase()))
          .map(({ text }) => text)
          .join('\n')
      : ''
}

/** What each hash means. A repository whose hashes are all alive asks git nothing; a shallow one cannot know. */
export async function healRecorded(recorded: readonly Recorded[], scene: Scene, ground: Ground): Promise<Healings> {
  const { graph, history } = ground
  const healings = new Map<string, Healing>()
  const isAlive = ({ known }: Recorded) => {
    const [only, ...others] = graph.lookup(known.hash)
    return only !== undefined && others.length === 0 && !contradicts(known, graph.at(only))
  }
  const dead = recorded.filter((one) => !isAlive(one))
  if (dead.length === 0 || history.shallow) return healings
  const objects = await history.objects([...new Set(dead.map(({ known }) => known.hash))])
  const single = (hash: string) => (objects.get(hash)?.length === 1 ? objects.get(hash)?.[0] : undefined)
  const changes = await history.changes(dead.flatMap(({ known }) => single(known.hash)?.hash ?? []))
  for (const one of dead) {
    // A record knows more than the document that has the same hash, and comes before it.
    if (healings.has(healingKey(one))) continue
    const object = single(one.known.hash)
    const own = one.known.subject === null ? (remembered(one.known.hash, recorded) ?? one.known) : one.known
    const whole = object && graph.number(object.hash) === null ? filled(own, object, changes) : own
    const known = { ...whole, naming: naming(one, recorded, dead, scene) }
    healings.set(healingKey(one), withWords(await climb(known, ground), one, ground))
  }
  return healings
}

/** What a fingerprint in any record says of the commit that a bare hash names; null when none or several do. */
export function remembered(hash: string, recorded: readonly Recorded[]): Known | null {
  const wanted = hash.toLowerCase()
  const prints = recorded.filter(({ known }) => known.subject !== null && known.hash.startsWith(wanted))
  const [first] = prints
  return first && prints.every(({ known }) => known.hash === first.known.hash) ? first.known : null
}

function filled(
  known: Known,
  object: HistoryCommit,
  changes: Awaited<ReturnType<Ground['history']['changes']>>,
): Known {
  const paths = (changes.get(object.hash) ?? []).map(({ path }) => path)
  return withObject(known, object, paths)
}

/**
 * Commits whose trailer names the action, but for those that another hash of the action already names. Of several dead
 * hashes that say nothing of their commits, a trailer cannot mean one more than the other.
 */
function naming(one: Recorded, recorded: readonly Recorded[], dead: readonly Recorded[], scene: Scene): number[] {
  if (one.action === null || one.inDocument) return []
  const same = (other: Recorded) => other.incident === one.incident && other.action === one.action
  const bare = dead.filter((other) => same(other) && other.known.subject === null && !other.inDocument)
  if (bare.length > 1 && bare.includes(one)) return []
  const taken = recorded.filter((other) => other !== one && same(other)).flatMap(({ hash }) => scene.graph.lookup(hash))
  const signs = scene.evidence.filter(
    ({ incident, action, via, relation }) =>
      incident === one.incident && action === one.action && via === 'trailer' && relation === 'fixed',
  )
  return [...new Set(signs.flatMap(({ commit }) => (commit === null || taken.includes(commit) ? [] : [commit])))]
}

/** A dead hash of which nothing else is known has the words beside it in the document. */
function withWords(healing: Healing, { beside, incident, known }: Recorded, ground: Ground): Healing {
  const isBare = known.subject === null && known.patchId === null
  if (!isBare || healing.commit !== null || healing.candidates.length > 0) return healing
  const text = beside()
  const found = text === '' ? [] : byWords(text, dateOfId(incident), ground)
  const twins = new Set(found.slice(0, 1).flatMap((n) => ground.graph.twins(n)))
  return found.length > 0 && found.every((n) => twins.has(n))
    ? { ...healing, commit: found[0] as number, by: 'document' }
    : { ...healing, candidates: found }
}
