import type { Repository } from './repository.ts'

/** A stretch in which two texts differ: where it begins and how many lines it has, before and after. */
export interface Stretch {
  before: number
  removed: number
  after: number
  added: number
}

const options = ['--patch', '--unified=0', '--no-color', '--no-ext-diff', '--no-textconv', '--no-renames', '--text']

/** Where two blobs differ, from the top. @throws GitError, also when a partial clone lacks one of them */
export async function blobDifference(repository: Repository, before: string, after: string): Promise<Stretch[]> {
  if (before === after) return []
  return parseStretches(await output(repository, ['diff', ...options, '--ignore-all-space', before, after]))
}

/** Where the file in the working tree differs from the one of `commit`, from the top; null when it is gone. @throws GitError */
export async function fileDifference(repository: Repository, commit: string, path: string): Promise<Stretch[] | null> {
  const diff = await output(repository, ['diff-index', ...options, '--ignore-submodules=all', commit, '--', path])
  return /^deleted file mode /m.test(diff) ? null : parseStretches(diff)
}

async function output(repository: Repository, args: string[]): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of repository.bytes({ args })) chunks.push(chunk)
  return Buffer.concat(chunks).toString('latin1')
}

/** Lines of the texts themselves begin with `+`, `-` or a backslash, so no text can look like a stretch. */
export function parseStretches(diff: string): Stretch[] {
  return [...diff.matchAll(/^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/gm)].map(([, b, removed, a, added]) => ({
    before: Number(b),
    removed: Number(removed ?? 1),
    after: Number(a),
    added: Number(added ?? 1),
  }))
}

/** Where lines of the text after were before: null for one that is new or changed. */
export function linesBefore(differences: readonly Stretch[]): (line: number) => number | null {
  // Where nothing was added or removed, git names the line above.
  const firsts = differences.map(({ after, added }) => (added === 0 ? after + 1 : after))
  return (line) => {
    const at = lastUpTo(firsts, line)
    const stretch = differences[at]
    if (!stretch) return line
    const first = firsts[at] as number
    if (line < first + stretch.added) return null
    const before = stretch.removed === 0 ? stretch.before + 1 : stretch.before
    return before + stretch.removed + (line - first - stretch.added)
  }
}

/** Which lines of the text before are not in the text after, or not at their place. */
export function linesTaken(differences: readonly Stretch[]): (line: number) => boolean {
  const taking = differences.filter(({ removed }) => removed > 0)
  const firsts = taking.map(({ before }) => before)
  return (line) => {
    const stretch = taking[lastUpTo(firsts, line)]
    return stretch !== undefined && line < stretch.before + stretch.removed
  }
}

/** Index of the last of these rising numbers that is not above `value`; -1 when all are. */
function lastUpTo(rising: readonly number[], value: number): number {
  let [low, high] = [0, rising.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((rising[middle] as number) <= value) low = middle + 1
    else high = middle
  }
  return low - 1
}
