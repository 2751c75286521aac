/** Is what each commit did for its action still in the tree? docs/ledger.md says how that is judged. */
import type { History } from '../history.ts'
import type { LedgerIncident } from '../ledger.ts'
import type { Tree, WatchContext } from './context.ts'
import type { WatchedLine } from './footprint.ts'
import { movesOf } from './moves.ts'
import { isAsLeft } from './presence.ts'
import { inSuccessors } from './successors.ts'
import { type Missing, takersOf } from './takers.ts'
import { indexed } from './texts.ts'
import { treeOf, type Watch, watchesOf, withOutside } from './watches.ts'

/** Moves of one line that are followed. */
const mostMoves = 6

export interface Watched {
  watches: readonly Watch[]
  /** Who took what is missing; a line that is not in here was lost nobody knows how. */
  takers: ReadonlyMap<Missing, number>
}

/** Looks at the tree for what each answering commit left, and at history for who took what is not there. */
export async function watch(incidents: readonly LedgerIncident[], context: WatchContext): Promise<Watched> {
  const tree = await treeOf(incidents, context.history)
  const watches = await watchesOf(incidents, tree, context)
  await lookAtHead(watches, tree, context)
  return { watches, takers: await follow(watches, tree, context) }
}

/** Finds what is missing from the tree. Lines of a file that cannot be read there are not watched: nobody knows. */
async function lookAtHead(watches: readonly Watch[], tree: Tree, { scene, history }: WatchContext): Promise<void> {
  const all = new Map(
    watches.map((watch) => [watch, watch.lines.map((line): Missing => ({ line, since: watch.since }))]),
  )
  const copied = await inSuccessors([...all.values()].flat(), tree, scene.graph, history)
  const current = (one: Missing) => copied.get(one) ?? one
  const now = [...all.values()].flat().map((one) => current(one).line)
  const text = await textsAtHead(now, tree, history)
  for (const [watch, lines] of all) {
    const readable = lines.map(current).filter(({ line }) => text.isReadable(line))
    watch.lines = readable.map(({ line }) => line)
    if (readable.length === 0 && lines.length > 0)
      watch.unknown = 'its files are binary or too large now, or not in this clone'
    // A file that was not touched since needs no reading.
    const isUntouched = ({ path }: WatchedLine) =>
      watch.blobs.has(path) && (tree.get(path) ?? null) === watch.blobs.get(path)
    watch.missing = readable.filter(({ line }) => !isUntouched(line) && !text.holds(line))
  }
}

/** The texts of the tree that lines are looked for in; a file that is not there is an empty one. */
async function textsAtHead(lines: readonly WatchedLine[], tree: Tree, history: History) {
  const paths = [...new Set(lines.map(({ path }) => path))]
  const texts = await history.blobs(paths.flatMap((path) => tree.get(path) ?? []))
  const read = indexed(texts)
  return {
    /** False for a file that is binary, too large, or not in this clone. */
    isReadable: ({ path }: WatchedLine) => !tree.has(path) || texts.has(tree.get(path) as string),
    holds: (line: WatchedLine) => {
      const index = read(line.path, tree.get(line.path) ?? null)
      return index !== null && isAsLeft(line, index)
    },
  }
}

/**
 * Who took what is missing. What its taker only moved is looked for where it was put, again and again; what is found there,
 * or was replaced by another commit for the same action, is not missing.
 */
async function follow(
  watches: readonly Watch[],
  known: Tree,
  { scene, history }: WatchContext,
): Promise<Map<Missing, number>> {
  const { graph } = scene
  let tree = known
  const takers = new Map<Missing, number>()
  /** Missing line → where it is; null when another commit for the same action took its place. */
  const found = new Map<Missing, WatchedLine | null>()
  let open = watches.flatMap(({ missing, siblings }) => missing.map((one) => ({ siblings, one, origin: one })))
  for (let round = 0; open.length > 0 && round < mostMoves; round++) {
    const asked = open.map(({ one }) => one)
    const taken = await takersOf(asked, graph, history)
    const moves = await movesOf(taken, graph, history)
    const places = [...moves.values()].map(({ line }) => line.path)
    tree = await withOutside(tree, places, history)
    const copied = await inSuccessors([...moves.values()], tree, graph, history)
    for (const [one, to] of moves) moves.set(one, copied.get(to) ?? to)
    const targets = [...moves.values()].map(({ line }) => line)
    const text = await textsAtHead(targets, tree, history)
    const next: typeof open = []
    for (const { siblings, one, origin } of open) {
      const taker = taken.get(one)
      if (taker === undefined) continue
      takers.set(origin, taker)
      const to = moves.get(one)
      if (siblings.has(taker)) found.set(origin, null)
      else if (to && text.holds(to.line)) found.set(origin, to.line)
      else if (to) next.push({ siblings, one: to, origin })
    }
    open = next
  }
  for (const watch of watches) settle(watch, found)
  return takers
}

function settle(watch: Watch, found: ReadonlyMap<Missing, WatchedLine | null>): void {
  const places = new Map(watch.missing.map((one) => [one.line, found.get(one)]))
  watch.missing = watch.missing.filter((one) => !found.has(one))
  watch.replaced = new Set([...places].flatMap(([line, place]) => (place === null ? [line] : [])))
  watch.lines = watch.lines.map((line) => places.get(line) ?? line)
}
