/** What commits added, in words: read for the few that could be an answer, because it means reading files. */
import type { Graph } from '../graph.ts'
import type { History } from '../history.ts'
import { worksOf } from '../work.ts'
import type { Counts, Vocabulary } from './vocabulary.ts'

/** Number → words of the lines that the commit added. @throws git's own errors */
export async function readWork(
  history: History,
  graph: Graph,
  numbers: readonly number[],
  vocabulary: Vocabulary,
  skips: (path: string) => boolean,
): Promise<Map<number, Counts>> {
  const counts = new Map<number, Counts>()
  const hashes = numbers.map((number) => graph.at(number).hash)
  for await (const { commit, added } of worksOf(history, hashes, skips))
    if (added.length > 0) counts.set(graph.number(commit) as number, vocabulary.count([added.join('\n'), 1]))
  return counts
}
