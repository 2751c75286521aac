/** A squash: one commit that holds nearly all lines of the dead one, in the same files, among others. */
import type { Ground } from './ground.ts'
import type { Known } from './known.ts'
import { linesOf, share } from './line-bag.ts'

/** Share of the dead commit's lines that one commit must hold. */
const enough = 0.9

/** Fewer letters and digits than this in all its lines say nothing: every commit adds a brace. */
const leastLetters = 20

export async function byAbsorption(known: Known, ground: Ground): Promise<number[]> {
  const { object } = known
  if (object === null) return []
  const own = (await ground.lines([object.hash])).get(object.hash)
  if (!own) return []
  const wanted = linesOf(own, 'added')
  const taken = linesOf(own, 'removed')
  if (wanted.letters + taken.letters < leastLetters) return []
  const near = await ground.near(known)
  const hashes = near.map((n) => ground.graph.at(n).hash)
  const lines = await ground.lines(hashes)
  return near.filter((_, at) => {
    const theirs = lines.get(hashes[at] as string)
    if (!theirs) return false
    return share(wanted, linesOf(theirs, 'added')) >= enough && share(taken, linesOf(theirs, 'removed')) >= enough
  })
}
