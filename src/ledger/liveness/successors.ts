/**
 * Files that were copied and then kept up in the copy: `platform/modules/dns/main.tf` stays for a while, work goes on in
 * `dns/modules/dns/main.tf`. What stood in the first is to be looked for in the second.
 */
import type { Graph } from '../graph.ts'
import type { History } from '../history.ts'
import { movedTo } from './moves.ts'
import { type Step, stepsByPath } from './steps.ts'
import type { Missing } from './takers.ts'
import type { TextIndex } from './text-index.ts'
import { indexed } from './texts.ts'

interface Successor {
  path: string
  /** The commit that made the copy, and what it made it of. */
  commit: number
  original: string
  copy: string
}

/** Share of a copy's lines that must stand in the original. */
const alike = 0.8

/** The lines as they are to be watched: in the copy, from the commit that made it, where there is such a copy. */
export async function inSuccessors(
  lines: readonly Missing[],
  paths: ReadonlyMap<string, string>,
  graph: Graph,
  history: History,
): Promise<Map<Missing, Missing>> {
  const found = new Map<Missing, Missing>()
  const originals = [...new Set(lines.map(({ line }) => line.path))]
  const names = byName(originals, paths)
  const candidates = originals
    .map((path) => ({ path, same: (names.get(nameOf(path)) ?? []).filter((other) => other !== path).slice(0, 5) }))
    .filter(({ same }) => same.length > 0)
  if (candidates.length === 0) return found
  const asked = candidates.flatMap(({ path, same }) => [path, ...same])
  // A copy was made after the line was; what the oldest of their commits stands on says nothing.
  const [before = null] = graph.at(Math.max(...lines.flatMap(({ since }) => since))).parents
  const versions = stepsByPath(await history.pathHistory([...new Set(asked)], before), graph)
  const successors = candidates.flatMap(({ path, same }) => {
    const successor = successorOf(path, same, versions)
    return successor ? [{ path, successor }] : []
  })
  const texts = await history.blobs(successors.flatMap(({ successor }) => [successor.original, successor.copy]))
  const read = indexed(texts)
  for (const { path, successor } of successors) {
    const original = read(path, successor.original)
    const copy = read(successor.path, successor.copy)
    if (!original || !copy || !isCopy(original, copy)) continue
    for (const one of lines) {
      const { line, since } = one
      const isOlder = since.some((own) => own > successor.commit && graph.isAncestor(own, successor.commit))
      if (line.path !== path || line.removed || !isOlder || copy.count(line.key) === 0) continue
      found.set(one, { line: movedTo(line, successor.path, copy), since: [successor.commit] })
    }
  }
  return found
}

/** The files of the tree that are called like one of these, in a folder that is called like its own. */
function byName(originals: readonly string[], tree: ReadonlyMap<string, string>): Map<string, string[]> {
  const names = new Map(originals.flatMap((path) => (path.includes('/') ? [[nameOf(path), [] as string[]]] : [])))
  if (names.size > 0) for (const path of tree.keys()) names.get(nameOf(path))?.push(path)
  return names
}

/** `dns/main.tf` of `platform/modules/dns/main.tf`. */
function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/', path.lastIndexOf('/') - 1) + 1)
}

/** The copy that was worked on after the original was last: newest first, so a smaller number is later. */
function successorOf(
  path: string,
  same: readonly string[],
  versions: ReadonlyMap<string, readonly Step[]>,
): Successor | null {
  const own = versions.get(path) ?? []
  const lastWork = own.find(({ after }) => after !== null)?.commit ?? Number.MAX_SAFE_INTEGER
  for (const other of same) {
    const theirs = versions.get(other) ?? []
    const birth = theirs.findLast(({ before, after }) => before === null && after !== null)
    const worked = theirs.find(({ after, before }) => after !== null && before !== null)?.commit
    if (!birth || worked === undefined || worked > lastWork) continue
    const original = own.find(({ commit, after }) => commit >= birth.commit && after !== null)?.after
    if (original && birth.after) return { path: other, commit: birth.commit, original, copy: birth.after }
  }
  return null
}

function isCopy(original: TextIndex, copy: TextIndex): boolean {
  const held = copy.keys.filter((key) => original.count(key) > 0).length
  return copy.keys.length > 0 && held >= copy.keys.length * alike
}
