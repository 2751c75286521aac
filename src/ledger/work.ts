/** What commits did, in lines: read through the port a few commits at a time, so that memory stays flat. */
import { addedLines, isGenerated } from './added-lines.ts'
import type { History, PathChange } from './history.ts'

export interface Work {
  commit: string
  /** Paths that it changed. */
  paths: readonly string[]
  /** Paths that it brought in. */
  broughtIn: readonly string[]
  /** The files that could be read. */
  files: readonly FileWork[]
}

export interface FileWork {
  path: string
  added: readonly string[]
  removed: readonly string[]
  /** What it held before, for looking up whether something is new. */
  before: string
}

/** Files of one commit that are read. */
const mostFiles = 25
/** More files than one piece of work changes: an import, a move, a tree that comes back. */
export const massChange = 200
/** Commits whose files are in memory at a time. */
const batch = 30

/**
 * The work of each commit but mass changes. A file that is missing, binary or large, that `skips` names or that nobody
 * wrote adds nothing. @throws git's own errors
 */
export async function* worksOf(
  history: History,
  commits: readonly string[],
  skips: (path: string) => boolean,
): AsyncGenerator<Work> {
  for (let at = 0; at < commits.length; at += batch) {
    const changes = await history.changes(commits.slice(at, at + batch))
    for (const [commit, all] of changes) if (all.length > massChange) changes.delete(commit)
    const read = new Map([...changes].map(([commit, all]) => [commit, all.filter(isReadable).slice(0, mostFiles)]))
    const ids = [...read.values()].flat().flatMap(({ before, after }) => [before, after])
    const texts = await history.blobs([...new Set(ids.filter((id) => id !== null))])
    for (const [commit, all] of changes) yield workOf(commit, all, read.get(commit) ?? [], texts)
  }

  function isReadable({ path }: PathChange): boolean {
    return !isGenerated(path) && !skips(path)
  }
}

function workOf(
  commit: string,
  all: readonly PathChange[],
  read: readonly PathChange[],
  texts: ReadonlyMap<string, string>,
): Work {
  const files = read.flatMap(({ path, before: from, after: to }): FileWork[] => {
    const [before, after] = [from, to].map((id) => (id === null ? '' : texts.get(id)))
    if (before === undefined || after === undefined) return []
    return [{ path, added: addedLines(before, after), removed: addedLines(after, before), before }]
  })
  const paths = all.map(({ path }) => path)
  const broughtIn = all.filter(({ status }) => status === 'A').map(({ path }) => path)
  return { commit, paths, broughtIn, files }
}
