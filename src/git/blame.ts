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

// A reformatted or moved line is still the line.
const options = ['--porcelain', '--root', '-w', '-M', '--no-textconv']

// `-C -C` would look through all files of a commit: ten times as slow.
const fromOtherFiles = '-C'

/** Lines around those asked for that are looked at too: a block that was moved is known by more than one of its lines. */
const around = 100

/**
 * Line number, from 1 → where git says that this line of a file of `commit` is from: through renames, moves within the file
 * and from files that the same commit changed. `asked` null: all lines, else at least these, as far as they exist.
 *
 * @throws GitError also when there is no such file in that commit
 */
export async function readBlame(
  repository: Repository,
  commit: string,
  path: string,
  asked: readonly number[] | null,
): Promise<Map<number, BlamedLine>> {
  const file = [...(asked === null ? [] : [stretch(asked)]), commit, '--', path]
  try {
    return await configured(repository, ['blame', ...options, fromOtherFiles, ...file])
  } catch (error) {
    if (complains(error, ' has only ')) return new Map()
    // A partial clone may hold all versions of this file and not those of its neighbours.
    if (!complains(error, 'Cannot read blob')) throw error
    return configured(repository, ['blame', ...options, ...file])
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
