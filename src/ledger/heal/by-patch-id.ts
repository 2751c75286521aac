/** The same patch: what a new message, another author and another place in history leave as it is. */
import type { Ground } from './ground.ts'
import type { Known } from './known.ts'

/** `full`: with the lines around it. `bare`: without, so that a change beside it does not matter. */
export async function byPatchId(kind: 'full' | 'bare', known: Known, ground: Ground): Promise<number[]> {
  const wanted = await patchIdOf(kind, known, ground)
  if (wanted === null) return []
  const near = await ground.near(known)
  const hashes = near.map((n) => ground.graph.at(n).hash)
  const ids = await ground.patchIds(hashes)
  return near.filter((_, at) => ids.get(hashes[at] as string)?.[kind] === wanted)
}

/** As the record has it, else of the commit itself. */
export async function patchIdOf(kind: 'full' | 'bare', known: Known, ground: Ground): Promise<string | null> {
  const recorded = kind === 'full' ? known.patchId : known.patchIdBare
  if (recorded !== null || known.object === null) return recorded
  const { hash } = known.object
  return (await ground.patchIds([hash])).get(hash)?.[kind] ?? null
}
