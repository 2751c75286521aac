/** Which lines of a commit's version of a file an earlier version had already. */
import { readBlobs } from '../../git/blobs.ts'
import { blobDifference, linesBefore } from '../../git/line-map.ts'
import type { Earlier } from './earlier.ts'
import type { Versions } from './versions.ts'

/** Line → its number in the earlier version; null for one that is new, and for all when the two are not the same file. */
export async function linesIn(
  versions: Versions,
  earlier: Earlier,
  commit: string,
  path: string,
): Promise<(line: number) => number | null> {
  const { repository } = versions
  const own = (await versions.historyOf(path)).find((one) => one.commit.hash === commit)
  const blob = own?.change.after
  if (!blob) return () => null
  const differences = await blobDifference(repository, earlier.blob, blob)
  if (!earlier.sure && differences.length > 0) {
    const texts = await readBlobs(repository, [earlier.blob, blob])
    const [before, after] = [lineCount(texts.get(earlier.blob)), lineCount(texts.get(blob))]
    const removed = differences.reduce((sum, one) => sum + one.removed, 0)
    if (before === 0 || (before - removed) * 2 < Math.max(before, after)) return () => null
  }
  return linesBefore(differences)
}

/** 0 for a text that could not be read. */
export function lineCount(text: string | undefined): number {
  return text === undefined ? 0 : text.split('\n').length - (text.endsWith('\n') ? 1 : 0)
}
