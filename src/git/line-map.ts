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

/** The line that a line of the text after was before; null for one that is new or changed. */
export function lineBefore(line: number, differences: readonly Stretch[]): number | null {
  let shift = 0
  for (const { removed, after, added } of differences) {
    // Where nothing was added, git names the line above.
    const first = added === 0 ? after + 1 : after
    if (line < first) break
    if (line < first + added) return null
    shift += removed - added
  }
  return line + shift
}

/** True when a line of the text before is not in the text after, or not at its place. */
export function isTaken(line: number, differences: readonly Stretch[]): boolean {
  return differences.some(({ before, removed }) => line >= before && line < before + removed)
}
