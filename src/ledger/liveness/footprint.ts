/** What a commit left in the tree: the lines it added, which must be there, and those it removed, which must stay away. */
import type { PathChange } from '../history.ts'
import { type ChangedLine, lineChanges } from './line-changes.ts'
import { Tally } from './tally.ts'
import type { TextIndex } from './text-index.ts'
import { type Indexed, indexed } from './texts.ts'
import { isMachineMade, isWatched } from './watched-path.ts'

export interface WatchedLine {
  path: string
  /** True when the commit removed it. */
  removed: boolean
  key: string
  place: number
  text: string
  /**
   * How many of it, below its headers and anywhere in the file, there must be for this one to be there. For a removed one:
   * how many there may be for it to be away.
   */
  below: number
  whole: number
  /** Lines of the same block that stand once in the file: they tell the block again when its headers were changed. */
  kin: readonly string[]
  /** Number of the run of neighbouring lines that it belongs to, within the commit. */
  block: number
}

/** Bounds for a commit that touches everything: what is watched of it is a part, and says so by its numbers. */
const mostFiles = 300
const mostLines = 20_000

export interface Footprint {
  lines: WatchedLine[]
  /** Why there is nothing to watch; null when there is. */
  unknown: string | null
}

/**
 * `texts`: blob name → text; a blob that is binary, too large or not in this clone is absent. `isIdle`: nobody will ask
 * whether lines of this file are there, only how many they are.
 */
export function footprintOf(
  changes: readonly PathChange[],
  texts: ReadonlyMap<string, string>,
  read: Indexed = indexed(texts),
  isIdle: (change: PathChange) => boolean = () => false,
): Footprint {
  const lines: WatchedLine[] = []
  const watched = changes.filter(({ path }) => isWatched(path)).slice(0, mostFiles)
  let unread = 0
  let block = 0
  for (const change of watched) {
    const { path, before, after } = change
    const [was, is] = [textOf(before, texts), textOf(after, texts)]
    if (was === null || is === null) unread++
    else if (!isMachineMade(was) && !isMachineMade(is) && lines.length < mostLines) {
      const found = changed(path, was, read(path, after) as TextIndex, block, isIdle(change))
      for (const line of found.slice(0, mostLines - lines.length)) lines.push(line)
      block = (found.at(-1)?.block ?? block) + 1
    }
  }
  return { lines, unknown: lines.length > 0 ? null : reason(changes, watched, unread) }
}

function reason(changes: readonly PathChange[], watched: readonly PathChange[], unread: number): string {
  if (changes.length === 0) return 'the commit changes nothing that is watched, or its changes are cut off'
  if (unread > 0) return 'what it changed is binary, too large, or not in this clone'
  if (watched.length === 0) return 'it changed lock files or generated files only'
  return 'it left no line of weight'
}

function textOf(blob: string | null, texts: ReadonlyMap<string, string>): string | null {
  return blob === null ? '' : (texts.get(blob) ?? null)
}

function changed(path: string, before: string, is: TextIndex, firstBlock: number, isIdle: boolean): WatchedLine[] {
  const { added, removed, net } = lineChanges(before, is, path)
  const found: WatchedLine[] = []
  const taken = { added: new Tally(), removed: new Tally() }
  let block = firstBlock
  let last = -10
  const take = (line: ChangedLine, isRemoved: boolean, others: ReadonlySet<number>) => {
    const { key, place, at, text, index, kept } = line
    const more = net.count(key, place) * (isRemoved ? -1 : 1)
    if (more <= 0) return
    // A line that only stands below another header than before, because that header was changed or moved, is no change.
    if (!kept && !others.has(place) && net.total(key) === 0) return
    const used = taken[isRemoved ? 'removed' : 'added'].add(key, place, 1)
    if (used >= more) return
    if (Math.abs(at - last) > 3) block++
    last = at
    const same = { path, removed: isRemoved, key, place, text, block }
    if (isIdle) found.push({ ...same, below: 0, whole: 0, kin: [] })
    else {
      // The second of two added ones is there only while two more are; the second of two removed ones is back with two.
      const shift = isRemoved ? used : used + 1 - more
      const [below, whole] = [is.countBelow(place, key) + shift, is.count(key) + shift]
      found.push({ ...same, below, whole, kin: isRemoved ? [] : kinOf(index, is) })
    }
  }
  const places = (lines: readonly ChangedLine[]) => new Set(lines.map(({ place }) => place))
  const [ofAdded, ofRemoved] = [places(added), places(removed)]
  for (const line of added) take(line, false, ofRemoved)
  for (const line of removed) take(line, true, ofAdded)
  return found
}

const mostKin = 6
const longestBlock = 80
/** A shorter line stands in the next block by chance; it is known by its own block only. */
export const telling = 12

/** The nearest lines that stand once in the text, in the block that the line stands in, else in the one around that. */
export function kinOf(index: number, text: TextIndex): string[] {
  const short = (text.keys[index] as string).length < telling
  let header = text.header(index)
  for (let level = 0; header >= 0 && level < (short ? 1 : 3); level++) {
    const end = text.end(header, longestBlock)
    if (end === null) break
    const kin: { key: string; far: number }[] = []
    for (let n = header; n < end; n++) {
      const key = text.keys[n] as string
      if (n !== index && key.length >= telling && text.count(key) === 1) kin.push({ key, far: Math.abs(n - index) })
    }
    if (kin.length > 0)
      return kin
        .sort((a, b) => a.far - b.far)
        .slice(0, mostKin)
        .map(({ key }) => key)
    header = text.header(header)
  }
  return []
}
