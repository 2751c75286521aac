/** What commits added, in words: read for the few that could be an answer, because it means reading files. */
import type { Graph } from '../graph.ts'
import type { History } from '../history.ts'
import type { ProsePath } from '../prose-path.ts'
import { worksOf } from '../work.ts'
import type { Counts, Vocabulary } from './vocabulary.ts'

/** Words of one file of a commit: what was added to it and, counting less, taken from it, and its path. */
export interface FileCounts {
  prose: boolean
  counts: Counts
}

/** Number → words of the files that the commit changed. @throws git's own errors */
export async function readWork(
  history: History,
  graph: Graph,
  numbers: readonly number[],
  vocabulary: Vocabulary,
  { skips, isProse }: { skips: (path: string) => boolean; isProse: ProsePath },
): Promise<Map<number, FileCounts[]>> {
  const counts = new Map<number, FileCounts[]>()
  const hashes = numbers.map((number) => graph.at(number).hash)
  for await (const { commit, files } of worksOf(history, hashes, skips))
    counts.set(
      graph.number(commit) as number,
      files.map(({ path, added, removed }) => ({
        prose: isProse(path),
        counts: vocabulary.count([added.join('\n'), 1], [removed.join('\n'), 0.5]),
      })),
    )
  return counts
}
