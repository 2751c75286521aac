/** The lines that differ between two versions of a text, and how often each was there before. */
import { depthOf, isProseFile, keyOf } from './line.ts'
import { placeBelow, TextIndex } from './text-index.ts'

export interface ChangedLine {
  key: string
  place: number
  /** Line number in its own version, from 0. */
  at: number
  text: string
}

export interface LineChanges {
  /** Lines of the new version that may be new, by their number in its index. */
  added: readonly number[]
  /** Lines of the old version that may be gone. */
  removed: readonly ChangedLine[]
  /** The old version: as `TextIndex`. */
  count(key: string): number
  countBelow(place: number, key: string): number
  hasPlace(place: number): boolean
}

/**
 * Takes apart only what lies between the first and the last difference; the rest of the old version is told from the new
 * one. Where a header above the rest was changed, all of the old version is taken apart.
 */
export function lineChanges(was: string, is: TextIndex, path: string): LineChanges {
  const before = was.split('\n', is.raw.length + 50_000)
  const { start, end } = difference(before, is.raw)
  const removed = linesBetween(before, start, before.length - end, is, path)
  const added: number[] = []
  const next = firstFrom(is, is.raw.length - end)
  for (let index = firstFrom(is, start); index < next; index++) added.push(index)
  if (removed === null) return wholly(new TextIndex(was, path), is)
  const [less, more] = [new Map<string, number>(), new Map<string, number>()]
  const places = new Map<number, number>()
  const add = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1)
  for (const index of added) {
    const [key, place] = [is.keys[index] as string, is.places[index] as number]
    add(less, key)
    add(less, `${place} ${key}`)
    places.set(place, (places.get(place) ?? 0) - 1)
  }
  for (const { key, place } of removed) {
    add(more, key)
    add(more, `${place} ${key}`)
    places.set(place, (places.get(place) ?? 0) + 1)
  }
  const shift = (key: string) => (more.get(key) ?? 0) - (less.get(key) ?? 0)
  return {
    added,
    removed,
    count: (key) => is.count(key) + shift(key),
    countBelow: (place, key) => is.countBelow(place, key) + shift(`${place} ${key}`),
    hasPlace: (place) => is.countAt(place) + (places.get(place) ?? 0) > 0,
  }
}

function wholly(was: TextIndex, is: TextIndex): LineChanges {
  return {
    added: is.keys.map((_, index) => index),
    removed: was.keys.map((key, index) => ({
      key,
      place: was.places[index] as number,
      at: was.at[index] as number,
      text: was.text(index),
    })),
    count: (key) => was.count(key),
    countBelow: (place, key) => was.countBelow(place, key),
    hasPlace: (place) => was.hasPlace(place),
  }
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
    found.push({ key, place, at, text: line.trim().slice(0, 300) })
    if (!prose) open.push({ depth, place, key })
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
  for (let index = firstFrom(is, line) - 1; index >= 0; index = is.headers[index] as number)
    headers.unshift({
      depth: depthOf(is.raw[is.at[index] as number] as string),
      place: is.places[index] as number,
      key: is.keys[index] as string,
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
