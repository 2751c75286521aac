/** Lines that a commit only moved: from elsewhere in the file, or from another file that it changed. */
import { type BlamedLine, readBlame } from '../../git/blame.ts'
import { GitError } from '../../git/errors.ts'
import { blobDifference, linesTaken } from '../../git/line-map.ts'
import { readTreeEntry } from '../../git/tree-entry.ts'
import type { Versions } from './versions.ts'

/**
 * The lines of which git says otherwise when it may look for moves. It takes a copy for a move, so these are only the ones
 * that `movedLines` then has to judge. None when a partial clone lacks one of the other files.
 */
export async function movedMaybe(
  { repository }: Versions,
  commit: string,
  path: string,
  lines: readonly number[] | null,
  plain: ReadonlyMap<number, BlamedLine>,
): Promise<Set<number>> {
  const moved = await readBlame(repository, commit, path, { lines, moves: true }).catch(unlessMissing)
  const differs = (line: number, one: BlamedLine) =>
    plain.get(line)?.commit !== one.commit || plain.get(line)?.path !== one.path
  return new Set([...moved].flatMap(([line, one]) => (differs(line, one) ? [line] : [])))
}

function unlessMissing(error: unknown): ReadonlyMap<number, BlamedLine> {
  if (error instanceof GitError && /cannot read blob|promisor remote/i.test(error.complaint)) return new Map()
  throw error
}

/**
 * `lines`: those that the commit added to the file. Line → where its parent has it, for each that the commit took away
 * there: what stays where it was has been copied, and a copy is new.
 */
export async function movedLines(
  versions: Versions,
  commit: string,
  path: string,
  lines: readonly number[],
): Promise<Map<number, BlamedLine>> {
  const [parent, ...others] = (await versions.named([commit])).get(commit)?.parents ?? []
  const moved = new Map<number, BlamedLine>()
  if (parent === undefined || others.length > 0) return moved
  const { repository } = versions
  const blamed = await readBlame(repository, commit, path, { lines, moves: true, since: parent }).catch(unlessMissing)
  const taken = new Map<string, Promise<(line: number) => boolean>>()
  for (const line of lines) {
    const source = blamed.get(line)
    if (source?.commit !== parent) continue
    const known = taken.get(source.path) ?? takenIn(versions, parent, commit, source.path)
    taken.set(source.path, known)
    if ((await known)(source.line)) moved.set(line, source)
  }
  return moved
}

async function takenIn({ repository }: Versions, parent: string, commit: string, path: string) {
  const before = await readTreeEntry(repository, parent, path)
  const after = await readTreeEntry(repository, commit, path)
  if (!before || !after) return () => true
  return linesTaken(await blobDifference(repository, before.object, after.object))
}
