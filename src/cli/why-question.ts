/** What a person asks `mortem why` about: a path, a path with a line, or a commit. */
import { lstatSync, realpathSync } from 'node:fs'
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { UnknownRevision } from '../git/errors.ts'
import { readPathHistory } from '../git/path-history.ts'
import { withFolders } from '../git/paths.ts'
import type { Repository } from '../git/repository.ts'
import { resolveRevision } from '../git/revision.ts'
import { readTree } from '../git/tree.ts'
import { readTreeEntry } from '../git/tree-entry.ts'
import { visible } from '../markdown/visible.ts'
import { nearest } from '../model/nearest.ts'
import type { Project } from '../project/project.ts'
import type { Question } from '../project/why/why.ts'
import { UsageError } from './exit.ts'

interface Named {
  path: string
  line: number | null
}

/** A path wins over a commit of the same name. @throws UsageError with the nearest path */
export async function readQuestion(project: Project, cwd: string, asked: string, at: string | null): Promise<Question> {
  const { repository } = project
  const head = (await resolveRevision(repository, at))?.hash ?? null
  const readings = readingsOf(asked)
  const places = readings.flatMap(({ path, line }) => placesOf(project, cwd, path).map((one) => ({ path: one, line })))
  for (const { path, line } of places) {
    if (head === null || !(await isFile(repository, head, path))) continue
    assertLine(line, path)
    return line === null ? { kind: 'file', path } : { kind: 'line', path, line, working: at === null }
  }
  for (const { path, line } of at === null ? places : []) {
    if (!(await isNew(repository, head, path))) continue
    assertLine(line, path)
    return { kind: 'new', path, line }
  }
  try {
    const revision = await resolveRevision(repository, asked)
    if (revision) return { kind: 'commit', commit: revision.hash }
  } catch (error) {
    if (!(error instanceof UnknownRevision)) throw error
  }
  throw await nothingNamed(project, cwd, head, asked, readings)
}

/** `a:12` may be a file of that name, line 12 of `a`, and what grep prints: `a:12:3`, `a:12: text`. */
function readingsOf(asked: string): Named[] {
  const last = /^(.+):(\d+)$/s.exec(asked)
  const first = /^(.+?):(\d+):/s.exec(asked)
  return [
    { path: asked, line: null },
    ...(last ? [{ path: last[1] as string, line: lineNumber(last[2]) }] : []),
    ...(first ? [{ path: first[1] as string, line: lineNumber(first[2]) }] : []),
  ]
}

/** No file has a billion lines, and git reads no larger number. */
const lineNumber = (digits: string | undefined) => Math.min(Number(digits), 999_999_999)

/** The path from the repository's top, as seen from the folder one is in, and as reports name it; those within it. */
function placesOf({ repository, root }: Project, cwd: string, path: string): string[] {
  const top = repository.toplevel as string
  const absolute = path.startsWith(':/')
    ? [resolve(top, `./${path.slice(2)}`)]
    : [resolve(cwd, path), resolve(root, path), throughLinks(resolve(cwd, path))]
  // Between two drives of Windows there is no relative path.
  const inTop = absolute.map((one) => relative(top, one)).filter((one) => !isAbsolute(one))
  return [...new Set(inTop.map((one) => one.split(sep).join('/')))].filter((one) => !/^\.\.(?:\/|$)/.test(one))
}

/** Git knows no path that leads through a symbolic link to a folder. */
function throughLinks(path: string): string {
  try {
    return join(realpathSync(dirname(path)), basename(path))
  } catch {
    return path
  }
}

function assertLine(line: number | null, path: string): void {
  if (line === 0) throw new UsageError('lines are counted from 1', `mortem why ${visible(path)}:1`)
}

async function isFile(repository: Repository, head: string, path: string): Promise<boolean> {
  const entry = await readTreeEntry(repository, head, path)
  if (entry?.kind === 'submodule')
    throw new UsageError(`${visible(path)} is a submodule`, 'ask inside it, in a repository of its own')
  if (entry?.kind === 'folder') throw new UsageError(`${visible(path) || '.'} is a folder`, 'name a file in it')
  return entry !== null
}

/** A file of the working tree that the commit does not have. */
async function isNew(repository: Repository, head: string | null, path: string): Promise<boolean> {
  if (/^\.git(?:\/|$)/.test(path) || !isThere(resolve(repository.toplevel as string, path))) return false
  for (const folder of head === null ? [] : withFolders(path))
    if (folder !== path && (await readTreeEntry(repository, head as string, folder))?.kind === 'submodule')
      throw new UsageError(`${visible(path)} lies in a submodule`, 'ask inside it, in a repository of its own')
  return true
}

function isThere(path: string): boolean {
  try {
    const status = lstatSync(path)
    return status.isFile() || status.isSymbolicLink()
  } catch {
    return false
  }
}

async function nothingNamed(
  project: Project,
  cwd: string,
  head: string | null,
  asked: string,
  readings: readonly Named[],
): Promise<UsageError> {
  const path = readings.at(-1)?.path as string
  const shown = visible(path)
  const [inTop] = placesOf(project, cwd, path)
  if (inTop === undefined) return new UsageError(`${shown} lies outside of this repository`, 'name a file of it')
  if (head === null) return new UsageError(`there is no ${shown}, and no commit yet`, 'git commit')
  const [last] = await readPathHistory(project.repository, head, [inTop])
  const gone = last?.changes.find((change) => change.path === inTop && change.after === null)
  if (gone)
    return new UsageError(
      `${shown} was removed by ${last?.commit.slice(0, 12)}`,
      `mortem why --at ${last?.commit.slice(0, 12)}^ ${visible(asked)}`,
    )
  const near = nearestPath(inTop, [...(await readTree(project.repository, head, [])).keys()])
  return new UsageError(
    `"${visible(asked)}" is neither a file nor a commit here`,
    near.length > 0 ? `did you mean ${near.map(visible).join(', ')}?` : 'give a path, a path:line, or a commit',
  )
}

/** The same name in another folder, else nearly the same name in this one. */
function nearestPath(path: string, known: readonly string[]): string[] {
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  const name = path.slice(folder.length)
  const same = known.filter((one) => one.endsWith(`/${name}`) || one === name)
  if (same.length > 0) return same.length > 3 ? nearest(path, same.slice(0, most)) : same
  const beside = known.filter((one) => one.startsWith(folder) && !one.includes('/', folder.length))
  const near = nearest(
    name,
    beside.slice(0, most).map((one) => one.slice(folder.length)),
  )
  return near.map((one) => folder + one)
}

/** Names that are compared letter by letter. */
const most = 3000
