/** What survivors are looked for in: the commits that the ledger's commit reaches, and git for what messages do not say. */

import type { CommitFacts } from '../../message/facts.ts'
import { readRequests } from '../../message/header.ts'
import { isInside } from '../../model/fields.ts'
import type { Graph } from '../graph.ts'
import type { History, PatchIds, PathLines } from '../history.ts'
import type { Known } from './known.ts'

/** Commits that one hash is compared with patch by patch; the nearest in time come first. */
const mostCompared = 1000
const day = 86_400

/** Without paths a survivor is looked for in this many days behind the dead commit. */
const windowDays = 120

export class Ground {
  readonly graph: Graph
  readonly speaking: ReadonlyMap<number, CommitFacts>
  readonly history: History
  private readonly ids = new Map<string, PatchIds | null>()
  private readonly patches = new Map<string, PathLines[] | null>()
  private readonly touching = new Map<string, Map<number, Set<string>>>()
  private requests: Map<string, number[]> | null = null
  private picks: { source: string; by: number }[] | null = null

  constructor(graph: Graph, speaking: ReadonlyMap<number, CommitFacts>, history: History) {
    this.graph = graph
    this.speaking = speaking
    this.history = history
  }

  /** Patch ids by full name; null for a commit that has none or cannot be read. */
  async patchIds(hashes: readonly string[]): Promise<ReadonlyMap<string, PatchIds | null>> {
    await fill(this.ids, hashes, (wanted) => this.history.patchIds(wanted))
    return this.ids
  }

  /** Changed lines by full name; null for a merge, a huge commit and one that cannot be read. */
  async lines(hashes: readonly string[]): Promise<ReadonlyMap<string, PathLines[] | null>> {
    await fill(this.patches, hashes, (wanted) => this.history.lines(wanted))
    return this.patches
  }

  /** Commits that could hold the same change, nearest first: those that touched its paths, else those of the time behind it. */
  async near(known: Known): Promise<number[]> {
    const { authored, paths } = known
    const earliest = authored === null ? Number.NEGATIVE_INFINITY : authored - day
    const late = (n: number) => this.graph.at(n).committed >= earliest
    const found =
      paths.length > 0
        ? [...(await this.touched(paths)).keys()].filter(late)
        : authored === null
          ? []
          : this.graph.commits.flatMap(({ committed }, n) =>
              committed >= earliest && committed <= authored + windowDays * day ? [n] : [],
            )
    const from = authored ?? 0
    const distance = (n: number) => Math.abs(this.graph.at(n).committed - from)
    return found.sort((a, b) => distance(a) - distance(b) || a - b).slice(0, mostCompared)
  }

  /** Commits that changed one of these paths, with those that each changed. */
  async touched(paths: readonly string[]): Promise<Map<number, Set<string>>> {
    // What a record holds may be any text; git ends at a path that leads out of the tree.
    const asked = paths.filter((path) => isInside(path.replace(/^:\//, ''))).slice(0, 50)
    const key = asked.join('\0')
    const known = this.touching.get(key)
    if (known) return known
    const found = new Map<number, Set<string>>()
    for (const { commit, changes } of await this.history.pathHistory(asked)) {
      const n = this.graph.number(commit)
      if (n !== null) found.set(n, new Set(changes.map(({ path }) => path)))
    }
    this.touching.set(key, found)
    return found
  }

  /** Commits whose subject carries this request's number as the forge writes it. */
  withRequest(request: string): number[] {
    if (this.requests === null) {
      this.requests = new Map()
      // The last number is the request's own; what a subject quotes stands before it.
      for (const [n, { subject }] of this.graph.commits.entries())
        for (const each of readRequests(subject).slice(-1))
          this.requests.set(each, [...(this.requests.get(each) ?? []), n])
    }
    return this.requests.get(request) ?? []
  }

  /** Commits that say they were picked from this one, by a hash of which either may be an abbreviation. */
  pickedFrom(hash: string): number[] {
    this.picks ??= [...this.speaking].flatMap(([by, { relations }]) =>
      relations.flatMap(({ kind, commit }) =>
        kind === 'pick' && commit !== null ? [{ source: commit.toLowerCase(), by }] : [],
      ),
    )
    const same = (source: string) => source.startsWith(hash) || hash.startsWith(source)
    return [...new Set(this.picks.filter(({ source }) => same(source)).map(({ by }) => by))]
  }
}

/** Asks for what is not known yet, all at once; what does not come is null. */
async function fill<T>(
  known: Map<string, T | null>,
  hashes: readonly string[],
  ask: (wanted: string[]) => Promise<ReadonlyMap<string, T>>,
): Promise<void> {
  const wanted = [...new Set(hashes)].filter((hash) => !known.has(hash))
  if (wanted.length === 0) return
  const found = await ask(wanted)
  for (const hash of wanted) known.set(hash, found.get(hash) ?? null)
}
