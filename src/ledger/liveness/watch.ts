/** Liveness of links: is what each commit did for its action still in the tree? docs/ledger.md says how that is judged. */
import type { Scene } from '../evidence.ts'
import type { History, PathChange } from '../history.ts'
import type { LedgerIncident, Link, Liveness, LostLine } from '../ledger.ts'
import { type Footprint, footprintOf, type WatchedLine } from './footprint.ts'
import { movesOf } from './moves.ts'
import { isAsLeft } from './presence.ts'
import { servedLines } from './share.ts'
import { inSuccessors } from './successors.ts'
import { type Missing, reader, takersOf } from './takers.ts'
import { TextIndex } from './text-index.ts'
import { undoings } from './undoing.ts'

export interface WatchContext {
  scene: Scene
  history: History
  reverted: ReadonlyMap<number, number>
  /** mortem's own records and documents: they say what was done, they are not the work. */
  isOwn: (path: string) => boolean
}

/** Path → blob, of the whole tree that is looked at. */
type Tree = ReadonlyMap<string, string>

/** One link and what it is watched for. */
interface Watch {
  link: Link
  lines: readonly WatchedLine[]
  /** What of it is not in the tree as its commit left it. */
  missing: Missing[]
  /** Why there is nothing to watch. */
  unknown: string | null
  /** The commit and its twins. */
  since: readonly number[]
  /** Commits that did more for the same action: what they replaced is not lost. */
  siblings: ReadonlySet<number>
}

const mostShown = 20
/** Moves of one line that are followed. */
const mostMoves = 6
/** Share of the lines at which nothing of a fix is left but what stands anywhere. */
const remnant = 0.1

/** The liveness of each link that answers an action or incident; links that are not in the map have none. */
export async function livenessOfLinks(
  incidents: readonly LedgerIncident[],
  context: WatchContext,
): Promise<Map<Link, Liveness>> {
  const watches = await watchesOf(incidents, context)
  const tree = watches.length > 0 ? await context.history.tree([]) : new Map<string, string>()
  await lookAtHead(watches, tree, context)
  const takers = await follow(watches, tree, context)
  return new Map(watches.map((watch) => [watch.link, toLiveness(watch, takers, context)]))
}

function isAnswer({ relation, landed, commit }: Link): boolean {
  return commit !== null && landed === true && (relation === 'fixed' || relation === 'mitigated')
}

async function watchesOf(incidents: readonly LedgerIncident[], { scene, history, isOwn }: WatchContext) {
  const { graph } = scene
  const answers = incidents.flatMap(({ links, actions }) => [
    ...links.filter(isAnswer).map((link) => ({ link, title: '', all: links, rivals: [] as string[] })),
    ...actions.flatMap((action) =>
      action.links.filter(isAnswer).map((link) => ({
        link,
        title: action.record.title,
        all: action.links,
        rivals: actions
          .filter((other) => other !== action && other.links.some(({ commit }) => commit === link.commit))
          .map(({ record }) => record.title),
      })),
    ),
  ])
  const commits = [...new Set(answers.map(({ link }) => link.commit as string))]
  const unread = commits.filter((commit) => !scene.changes.has(commit))
  const more = unread.length > 0 ? await history.changes(unread) : new Map<string, PathChange[]>()
  const changesOf = ({ commit, paths }: Link) => {
    const all = (scene.changes.get(commit as string) ?? more.get(commit as string) ?? []).filter(
      ({ path }) => !isOwn(path),
    )
    const own = new Set(paths)
    return all.filter(({ path }) => own.has(path))
  }
  const watches: Watch[] = []
  // A few commits at a time: the texts of all of them at once could fill the memory.
  for (let at = 0; at < answers.length; at += 40) {
    const part = answers.slice(at, at + 40).map((answer) => ({ ...answer, changes: changesOf(answer.link) }))
    const ids = part.flatMap(({ changes }) => changes.flatMap(({ before, after }) => [before, after]))
    const texts = await history.blobs(ids.filter((id): id is string => id !== null))
    const known = new Map<string, Footprint>()
    for (const { link, title, all, rivals, changes } of part) {
      const key = `${link.commit} ${changes.map(({ path }) => path).join('\0')}`
      const footprint = known.get(key) ?? footprintOf(changes, texts)
      known.set(key, footprint)
      const since = graph.twins(graph.number(link.commit as string) as number)
      const siblings = all.filter((other) => other !== link && isAnswer(other) && other.commit !== link.commit)
      watches.push({
        link,
        lines: servedLines(footprint.lines, title, rivals),
        missing: [],
        unknown: footprint.unknown,
        since,
        siblings: new Set(siblings.flatMap(({ commit }) => graph.twins(graph.number(commit as string) as number))),
      })
    }
  }
  return watches
}

/** Finds what is missing from the tree. Lines of a file that cannot be read there are not watched: nobody knows. */
async function lookAtHead(watches: readonly Watch[], tree: Tree, { scene, history }: WatchContext): Promise<void> {
  const all = new Map(
    watches.map((watch) => [watch, watch.lines.map((line): Missing => ({ line, since: watch.since }))]),
  )
  const copied = await inSuccessors([...all.values()].flat(), tree, scene.graph, history)
  const current = (one: Missing) => copied.get(one) ?? one
  const now = [...all.values()].flat().map((one) => current(one).line)
  const text = await textsAtHead(now, history)
  for (const [watch, lines] of all) {
    const readable = lines.map(current).filter(({ line }) => text(line.path) !== null)
    watch.lines = readable.map(({ line }) => line)
    if (readable.length === 0 && lines.length > 0)
      watch.unknown = 'its files are binary or too large now, or not in this clone'
    watch.missing = readable.filter(({ line }) => !isAsLeft(line, text(line.path) ?? nothing))
  }
}

const nothing = new TextIndex('', '')

/** The texts of the tree that lines are looked for in: nothing for a file that is not there, null for an unreadable one. */
async function textsAtHead(lines: readonly WatchedLine[], history: History) {
  const paths = [...new Set(lines.map(({ path }) => path))]
  const tree = paths.length > 0 ? await history.tree(paths) : new Map<string, string>()
  const texts = await history.blobs([...tree.values()])
  const readers = new Map(paths.map((path) => [path, reader(path, texts)]))
  return (path: string): TextIndex | null => readers.get(path)?.(tree.get(path) ?? null) ?? null
}

/**
 * Who took what is missing. What its taker only moved is looked for where it was put, again and again; what is found there,
 * or was replaced by another commit for the same action, is not missing.
 */
async function follow(
  watches: readonly Watch[],
  tree: Tree,
  { scene, history }: WatchContext,
): Promise<Map<Missing, number>> {
  const { graph } = scene
  const found = new Map<Missing, number>()
  const settled = new Set<Missing>()
  let open = watches.flatMap(({ missing, siblings }) => missing.map((one) => ({ siblings, one, origin: one })))
  for (let round = 0; open.length > 0 && round < mostMoves; round++) {
    const asked = open.map(({ one }) => one)
    const takers = await takersOf(asked, graph, history)
    const moves = await movesOf(takers, graph, history)
    const copied = await inSuccessors([...moves.values()], tree, graph, history)
    for (const [one, to] of moves) moves.set(one, copied.get(to) ?? to)
    const text = await textsAtHead(
      [...moves.values()].map(({ line }) => line),
      history,
    )
    const next: typeof open = []
    for (const { siblings, one, origin } of open) {
      const taker = takers.get(one)
      if (taker === undefined) continue
      found.set(origin, taker)
      const to = moves.get(one)
      if (siblings.has(taker) || (to && isAsLeft(to.line, text(to.line.path) ?? nothing))) settled.add(origin)
      else if (to) next.push({ siblings, one: to, origin })
    }
    open = next
  }
  for (const watch of watches) watch.missing = watch.missing.filter((one) => !settled.has(one))
  return found
}

function toLiveness(
  { lines, missing: gone, unknown, since }: Watch,
  takers: ReadonlyMap<Missing, number>,
  { scene, reverted }: WatchContext,
): Liveness {
  const { graph } = scene
  const taken = new Map<number, number>()
  for (const one of gone) {
    const taker = takers.get(one)
    if (taker !== undefined) taken.set(taker, (taken.get(taker) ?? 0) + 1)
  }
  const of = lines.length
  const left = of - gone.length
  const undoneBy = undoings(taken, graph)
  const lost = gone.slice(0, mostShown).map((one): LostLine => {
    const taker = takers.get(one)
    const { path, text, removed } = one.line
    return { path, text, back: removed, by: taker === undefined ? null : graph.at(taker).hash }
  })
  const reverter = since.every((n) => reverted.has(n)) ? reverted.get(since[0] as number) : undefined
  if (reverter !== undefined && (of === 0 || left < of)) {
    const { hash, subject, committed } = graph.at(reverter)
    const first = { commit: hash, subject, date: committed, took: of - left, reason: null }
    return {
      state: 'reverted',
      left,
      of,
      undoneBy: [first, ...undoneBy.filter(({ commit }) => commit !== hash)],
      lost,
      unknown: null,
    }
  }
  if (of === 0) return { state: 'unknown', left, of, undoneBy: [], lost: [], unknown }
  const state = gone.length === 0 ? 'live' : left <= of * remnant ? 'gone' : 'changed'
  return { state, left, of, undoneBy, lost, unknown: null }
}
