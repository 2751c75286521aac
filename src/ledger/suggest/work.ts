/** What commits added, in words: read for the few that could be an answer, because it means reading files. */
import { addedLines, isGenerated } from '../added-lines.ts'
import type { Graph } from '../graph.ts'
import type { History, PathChange } from '../history.ts'
import { type Counts, nothing, type Vocabulary } from './vocabulary.ts'

/** Files of one commit that are read; a mass change says nothing about one action. */
const mostFiles = 25
/** Commits whose files are in memory at a time. */
const batch = 60

/** Number → words of the lines that the commit added. A file that cannot be read adds nothing. @throws git's own errors */
export async function readWork(
  history: History,
  graph: Graph,
  numbers: readonly number[],
  vocabulary: Vocabulary,
  skips: (path: string) => boolean,
): Promise<Map<number, Counts>> {
  const work = new Map<number, Counts>()
  for (let at = 0; at < numbers.length; at += batch) {
    const some = numbers.slice(at, at + batch)
    const changes = await history.changes(some.map((number) => graph.at(number).hash))
    const readable = new Map(
      some.map((number) => {
        const all = changes.get(graph.at(number).hash) ?? []
        return [number, all.length > mostFiles * 5 ? [] : all.filter((one) => isReadable(one, skips)).slice(0, mostFiles)]
      }),
    )
    const ids = [...readable.values()].flat().flatMap(({ before, after }) => [before, after])
    const texts = await history.blobs([...new Set(ids.filter((id) => id !== null))])
    for (const [number, changes] of readable) work.set(number, countAdded(changes, texts, vocabulary))
  }
  return work
}

function isReadable({ path, after }: PathChange, skips: (path: string) => boolean): boolean {
  return after !== null && !isGenerated(path) && !skips(path)
}

function countAdded(changes: readonly PathChange[], texts: ReadonlyMap<string, string>, vocabulary: Vocabulary): Counts {
  const lines = changes.flatMap(({ before, after }) => {
    const [was, is] = [before === null ? '' : texts.get(before), texts.get(after as string)]
    return was === undefined || is === undefined ? [] : addedLines(was, is)
  })
  return lines.length === 0 ? nothing : vocabulary.count([lines.join('\n'), 1])
}
