/** Several hits: whether they are one change on several lines of history, and what else can tell them apart. */
import { patchIdOf } from './by-patch-id.ts'
import type { Ground } from './ground.ts'
import type { Known } from './known.ts'

/**
 * The one commit among several that the hash means, null when nothing decides. A second sign is a message that names
 * the hash or its action, then the same patch, then the same paths. What is left counts as one change when it is the same patch throughout, or twins on parallel lines.
 */
export async function decide(hits: readonly number[], known: Known, ground: Ground): Promise<number | null> {
  let left = hits
  for (const sign of [namedInMessage, samePatch, samePaths]) {
    if (await isOneChange(left, ground)) break
    const agreeing = await sign(left, known, ground)
    if (agreeing.length > 0) left = agreeing
  }
  if (!(await isOneChange(left, ground))) return null
  // The newest: where a change was taken back and made again, it is the one that stands.
  return Math.min(...left)
}

async function isOneChange(hits: readonly number[], ground: Ground): Promise<boolean> {
  if (hits.length < 2) return hits.length === 1
  const { graph } = ground
  const twins = new Set(graph.twins(hits[0] as number))
  // One commit split in two has twice the same author, date and message, one half behind the other.
  const isInLine = hits.some((a, at) =>
    hits.slice(at + 1).some((b) => graph.isAncestor(b, a) || graph.isAncestor(a, b)),
  )
  if (!isInLine && hits.every((n) => twins.has(n))) return true
  const hashes = hits.map((n) => graph.at(n).hash)
  const ids = await ground.patchIds(hashes)
  const [first, ...others] = hashes.map((hash) => ids.get(hash)?.full ?? null)
  return first != null && others.every((id) => id === first)
}

async function namedInMessage(hits: readonly number[], known: Known, ground: Ground): Promise<number[]> {
  const picks = ground.pickedFrom(known.object?.hash ?? known.hash)
  const picked = hits.filter((n) => picks.includes(n))
  return picked.length > 0 ? picked : hits.filter((n) => known.naming.includes(n))
}

async function samePatch(hits: readonly number[], known: Known, ground: Ground): Promise<number[]> {
  const hashes = hits.map((n) => ground.graph.at(n).hash)
  for (const kind of ['full', 'bare'] as const) {
    const wanted = await patchIdOf(kind, known, ground)
    if (wanted === null) continue
    const ids = await ground.patchIds(hashes)
    const same = hits.filter((_, at) => ids.get(hashes[at] as string)?.[kind] === wanted)
    if (same.length > 0) return same
  }
  return []
}

async function samePaths(hits: readonly number[], { paths }: Known, ground: Ground): Promise<number[]> {
  if (paths.length === 0) return []
  const hashes = hits.map((n) => ground.graph.at(n).hash)
  const changes = await ground.history.changes(hashes)
  const wanted = [...new Set(paths)].sort().join('\0')
  return hits.filter((_, at) => {
    const changed = (changes.get(hashes[at] as string) ?? []).map(({ path }) => path)
    return [...new Set(changed)].sort().join('\0') === wanted
  })
}
