/**
 * Names: an action asks for `VaultRaftLeaderStuck` or `runbooks/vault-raft.md`, and the first commit after the incident
 * whose message says that name brings it in. Nothing else has to tie the two together.
 */
import { dateOfId } from '../../model/ids.ts'
import type { Incident } from '../../model/incident.ts'
import { add, type Scene } from '../evidence.ts'
import type { History } from '../history.ts'
import { isDistinctive, type NamedThing, namedThings } from '../named-things.ts'
import { type Work, worksOf } from '../work.ts'
import { holds, onlyLooks, shownBy } from './proof.ts'

interface Asked {
  thing: NamedThing
  /** All that the title names. */
  others: readonly NamedThing[]
  incident: string
  action: string
  /** The incident's day, epoch seconds. */
  from: number
}

/** Name in lower case → the one action that asks for it. */
export type Names = ReadonlyMap<string, Asked>

/** More names than the actions of one repository hold; each costs a look at every message. */
const mostNames = 1_000
const day = 86_400
/** Later than that, something else is done with the same name. */
const window = 90 * day

export function askedNames(incidents: readonly Incident[]): Names {
  const names = new Map<string, Asked>()
  const several = new Set<string>()
  for (const { id, actions } of incidents) {
    const from = Date.parse(`${dateOfId(id)}T00:00:00Z`) / 1000
    for (const { id: action, title } of actions)
      for (const thing of onlyLooks(title) ? [] : namedThings(title).filter(isAskedFor)) {
        const name = thing.written.slice(thing.written.lastIndexOf('/') + 1).toLowerCase()
        if (names.has(name)) several.add(name)
        if (!Number.isNaN(from) && names.size < mostNames)
          names.set(name, { thing, others: namedThings(title), incident: id, action, from })
      }
  }
  for (const name of several) names.delete(name)
  return names
}

/** Finds asked names in messages; null when nothing is asked for by name. */
export function namesIn(names: Names): ((message: string) => string[]) | null {
  if (names.size === 0) return null
  const escaped = [...names.keys()].map((name) => name.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'))
  const shape = new RegExp(`(?<![\\p{L}\\p{N}_-])(?:${escaped.join('|')})(?![\\p{L}\\p{N}_-])`, 'giu')
  return (message) => [...new Set((message.match(shape) ?? []).map((name) => name.toLowerCase()))]
}

/** A file, or a name such as an alert's. `access_token_validity` is a setting: it comes in for many reasons. */
function isAskedFor(thing: NamedThing): boolean {
  return isDistinctive(thing) && (thing.kind === 'file' || /^[\p{L}\p{N}]+$/u.test(thing.written))
}

/** `naming`: commit number → names that its message says. @throws git's own errors */
export async function nameEvidence(
  scene: Scene,
  history: History,
  names: Names,
  naming: ReadonlyMap<number, readonly string[]>,
  skips: (path: string) => boolean,
): Promise<void> {
  const soon = [...naming].filter(([commit, said]) =>
    said.some((name) => isSoon(scene.graph.at(commit).authored, names.get(name)?.from)),
  )
  // Oldest first: what comes later works on what is there already.
  const oldest = soon.map(([commit]) => scene.graph.at(commit).hash).reverse()
  const found = new Set<string>()
  for await (const work of worksOf(history, oldest, skips)) {
    const commit = scene.graph.number(work.commit) as number
    for (const name of naming.get(commit) ?? []) {
      const asked = names.get(name)
      if (!asked || found.has(name) || !isSoon(scene.graph.at(commit).authored, asked.from)) continue
      if (!bringsIn(work, asked.thing) || !asked.others.every((thing) => holds(shownBy(work), thing))) continue
      found.add(name)
      const { incident, action, thing } = asked
      const sign = { incident, action, commit, note: `brings in ${thing.written}`, keys: null }
      add(scene, { ...sign, relation: 'fixed', via: 'bullet', strength: 'certain' })
    }
  }
}

function isSoon(date: number, from: number | undefined): boolean {
  return from !== undefined && date >= from && date <= from + window
}

function bringsIn({ broughtIn, files }: Work, { written, kind }: NamedThing): boolean {
  if (kind === 'file') return broughtIn.some((path) => `/${path}`.endsWith(`/${written}`))
  const isAdded = files.some(({ added }) => added.some((line) => line.includes(written)))
  return isAdded && !files.some(({ before }) => before.includes(written))
}
