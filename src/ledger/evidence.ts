/** One sign that ties a commit to an incident or action, before signs of the same commit are put together. */
import type { CommitFacts } from '../message/facts.ts'
import type { Incident } from '../model/incident.ts'
import type { ActionStatus, LinkRelation } from '../model/words.ts'
import type { Catalog } from './catalog.ts'
import type { Graph } from './graph.ts'
import type { Healing } from './heal/ladder.ts'
import type { PathChange } from './history.ts'
import type { LedgerVerdict, Strength, UnresolvedReference, Via } from './ledger.ts'

export interface Evidence {
  incident: string
  /** Null when it belongs to the incident as a whole. */
  action: string | null
  /** Number in the graph; null when a recorded hash names nothing reachable. */
  commit: number | null
  relation: LinkRelation
  via: Via
  strength: Strength
  /** The hash as written, null when none was. */
  recorded: string | null
  /** What became of the recorded hash; null when it names a reachable commit itself. */
  healing: Healing | null
  note: string | null
  /** File, folder or component names that narrow the commit down to the action's part; null for all of it. */
  keys: readonly string[] | null
  /** What it says about the action's status, beyond what its relation says. */
  word: { status: ActionStatus; reason: string | null } | null
}

/** What all evidence is gathered from, and where what cannot be resolved goes. */
export interface Scene {
  graph: Graph
  speaking: ReadonlyMap<number, CommitFacts>
  catalog: Catalog
  incidents: readonly Incident[]
  /** Changes of the commits that speak of incidents. */
  changes: ReadonlyMap<string, readonly PathChange[]>
  evidence: Evidence[]
  unresolved: UnresolvedReference[]
  verdicts: { incident: string; action: string; verdict: LedgerVerdict }[]
}

const plain = { recorded: null, healing: null, note: null, keys: null, word: null }

/** Adds a sign; what is left out is null. */
export function add(
  scene: Scene,
  sign: Pick<Evidence, 'incident' | 'action' | 'commit' | 'relation' | 'via' | 'strength'> & Partial<Evidence>,
): void {
  scene.evidence.push({ ...plain, ...sign })
}
