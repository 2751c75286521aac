/** What a record remembers of a linked commit, so that the link survives a rewrite. */
import { readRequests } from '../../message/header.ts'
import type { Fingerprint } from '../../model/incident.ts'
import { formatInstant } from '../../model/time.ts'
import type { Graph } from '../graph.ts'
import type { Ground } from './ground.ts'

/** A commit of more files is told by its patch; the list would only fill the record. */
const mostPaths = 20

/** As a record holds it: keys that are not known are left out. */
export type WrittenPrint = { commit: string } & {
  [key in Exclude<keyof Fingerprint, 'commit'>]?: NonNullable<Fingerprint[key]>
}

/** The fingerprint of a commit of the graph. */
export async function fingerprintOf(n: number, ground: Ground): Promise<WrittenPrint> {
  const { hash, subject, author, email, authored } = ground.graph.at(n)
  const ids = (await ground.patchIds([hash])).get(hash)
  const paths = ((await ground.history.changes([hash])).get(hash) ?? []).map(({ path }) => path)
  const request = requestOf(n, ground.graph)
  const who = `${author} <${email}>`.trim()
  return {
    commit: hash,
    ...(subject.trim() && { subject: subject.slice(0, 500) }),
    ...(who && { author: who }),
    // A date outside the years that a record can hold is left out.
    ...(authored >= 0 && authored < 253_402_300_800 && { date: formatInstant(authored * 1000) }),
    ...(ids?.full && { 'patch-id': ids.full }),
    ...(ids?.bare && { 'patch-id-u0': ids.bare }),
    ...(request && { request }),
    ...(paths.length > 0 && paths.length <= mostPaths && { paths: paths.toSorted() }),
  }
}

/** The request that brought the commit in: its own subject says so, or the merge on the main line that it came with. */
function requestOf(n: number, graph: Graph): string | null {
  const own = readRequests(graph.at(n).subject).at(-1)
  if (own) return own
  const line = mainLine(graph)
  // Reaching a commit is monotone along the line, so the first that does is found by halves.
  let [low, high] = [0, line.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (graph.isAncestor(n, line[middle] as number)) low = middle + 1
    else high = middle
  }
  const merge = line[low - 1]
  if (merge === undefined || merge === n || graph.at(merge).parents.length < 2) return null
  return readRequests(graph.at(merge).subject)[0] ?? null
}

/** First parents from the newest commit on. */
function mainLine(graph: Graph): number[] {
  const line: number[] = []
  for (let at: number | null = graph.commits.length > 0 ? 0 : null; at !== null; ) {
    line.push(at)
    const [first] = graph.at(at).parents
    at = first === undefined ? null : graph.number(first)
  }
  return line
}
