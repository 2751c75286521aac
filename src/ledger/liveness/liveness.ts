/** What became of a link's lines, as the ledger says it. */
import type { Liveness, LostLine } from '../ledger.ts'
import type { WatchContext } from './context.ts'
import type { Missing } from './takers.ts'
import { undoings } from './undoing.ts'
import type { Watch } from './watches.ts'

const mostShown = 20
/** Share of the lines at which nothing of a fix is left but what stands anywhere. */
const remnant = 0.1

export function toLiveness(
  { lines, missing, unknown, since }: Watch,
  takers: ReadonlyMap<Missing, number>,
  { scene, reverted }: Pick<WatchContext, 'scene' | 'reverted'>,
): Liveness {
  const { graph } = scene
  const taken = new Map<number, number>()
  for (const one of missing) {
    const taker = takers.get(one)
    if (taker !== undefined) taken.set(taker, (taken.get(taker) ?? 0) + 1)
  }
  const of = lines.length
  const left = of - missing.length
  const undoneBy = undoings(taken, graph)
  const lost = missing.slice(0, mostShown).map((one): LostLine => {
    const taker = takers.get(one)
    const { path, text, removed } = one.line
    return { path, text, back: removed, by: taker === undefined ? null : graph.at(taker).hash }
  })
  const reverter = since.every((n) => reverted.has(n)) ? reverted.get(since[0] as number) : undefined
  if (reverter !== undefined && left < of) {
    const { hash, subject, committed } = graph.at(reverter)
    const took = undoneBy.find(({ commit }) => commit === hash)?.took ?? 0
    const first = { commit: hash, subject, date: committed, took, reason: null }
    const others = undoneBy.filter(({ commit }) => commit !== hash)
    return { state: 'reverted', left, of, undoneBy: [first, ...others], lost, unknown: null }
  }
  const revert = reverter === undefined ? '' : `; ${graph.at(reverter).hash.slice(0, 12)} says that it reverts it`
  if (of === 0) return { state: 'unknown', left, of, undoneBy: [], lost: [], unknown: `${unknown}${revert}` }
  const state = missing.length === 0 ? 'live' : left <= of * remnant ? 'gone' : 'changed'
  return { state, left, of, undoneBy, lost, unknown: null }
}
