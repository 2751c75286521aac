/** Alerts that are defined now and were named nowhere, but in prose, when the incident began. */
import type { Graph } from '../graph.ts'
import type { CommitChanges, History } from '../history.ts'
import { alertsIn, isRuleFile } from './alerts.ts'
import type { Hopeful } from './appearances.ts'

/** Searches of old trees, each about as long as reading all messages; the newest incidents come first. */
const mostSearches = 8
/** Versions of a file read at once from the incident on: few at first, because most work follows soon. */
const firstBatch = 4
const largestBatch = 32

export interface FreshAlerts {
  /** Actions of whose names those that are defined now are left, none of which was named before the incident. */
  hopefuls: Hopeful[]
  /** Name → the file that defines it. */
  defined: ReadonlyMap<string, string>
}

export async function freshAlerts(
  hopefuls: readonly Hopeful[],
  documents: ReadonlySet<string>,
  history: History,
  graph: Graph,
): Promise<FreshAlerts> {
  const names = [...new Set(hopefuls.flatMap(({ alerts }) => alerts))]
  const defined = names.length > 0 ? await definedNow(names, history) : new Map<string, string>()
  const known = hopefuls
    .map((one) => ({ ...one, alerts: one.alerts.filter((name) => defined.has(name)) }))
    .filter(({ alerts }) => alerts.length > 0)
  const old = await namedBefore(known, (path) => isRuleFile(path) && !documents.has(path), history, graph)
  const fresh = known.filter(({ alerts, before }) => {
    const there = old.get(before)
    // An alert that was there before is what the work is about, not its outcome.
    return there !== undefined && !alerts.some((name) => there.has(name))
  })
  return { hopefuls: fresh, defined }
}

/** Action → what appeared; `changes`: the history of at least the files that define the alerts. */
export async function newAlerts(
  { hopefuls, defined }: FreshAlerts,
  changes: readonly CommitChanges[],
  history: History,
  graph: Graph,
): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  const versions = new Versions(changes, [...defined.keys()], history, graph)
  for (const one of hopefuls) {
    const [name = ''] = one.alerts
    const file = defined.get(name) as string
    const since = await versions.firstWith(name, file, one)
    if (since !== null) found.set(one.ref, `${name} is in ${file} since ${since.slice(0, 8)}`)
  }
  return found
}

/** Name → the file that defines it. */
async function definedNow(names: readonly string[], history: History): Promise<Map<string, string>> {
  const { paths } = await history.holding(names, null)
  const files = [...new Set([...paths.values()].flat())].filter(isRuleFile)
  const tree = files.length > 0 ? await history.tree(files) : new Map<string, string>()
  const texts = await history.blobs([...tree.values()])
  const defined = new Map<string, string>()
  for (const [file, blob] of tree)
    for (const { name } of alertsIn(texts.get(blob) ?? '')) if (!defined.has(name)) defined.set(name, file)
  return defined
}

/** Commit → the names that its tree held outside prose and records; a tree that could not be searched whole is left out. */
async function namedBefore(
  hopefuls: readonly Hopeful[],
  counts: (path: string) => boolean,
  history: History,
  graph: Graph,
) {
  const old = new Map<number, Set<string>>()
  const commits = [...new Set(hopefuls.map(({ before }) => before))].sort((a, b) => a - b).slice(0, mostSearches)
  for (const before of commits) {
    const names = hopefuls.filter((one) => one.before === before).flatMap(({ alerts }) => alerts)
    const { paths, unread } = await history.holding([...new Set(names)], graph.at(before).hash)
    const there = [...paths].filter(([, files]) => files.some(counts)).map(([name]) => name)
    if (!unread.some(counts)) old.set(before, new Set(there))
  }
  return old
}

/** The versions of files, each read once for all names. */
class Versions {
  readonly #changes: readonly CommitChanges[]
  readonly #names: readonly string[]
  readonly #history: History
  readonly #graph: Graph
  /** Blob → those of the names that it holds. */
  readonly #held = new Map<string, Set<string>>()

  constructor(changes: readonly CommitChanges[], names: readonly string[], history: History, graph: Graph) {
    this.#changes = changes
    this.#names = names
    this.#history = history
    this.#graph = graph
  }

  /** The first commit after the incident began whose version of the file holds the name; null when none is found. */
  async firstWith(name: string, file: string, { started, before }: Hopeful): Promise<string | null> {
    const graph = this.#graph
    const later = this.#changes
      .flatMap(({ commit, changes }) => {
        const number = graph.number(commit)
        const blob = changes.find(({ path }) => path === file)?.after
        return number === null || !blob || graph.isAncestor(number, before) ? [] : [{ commit, number, blob }]
      })
      .sort((a, b) => b.number - a.number)
    for (let from = 0, size = firstBatch; from < later.length; ) {
      const some = later.slice(from, from + size)
      await this.#read(some.map(({ blob }) => blob))
      const first = some.find(({ blob }) => this.#held.get(blob)?.has(name))
      // A side branch that is older than the incident and was merged after it.
      if (first) return graph.at(first.number).committed > started ? first.commit : null
      from += size
      size = Math.min(size * 2, largestBatch)
    }
    return null
  }

  async #read(blobs: readonly string[]): Promise<void> {
    const unread = blobs.filter((blob) => !this.#held.has(blob))
    const texts = unread.length > 0 ? await this.#history.blobs(unread) : new Map<string, string>()
    for (const blob of unread)
      this.#held.set(blob, new Set(this.#names.filter((name) => texts.get(blob)?.includes(name))))
  }
}
