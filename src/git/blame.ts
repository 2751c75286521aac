import { devNull } from 'node:os'
import { GitError } from './errors.ts'
import type { Invocation } from './operation.ts'
import { unquoted } from './quoted.ts'
import type { Repository } from './repository.ts'

/** Where a line comes from, as far as `git blame` sees. Line numbers count from 1. */
export interface BlamedLine {
  /** The commit that git names: it added the line, or put it back. */
  commit: string
  /** The file and the line in that commit. */
  path: string
  line: number
  text: string
}

// A line that was only indented or reformatted is still the line.
const options = ['--porcelain', '--root', '-w', '--no-textconv']

/** Lines around those asked for that are looked at too: a block that was moved is known by more than one of its lines. */
const around = 100

export interface BlameQuestion {
  /** At least these lines, as far as they exist; null for all. */
  lines: readonly number[] | null
  /**
   * Looks through moves and copies of lines too, within the file and from files that the same commit changed. (To look
   * through all files of a commit takes git ten times as long.)
   */
  moves?: boolean
  /** Looks no further back than this commit. */
  since?: string
}

/**
 * Line number, from 1 → where git says that this line of a file of `commit` is from, through renames of the file.
 *
 * @throws GitError also when there is no such file in that commit
 */
export async function readBlame(
  repository: Repository,
  commit: string,
  path: string,
  { lines, moves = false, since }: BlameQuestion,
): Promise<Map<number, BlamedLine>> {
  const range = since === undefined ? [commit] : [commit, `^${since}`]
  const where = [...(lines === null ? [] : [stretch(lines)]), ...(moves ? ['-M', '-C'] : [])]
  try {
    return await configured(repository, ['blame', ...options, ...where, ...range, '--', path])
  } catch (error) {
    if (complains(error, ' has only ')) return new Map()
    throw error
  }
}

function stretch(lines: readonly number[]): string {
  const first = lines.reduce((a, b) => Math.min(a, b))
  const last = lines.reduce((a, b) => Math.max(a, b))
  return `-L${Math.max(1, first - around)},${last + around}`
}

/** Many have a `blame.ignoreRevsFile` for all their repositories, and git dies in one that has no such file. */
async function configured(repository: Repository, args: string[]): Promise<Map<number, BlamedLine>> {
  try {
    return await blame(repository, { args })
  } catch (error) {
    if (!complains(error, 'object name list')) throw error
    return blame(repository, { args, env: { GIT_CONFIG_GLOBAL: devNull, GIT_CONFIG_NOSYSTEM: '1' } })
  }
}

function complains(error: unknown, of: string): boolean {
  return error instanceof GitError && error.complaint.includes(of)
}

async function blame(repository: Repository, invocation: Invocation): Promise<Map<number, BlamedLine>> {
  const chunks: Buffer[] = []
  for await (const chunk of repository.bytes(invocation)) chunks.push(chunk)
  return parseBlame(Buffer.concat(chunks).toString('utf8'))
}

/**
 * Reads `<commit> <line there> <line here> [<lines>]`, headers, and a tab with the line's text. The file's name is said once
 * for each commit and file, before their first line.
 */
export function parseBlame(output: string): Map<number, BlamedLine> {
  const found = new Map<number, BlamedLine>()
  const paths = new Map<string, string>()
  let [commit, line, here, inHeader] = ['', 0, 0, false]
  for (const row of output.split('\n')) {
    if (!inHeader) {
      const place = /^([0-9a-f]{40}|[0-9a-f]{64}) (\d+) (\d+)/.exec(row)
      if (place) [commit, line, here, inHeader] = [place[1] ?? '', Number(place[2]), Number(place[3]), true]
    } else if (row.startsWith('\t')) {
      found.set(here, { commit, path: paths.get(commit) ?? '', line, text: row.slice(1) })
      inHeader = false
    } else if (row.startsWith('filename ')) paths.set(commit, unquoted(row.slice('filename '.length)))
  }
  return found
}
