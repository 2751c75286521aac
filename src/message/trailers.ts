import { readCauses } from './causes.ts'
import type { Trailer } from './facts.ts'
import { type Block, isFolded, separatorIndex } from './git-trailers.ts'
import type { Line } from './lines.ts'
import { isListItem } from './list-marker.ts'
import type { KeyMeaning, Words } from './options.ts'
import { isPersonKey, readAddress } from './person.ts'
import { readReferences } from './reference.ts'

/** The trailers found, and which lines they take (by index): those are read no second time as prose or list items. */
export interface FoundTrailers {
  trailers: Trailer[]
  taken: Uint8Array
}

export function findTrailers(lines: readonly Line[], block: Block | null, from: number, words: Words): FoundTrailers {
  const found: FoundTrailers = { trailers: [], taken: new Uint8Array(lines.length) }
  if (block !== null) takeBlock(lines, block, found)
  for (let at = from; at < lines.length; at++) {
    if (found.taken[at] === 0) takeElsewhere(lines, at, words, found)
  }
  found.trailers.sort((a, b) => a.line - b.line)
  return found
}

/** Reads the block as git does: any key counts, folded lines are joined by one space. */
function takeBlock(lines: readonly Line[], block: Block, found: FoundTrailers): void {
  for (let at = block.start; at < block.end; at++) {
    const line = lines[at] as Line
    const separator = line.raw.startsWith('#') ? -1 : separatorIndex(line.raw)
    if (separator < 0) continue
    const parts = [line.raw.slice(separator + 1).trim()]
    found.taken[at] = 1
    while (at + 1 < block.end && isFolded((lines[at + 1] as Line).raw)) {
      at++
      parts.push((lines[at] as Line).text)
      found.taken[at] = 1
    }
    found.trailers.push({
      key: line.raw.slice(0, separator).trimEnd(),
      value: parts.join(' ').trim(),
      grade: line.quoted ? 'quoted' : 'canonical',
      line: line.number,
    })
  }
}

/** No key is longer: looking further for a colon would read each line of prose to its end. */
const LONGEST_KEY = 64

/** Indent, list markers and quote marks. */
const LEADS = '>*+-• \t'

interface Keyed {
  key: string
  value: string
}

/** `Key: value` behind any indent, list marker or `>`. */
function readKeyed({ text }: Line): Keyed | null {
  let start = 0
  while (start < text.length && start < 16 && LEADS.includes(text[start] as string)) start++
  const colon = separatorIndex(text, start, Math.min(text.length, start + LONGEST_KEY))
  if (colon < 0) return null
  return { key: text.slice(start, colon).trimEnd(), value: text.slice(colon + 1).trim() }
}

/** A trailer anywhere else counts only for our own keys and people, and only when its value reads as one. */
function takeElsewhere(lines: readonly Line[], at: number, words: Words, found: FoundTrailers): void {
  const line = lines[at] as Line
  if (line.text === '') return
  const keyed = readKeyed(line)
  if (keyed === null) return
  const meaning = words.keys.get(keyed.key.toLowerCase())
  const grade = line.quoted ? 'quoted' : 'recovered'
  if (meaning === undefined) {
    if (line.quoted || !isPersonKey(keyed.key) || readAddress(keyed.value) === null) return
    found.taken[at] = 1
    found.trailers.push({ ...keyed, grade, line: line.number })
    return
  }
  const end = foldedEnd(lines, at, words)
  const whole = [keyed.value, ...lines.slice(at + 1, end).map((next) => next.text)].join(' ').trim()
  // Text that happens to be indented deeper is no part of the value when only the first line reads.
  const value = reads(whole, meaning) ? whole : reads(keyed.value, meaning) ? keyed.value : null
  if (value === null) return
  found.taken.fill(1, at, value === whole ? end : at + 1)
  found.trailers.push({ key: keyed.key, value, grade, line: line.number })
}

/** Most lines a folded value has outside git's own trailers; more is a text, and reading it again would cost twice. */
const LONGEST_FOLD = 16

function foldedEnd(lines: readonly Line[], at: number, words: Words): number {
  const { indent, quoted } = lines[at] as Line
  let end = at + 1
  for (; end < lines.length && end - at <= LONGEST_FOLD; end++) {
    const next = lines[end] as Line
    if (next.text === '' || next.indent <= indent || next.quoted !== quoted || isListItem(next.text)) break
    const keyed = readKeyed(next)
    if (keyed !== null && words.keys.has(keyed.key.toLowerCase())) break
  }
  return end
}

function reads(value: string, meaning: KeyMeaning): boolean {
  return meaning === 'cause' ? readCauses(value) !== null : readReferences(value, false) !== null
}
