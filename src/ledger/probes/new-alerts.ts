/** Alerts that are defined now and were named nowhere, but in prose, when the incident began. */
import type { Graph } from '../graph.ts'
import type { CommitChanges, History } from '../history.ts'
import { alertsIn, isRuleFile } from './alerts.ts'
import type { Hopeful } from './appearances.ts'

/** Searches of old trees, each about as long as reading all messages; the newest incidents come first. */
const mostSearches = 20
/** Versions of a file read at once, from the incident on. */
const batch = 32

export async function newAlerts(
  hopefuls: readonly Hopeful[],
  documents: ReadonlySet<string>,
  history: History,
  graph: Graph,
): Promise<Map<string, string>> {
  const names = [...new Set(hopefuls.flatMap(({ alerts }) => alerts))]
  const defined = names.length > 0 ? await definedNow(names, history) : new Map<string, string>()
  const found = new Map<string, string>()
  const known = hopefuls
    .map((one) => ({ ...one, alerts: one.alerts.filter((name) => defined.has(name)) }))
    .filter(({ alerts }) => alerts.length > 0)
  if (known.length === 0) return found

  const old = await namedBefore(known, (path) => isRuleFile(path) && !documents.has(path), history, graph)
  const fresh = known.filter(({ alerts, before }) => {
    const there = old.get(before)
    // An alert that was there before is what the work is about, not its outcome.
    return there !== undefined && !alerts.some((name) => there.has(name))
  })
  const files = [...new Set(fresh.flatMap(({ alerts }) => alerts.map((name) => defined.get(name) as string)))]
  const versions = files.length > 0 ? await history.pathHistory(files) : []
  for (const one of fresh) {
    const [name = ''] = one.alerts
    const file = defined.get(name) as string
    const since = await firstWith(name, file, one, versions, history, graph)
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

/** The first commit after the incident began whose version of the file holds the name; null when none is found. */
async function firstWith(
  name: string,
  file: string,
  { started, before }: Hopeful,
  versions: readonly CommitChanges[],
  history: History,
  graph: Graph,
): Promise<string | null> {
  const later = versions
    .flatMap(({ commit, changes }) => {
      const number = graph.number(commit)
      const blob = changes.find(({ path }) => path === file)?.after
      return number === null || !blob || graph.isAncestor(number, before) ? [] : [{ commit, number, blob }]
    })
    .sort((a, b) => b.number - a.number)
  for (let from = 0; from < later.length; from += batch) {
    const some = later.slice(from, from + batch)
    const texts = await history.blobs(some.map(({ blob }) => blob))
    const first = some.find(({ blob }) => texts.get(blob)?.includes(name))
    // A side branch that is older than the incident and was merged after it.
    if (first) return graph.at(first.number).committed > started ? first.commit : null
  }
  return null
}
