/** Commits that name the action in a trailer and can hold the dead one: not older, and in one of its files. */
import type { Ground } from './ground.ts'
import type { Known } from './known.ts'

export async function byTrailer({ naming, authored, paths }: Known, ground: Ground): Promise<number[]> {
  const later = naming.filter((n) => authored === null || ground.graph.at(n).committed >= authored)
  if (later.length === 0 || paths.length === 0) return later
  const hashes = later.map((n) => ground.graph.at(n).hash)
  const changes = await ground.history.changes(hashes)
  return later.filter((_, at) => changes.get(hashes[at] as string)?.some(({ path }) => paths.includes(path)))
}
