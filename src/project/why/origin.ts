/** Which commit first brought in the lines of a file, seen through the commits that only moved them or put them back. */
import { type BlamedLine, readBlame } from '../../git/blame.ts'
import { GitError } from '../../git/errors.ts'
import type { Repository } from '../../git/repository.ts'
import { earlierVersions } from './earlier.ts'
import { linesIn } from './likeness.ts'
import { movedLines, movedMaybe } from './moves.ts'
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

/** Line asked for → its number in some version of the file. */
type Lines = ReadonlyMap<number, number>

/** A line may have been moved or put back so often, and so many versions are looked at, before the search gives up. */
const mostSteps = 100
const mostLooks = 1000

/** `asked`: line numbers, null for all. @throws GitError, but none for what a partial clone lacks */
export async function fileOrigins(
  repository: Repository,
  head: string,
  path: string,
  asked: readonly number[] | null,
): Promise<FileOrigins> {
  const versions = new Versions(repository, head)
  try {
    const view = await look(versions, head, path, asked)
    const wanted = (asked ?? [...view.lines.keys()]).filter((line) => view.lines.has(line))
    const origins = new Map<number, Origin>()
    await follow({ versions, origins, looks: 0 }, view, new Map(wanted.map((line) => [line, line])), {
      through: [],
      steps: 0,
    })
    return { texts: new Map([...view.lines].map(([line, { text }]) => [line, text])), origins, unknown: null }
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

/** A version of a file, and where git says that its lines are from. */
interface View {
  commit: string
  path: string
  asked: readonly number[] | null
  lines: ReadonlyMap<number, BlamedLine>
}

async function look(versions: Versions, commit: string, path: string, asked: View['asked']): Promise<View> {
  const { repository } = versions
  const [lines] = await Promise.all([readBlame(repository, commit, path, { lines: asked }), versions.historyOf(path)])
  return { commit, path, asked, lines }
}

interface Search {
  versions: Versions
  /** What was found so far, by the line asked for. */
  origins: Map<number, Origin>
  /** Versions looked at. */
  looks: number
}

/** The way that some lines have been followed already. */
interface Way {
  /** Commits that put them back, newest first. */
  through: readonly string[]
  steps: number
}

async function follow(search: Search, view: View, wanted: Lines, way: Way): Promise<void> {
  const { versions, origins } = search
  const sources = [...bySource(view, wanted)]
  const maybeMoved =
    sources.length > few ? await movedMaybe(versions, view.commit, view.path, view.asked, view.lines) : null
  for (const { commit, path, lines, here } of sources) {
    const settle = (some: Lines, origin: Omit<Origin, 'through'>) => {
      for (const asked of some.keys()) origins.set(asked, { ...origin, through: [...way.through] })
    }
    if (await versions.isCut(commit)) settle(lines, { commit: null, unknown: cut(commit) })
    else if (way.steps >= mostSteps || search.looks >= mostLooks)
      settle(lines, { commit: null, unknown: 'it was moved or put back more often than is looked at' })
    else {
      const added = await followBack(search, commit, path, lines, way)
      const maybe = [...added].filter(([asked]) => maybeMoved?.has(here.get(asked) as number) ?? true)
      const moved = await followMoves(search, commit, path, new Map(maybe), way)
      settle(without(added, moved), { commit, unknown: null })
    }
  }
}

/** So many commits are asked one by one what they moved; for more, git is asked once for the whole file. */
const few = 4

const cut = (commit: string) =>
  `this clone's history is cut at ${commit.slice(0, 12)}; get the rest with: git fetch --unshallow`

/** Follows the lines that the commit only put back, and returns the others. */
async function followBack(search: Search, commit: string, path: string, lines: Lines, way: Way): Promise<Lines> {
  let left = lines
  for await (const earlier of earlierVersions(search.versions, commit, path)) {
    if (left.size === 0) break
    const before = await linesIn(search.versions, earlier, commit, path)
    const back = mapped(left, before)
    left = without(left, back)
    await go(search, earlier.commit, earlier.path, back, { through: [...way.through, commit], steps: way.steps + 1 })
  }
  return left
}

/** Follows the lines that the commit only moved, and returns them. */
async function followMoves(search: Search, commit: string, path: string, lines: Lines, way: Way): Promise<Lines> {
  if (lines.size === 0) return lines
  const sources = await movedLines(search.versions, commit, path, [...lines.values()])
  for (const source of new Set([...sources.values()].map((one) => one.path))) {
    const from = [...sources.values()].find((one) => one.path === source) as BlamedLine
    const back = mapped(lines, (line) => {
      const one = sources.get(line)
      return one?.path === source ? one.line : null
    })
    await go(search, from.commit, source, back, { through: way.through, steps: way.steps + 1 })
  }
  return mapped(lines, (line) => (sources.has(line) ? line : null))
}

async function go(search: Search, commit: string, path: string, lines: Lines, way: Way): Promise<void> {
  if (lines.size === 0) return
  search.looks++
  await follow(search, await look(search.versions, commit, path, [...lines.values()]), lines, way)
}

function mapped(lines: Lines, before: (line: number) => number | null): Lines {
  const found = new Map<number, number>()
  for (const [asked, line] of lines) {
    const earlier = before(line)
    if (earlier !== null) found.set(asked, earlier)
  }
  return found
}

function without(lines: Lines, others: Lines): Lines {
  return others.size === 0 ? lines : new Map([...lines].filter(([asked]) => !others.has(asked)))
}

interface Source {
  commit: string
  path: string
  lines: Map<number, number>
  /** Line asked for → its number in the version that was looked at. */
  here: Map<number, number>
}

function bySource({ lines }: View, wanted: Lines): Iterable<Source> {
  const sources = new Map<string, Source>()
  for (const [asked, here] of wanted) {
    const one = lines.get(here)
    if (!one) continue
    const key = `${one.commit} ${one.path}`
    const source = sources.get(key) ?? { commit: one.commit, path: one.path, lines: new Map(), here: new Map() }
    sources.set(key, source)
    source.lines.set(asked, one.line)
    source.here.set(asked, here)
  }
  return sources.values()
}
