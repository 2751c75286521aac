/** Lines that a commit only moved: away from one file, into another. */
import { fileName } from '../../model/file-name.ts'
import type { Graph } from '../graph.ts'
import type { History, PathChange } from '../history.ts'
import { kinOf, type WatchedLine } from './footprint.ts'
import { blobsOf } from './steps.ts'
import type { Missing } from './takers.ts'
import type { TextIndex } from './text-index.ts'
import { type Indexed, indexed } from './texts.ts'

/** Files of one commit that are searched for what another of its files lost. */
const mostTargets = 60
/** Fewer when the file is still there: its lines were edited rather than moved. */
const someTargets = 20
/** Cases whose texts are held at a time: what a large commit changed would fill the memory. */
const together = 30
/** Shorter lines stand in other files by chance; they move along with longer ones only. */
const telling = 8

/** The lines that their taker put elsewhere, as they are to be watched from then on. */
export async function movesOf(
  takers: ReadonlyMap<Missing, number>,
  graph: Graph,
  history: History,
): Promise<Map<Missing, Missing>> {
  const groups = new Map<string, { commit: number; path: string; lines: Missing[] }>()
  for (const [one, commit] of takers) {
    if (one.line.removed) continue
    const key = `${commit} ${one.line.path}`
    const group = groups.get(key)
    if (group) group.lines.push(one)
    else groups.set(key, { commit, path: one.line.path, lines: [one] })
  }
  const hashes = [...new Set([...groups.values()].map(({ commit }) => graph.at(commit).hash))]
  const changes = await history.changes(hashes)
  const cases = [...groups.values()]
    .map((one) => ({ ...one, targets: targetsOf(one.path, changes.get(graph.at(one.commit).hash) ?? []) }))
    .filter(({ targets }) => targets.length > 0)
  const moved = new Map<Missing, Missing>()
  for (let at = 0; at < cases.length; at += together) {
    const part = cases.slice(at, at + together)
    const ids = part.flatMap(({ targets }) => blobsOf(targets))
    const texts = await history.blobs(ids)
    const read = indexed(texts)
    for (const { commit, lines, targets } of part)
      for (const [from, to] of bestTarget(lines, targets, texts, read)) moved.set(from, { line: to, since: [commit] })
  }
  return moved
}

/** Files that gained something in the same commit: the same bytes first, then the same name, then the same ending. */
function targetsOf(path: string, changes: readonly PathChange[]): PathChange[] {
  const own = changes.find((change) => change.path === path)
  const lost = own?.before
  const rank = (change: PathChange) => {
    if (change.after === lost) return 0
    if (fileName(change.path) === fileName(path)) return 1
    return endingOf(change.path) === endingOf(path) ? 2 : 3
  }
  const ranked = changes
    .filter((change) => change.path !== path && change.after !== null)
    .map((change) => ({ change, rank: rank(change) }))
    .sort((a, b) => a.rank - b.rank)
  const same = ranked.filter(({ rank }) => rank === 0)
  return (same.length > 0 ? same : ranked)
    .slice(0, own?.after == null ? mostTargets : someTargets)
    .map(({ change }) => change)
}

/** Each line goes to the file that took in most of those that were lost together. */
function bestTarget(
  lines: readonly Missing[],
  targets: readonly PathChange[],
  texts: ReadonlyMap<string, string>,
  read: Indexed,
): [Missing, WatchedLine][] {
  const found = targets
    .map(({ path, before, after }) => {
      const text = texts.get(after ?? '') ?? ''
      if (!lines.some(({ line }) => text.includes(line.text))) return { gained: [], most: false }
      const [was, is] = [read(path, before), read(path, after)]
      const gained = was && is ? lines.flatMap((one) => gainedIn(one, path, was, is)) : []
      return { gained, most: gained.length * 2 >= lines.length }
    })
    .filter(({ gained }) => gained.length > 0)
    .sort((a, b) => b.gained.length - a.gained.length)
  const moved = new Map<Missing, WatchedLine>()
  for (const { gained, most } of found)
    for (const [one, line] of gained) if (!moved.has(one) && (most || line.key.length >= telling)) moved.set(one, line)
  return [...moved]
}

function gainedIn(one: Missing, path: string, was: TextIndex, is: TextIndex): [Missing, WatchedLine][] {
  const { key } = one.line
  if (is.count(key) <= was.count(key)) return []
  const gained = (place: number) => is.countBelow(place, key) > was.countBelow(place, key)
  return [[one, movedTo(one.line, path, is, gained)]]
}

/** Those of the lines that a file has gained, and that are therefore only moved there: short ones with most others. */
export function movedInto(lines: readonly WatchedLine[], was: TextIndex | null, is: TextIndex | null): WatchedLine[] {
  if (is === null) return []
  const gained = lines.filter(({ removed, key }) => !removed && is.count(key) > (was?.count(key) ?? 0))
  return gained.length * 2 >= lines.length ? gained : gained.filter(({ key }) => key.length >= telling)
}

/** The line as it is to be watched in another text that holds it, below its own headers if it can be. */
export function movedTo(
  line: WatchedLine,
  path: string,
  text: TextIndex,
  fits: (place: number) => boolean = () => true,
): WatchedLine {
  const { key } = line
  const positions = text.positions(key)
  const placeAt = (index: number) => text.place(index)
  const at =
    positions.find((index) => placeAt(index) === line.place) ??
    positions.find((index) => fits(placeAt(index))) ??
    (positions[0] as number)
  const below = text.countBelow(placeAt(at), key)
  return { ...line, path, place: placeAt(at), below, whole: text.count(key), kin: kinOf(at, text) }
}

function endingOf(path: string): string {
  const name = fileName(path)
  return name.slice(name.lastIndexOf('.'))
}
