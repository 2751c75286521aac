/** Which commit first brought in the lines of a file, seen through the commits that only put them back. */
import { type BlamedLine, readBlame } from '../../git/blame.ts'
import { readBlobs } from '../../git/blobs.ts'
import { GitError } from '../../git/errors.ts'
import { blobDifference, lineBefore, type Stretch } from '../../git/line-map.ts'
import type { Repository } from '../../git/repository.ts'
import { type Earlier, earlierVersions } from './earlier.ts'
import { Versions } from './versions.ts'

export interface Origin {
  /** The commit that first brought the line in; null when that cannot be known. */
  commit: string | null
  /** Commits that put it back after it was gone, newest first. */
  through: string[]
  /** Why there is no commit; null when there is one. */
  unknown: string | null
}

export interface FileOrigins {
  /** Line number, from 1 → its text, for at least the lines asked for that exist. */
  texts: Map<number, string>
  /** Line number → its origin, for the lines asked for that exist. */
  origins: Map<number, Origin>
  /** Why nothing could be looked at; null when it could. */
  unknown: string | null
}

/** A line may have been put back so often before the search gives up. */
const mostReturns = 50

/** `asked`: line numbers, null for all. @throws GitError, but none for what a partial clone lacks */
export async function fileOrigins(
  repository: Repository,
  head: string,
  path: string,
  asked: readonly number[] | null,
): Promise<FileOrigins> {
  const versions = new Versions(repository, head)
  try {
    const [blamed] = await Promise.all([readBlame(repository, head, path, asked), versions.historyOf(path)])
    const wanted = (asked ?? [...blamed.keys()]).filter((line) => blamed.has(line))
    const origins = await resolve(versions, blamed, new Map(wanted.map((line) => [line, line])), [])
    return { texts: new Map([...blamed].map(([line, { text }]) => [line, text])), origins, unknown: null }
  } catch (error) {
    const unknown = missing(error)
    if (unknown === null) throw error
    return { texts: new Map(), origins: new Map(), unknown }
  }
}

function missing(error: unknown): string | null {
  if (!(error instanceof GitError)) return null
  if (!/promisor remote|could not fetch|unable to read|cannot read blob|bad object|missing/i.test(error.complaint))
    return null
  return 'this clone does not hold the contents of older files; get them with: git fetch --refetch --no-filter'
}

/** `wanted`: line asked for → its number in the blamed version. */
async function resolve(
  versions: Versions,
  blamed: ReadonlyMap<number, BlamedLine>,
  wanted: ReadonlyMap<number, number>,
  through: readonly string[],
): Promise<Map<number, Origin>> {
  const found = new Map<number, Origin>()
  for (const { commit, path, lines } of bySource(blamed, wanted)) {
    if (await versions.isCut(commit)) {
      settle(found, lines, { commit: null, through: [...through], unknown: cut(commit) })
      continue
    }
    const left = await takenFrom(versions, commit, path, lines, through, found)
    settle(found, left, { commit, through: [...through], unknown: null })
  }
  return found
}

const cut = (commit: string) =>
  `this clone's history is cut at ${commit.slice(0, 12)}; get the rest with: git fetch --unshallow`

function settle(found: Map<number, Origin>, lines: ReadonlyMap<number, number>, origin: Origin): void {
  for (const asked of lines.keys()) found.set(asked, origin)
}

/** Follows the lines that the commit only put back, and returns the others. */
async function takenFrom(
  versions: Versions,
  commit: string,
  path: string,
  lines: ReadonlyMap<number, number>,
  through: readonly string[],
  found: Map<number, Origin>,
): Promise<ReadonlyMap<number, number>> {
  let left = lines
  for await (const earlier of earlierVersions(versions, commit, path)) {
    const differences = await difference(versions, earlier, commit, path)
    if (differences === null) continue
    const back = new Map<number, number>()
    for (const [asked, line] of left) {
      const before = lineBefore(line, differences)
      if (before !== null) back.set(asked, before)
    }
    if (back.size === 0) continue
    left = new Map([...left].filter(([asked]) => !back.has(asked)))
    const route = [...through, commit]
    if (route.length >= mostReturns)
      settle(found, back, { commit: null, through: route, unknown: `it was put back ${mostReturns} times` })
    else {
      const blamed = await readBlame(versions.repository, earlier.commit, earlier.path, [...back.values()])
      for (const [asked, origin] of await resolve(versions, blamed, back, route)) found.set(asked, origin)
    }
    if (left.size === 0) break
  }
  return left
}

/** Where the commit's version differs from the earlier one; null when they are not the same file. */
async function difference(
  versions: Versions,
  earlier: Earlier,
  commit: string,
  path: string,
): Promise<Stretch[] | null> {
  const { repository } = versions
  const own = (await versions.historyOf(path)).find((one) => one.commit.hash === commit)
  const blob = own?.change.after
  if (!blob) return null
  const differences = await blobDifference(repository, earlier.blob, blob)
  if (earlier.sure || differences.length === 0) return differences
  const texts = await readBlobs(repository, [earlier.blob, blob])
  const [before, after] = [lineCount(texts.get(earlier.blob)), lineCount(texts.get(blob))]
  const removed = differences.reduce((sum, one) => sum + one.removed, 0)
  return before > 0 && (before - removed) * 2 >= Math.max(before, after) ? differences : null
}

/** 0 for a text that could not be read. */
export function lineCount(text: string | undefined): number {
  return text === undefined ? 0 : text.split('\n').length - (text.endsWith('\n') ? 1 : 0)
}

function bySource(blamed: ReadonlyMap<number, BlamedLine>, wanted: ReadonlyMap<number, number>) {
  const groups = new Map<string, { commit: string; path: string; lines: Map<number, number> }>()
  for (const [asked, here] of wanted) {
    const source = blamed.get(here)
    if (!source) continue
    const key = `${source.commit} ${source.path}`
    const group = groups.get(key)
    if (group) group.lines.set(asked, source.line)
    else groups.set(key, { commit: source.commit, path: source.path, lines: new Map([[asked, source.line]]) })
  }
  return groups.values()
}
