/** The lines that differ between two versions of a text. */
import { depthOf, isProseFile, keyOf } from './line.ts'
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
  /** How many more of a line the new version has than the old one, below these headers or, for null, anywhere. */
  net(place: number | null, key: string): number
}

/**
 * Takes apart only what lies between the first and the last difference. Where a header above the rest was changed, all of
 * both versions is taken apart.
 */
export function lineChanges(was: string, is: TextIndex, path: string): LineChanges {
  const before = was.split('\n', is.raw.length + 50_000)
  const { start, end } = difference(before, is.raw)
  const between = linesBetween(before, start, before.length - end, is, path)
  const first = between ? firstFrom(is, start) : 0
  const next = between ? firstFrom(is, is.raw.length - end) : is.keys.length
  const added = linesOf(is, first, next, (index) => between !== null && is.header(index) < first)
  const old = between ? null : new TextIndex(was, path)
  const removed = between ?? (old ? linesOf(old, 0, old.keys.length, () => false) : [])
  const counts = new Map<string, number>()
  const add = (place: number, key: string, by: number) => {
    for (const name of [`null ${key}`, `${place} ${key}`]) counts.set(name, (counts.get(name) ?? 0) + by)
  }
  for (const { key, place } of added) add(place, key, 1)
  for (const { key, place } of removed) add(place, key, -1)
  return {
    added,
    removed,
    net: (place, key) => counts.get(`${place} ${key}`) ?? 0,
  }
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

/** Lines that are the same at the start, and at the end. */
function difference(a: readonly string[], b: readonly string[]): { start: number; end: number } {
  const least = Math.min(a.length, b.length)
  let start = 0
  while (start < least && a[start] === b[start]) start++
  let end = 0
  while (end < least - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++
  return { start, end }
}

interface Header {
  depth: number
  place: number
  key: string
  /** True when it stands before the first difference. */
  kept: boolean
}

/** The lines of weight in between; null when what follows them would stand below other headers than in the new version. */
function linesBetween(
  lines: readonly string[],
  start: number,
  end: number,
  is: TextIndex,
  path: string,
): ChangedLine[] | null {
  const prose = isProseFile(path)
  const found: ChangedLine[] = []
  const open = prose ? [] : headersAt(is, start)
  for (let at = start; at < end; at++) {
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
  const after = headersAt(is, is.raw.length - (lines.length - end))
  const same = after.length === open.length && after.every((one, n) => isSame(one, open[n] as Header))
  return same || end === lines.length ? found : null
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
