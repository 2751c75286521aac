/** Paths that are there now and were not when the incident began. */
import type { Graph } from '../graph.ts'
import type { CommitChanges, History, PathChange } from '../history.ts'
import type { Hopeful } from './appearances.ts'

interface Change extends PathChange {
  commit: string
  number: number
}

/** Those of the named paths that are there now; records and documents are not the work that they ask for. */
export async function pathsThere(
  hopefuls: readonly Hopeful[],
  documents: ReadonlySet<string>,
  history: History,
): Promise<string[]> {
  const names = [...new Set(hopefuls.flatMap(({ paths }) => paths))].filter((path) => !documents.has(path))
  const tree = names.length > 0 ? [...(await history.tree(names)).keys()] : []
  return names.filter((name) => tree.some((path) => isBelow(path, name)))
}

/** Action → what appeared; `commits`: the history of at least the paths in `there`, children before parents. */
export async function newPaths(
  hopefuls: readonly Hopeful[],
  there: readonly string[],
  commits: readonly CommitChanges[],
  history: History,
  graph: Graph,
): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  const changes = commits.flatMap(({ commit, changes }) => {
    const number = graph.number(commit)
    return number === null ? [] : changes.map((change): Change => ({ ...change, commit, number }))
  })
  for (const { ref, paths, started, before } of hopefuls)
    for (const name of paths.filter((path) => there.includes(path))) {
      const own = changes.filter(({ path }) => isBelow(path, name))
      if (wasThere(own, (number) => graph.isAncestor(number, before))) continue
      const first = own.findLast(({ after, number }) => after !== null && !graph.isAncestor(number, before))
      if (!first || graph.at(first.number).committed <= started || (await isMove(first, history))) continue
      found.set(ref, `${name} is there since ${first.commit.slice(0, 8)}`)
      break
    }
  return found
}

/** Whether any file was there at the commit whose ancestors are given: what the newest of them left behind. */
function wasThere(changes: readonly Change[], isAncestor: (number: number) => boolean): boolean {
  const seen = new Set<string>()
  for (const { path, after, number } of changes) {
    if (seen.has(path) || !isAncestor(number)) continue
    seen.add(path)
    if (after !== null) return true
  }
  return false
}

/** The same content left another path in the same commit. */
async function isMove({ commit, after }: Change, history: History): Promise<boolean> {
  const changes = (await history.changes([commit])).get(commit) ?? []
  return changes.some(({ before, after: now }) => before === after && now !== after)
}

function isBelow(path: string, name: string): boolean {
  return path === name || path.startsWith(`${name}/`)
}
