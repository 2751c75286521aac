/** The lines that differ between two versions of a text. */
import { type Hunk, hunksOf } from './hunks.ts'
import { depthOf, isProseFile, keyOf } from './line.ts'
import { Tally } from './tally.ts'
import { placeBelow, TextIndex } from './text-index.ts'

export interface ChangedLine {
  key: string
  place: number
  /** Line number in its own version, from 0. */
  at: number
  text: string
  /** Its number in the index of the new version; -1 for a line of the old one. */
  index: number
  /** True when the header that it stands below was not touched, so that it is the line that changed. */
  kept: boolean
}

export interface LineChanges {
  /** Lines of the new version that may be new. */
  added: readonly ChangedLine[]
  /** Lines of the old version that may be gone. */
  removed: readonly ChangedLine[]
  /** How many more of a line the new version has than the old one. */
  net: Tally
}

/**
 * Takes apart only what differs. Where that leaves the lines behind it below other headers than before, all of both
 * versions is taken apart.
 */
export function lineChanges(was: string, is: TextIndex, path: string): LineChanges {
  const before = was.split('\n', is.raw.length + 50_000)
  const parts = hunksOf(before, is.raw).map((hunk) => {
    const [first, next] = [firstFrom(is, hunk.from), firstFrom(is, hunk.to)]
    return { first, next, removed: linesBetween(before, hunk, is, path) }
  })
  if (parts.some(({ removed }) => removed === null)) {
    const old = new TextIndex(was, path)
    const all = (text: TextIndex) => linesOf(text, 0, text.keys.length, () => false)
    return counted(all(is), all(old))
  }
  const isAdded = (index: number) => parts.some(({ first, next }) => index >= first && index < next)
  const isKept = (index: number) => !isAdded(is.header(index))
  return counted(
    parts.flatMap(({ first, next }) => linesOf(is, first, next, isKept)),
    parts.flatMap(({ removed }) => removed ?? []),
  )
}

function counted(added: readonly ChangedLine[], removed: readonly ChangedLine[]): LineChanges {
  const net = new Tally()
  for (const { key, place } of added) net.add(key, place, 1)
  for (const { key, place } of removed) net.add(key, place, -1)
  return { added, removed, net }
}

function linesOf(text: TextIndex, first: number, next: number, isKept: (index: number) => boolean): ChangedLine[] {
  const lines: ChangedLine[] = []
  for (let index = first; index < next; index++)
    lines.push({
      key: text.keys[index] as string,
      place: text.place(index),
      at: text.at[index] as number,
      text: text.text(index),
      index,
      kept: isKept(index),
    })
  return lines
}

interface Header {
  depth: number
  place: number
  key: string
  /** True when it stands before the difference. */
  kept: boolean
}

/** The lines of weight in between; null when what follows them would stand below other headers than in the new version. */
function linesBetween(lines: readonly string[], hunk: Hunk, is: TextIndex, path: string): ChangedLine[] | null {
  const prose = isProseFile(path)
  const found: ChangedLine[] = []
  const open = prose ? [] : headersAt(is, hunk.from)
  for (let at = hunk.start; at < hunk.end; at++) {
    const line = lines[at] as string
    const key = keyOf(line, prose)
    if (key === '') continue
    const depth = prose ? 0 : depthOf(line)
    while ((open.at(-1)?.depth ?? -1) >= depth) open.pop()
    const header = open.at(-1)
    const place = header ? placeBelow(header.place, header.key) : 0
    const text = line.trim().slice(0, 300)
    found.push({ key, place, at, text, index: -1, kept: header?.kept ?? true })
    if (!prose) open.push({ depth, place, key, kept: false })
  }
  if (prose) return found
  const after = headersAt(is, hunk.to)
  const same = after.length === open.length && after.every((one, n) => isSame(one, open[n] as Header))
  return same || hunk.end === lines.length ? found : null
}

function isSame(a: Header, b: Header): boolean {
  return a.depth === b.depth && placeBelow(a.place, a.key) === placeBelow(b.place, b.key)
}

/** What a line at this number can stand below: the last line of weight before it, and the headers of that. */
function headersAt(is: TextIndex, line: number): Header[] {
  const headers: Header[] = []
  for (let index = firstFrom(is, line) - 1; index >= 0; index = is.header(index))
    headers.unshift({
      depth: depthOf(is.raw[is.at[index] as number] as string),
      place: is.place(index),
      key: is.keys[index] as string,
      kept: true,
    })
  return headers
}

/** The first line of weight at this line number or after it. */
function firstFrom(is: TextIndex, line: number): number {
  let low = 0
  let high = is.at.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((is.at[middle] as number) < line) low = middle + 1
    else high = middle
  }
  return low
}
