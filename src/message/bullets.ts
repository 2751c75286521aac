import { readBulletKey } from './bullet-key.ts'
import type { Bullet } from './facts.ts'
import type { Line } from './lines.ts'
import { markerLength } from './list-marker.ts'

/** A bullet with what a close-out block needs to know of it. */
export interface ListItem extends Bullet {
  /** The whole text, key included. */
  whole: string
  /** Which list of the message it belongs to, counted from 1. */
  list: number
}

interface Level {
  indent: number
  heading: string | null
}

interface Draft {
  parts: string[]
  heading: string | null
  depth: number
  line: number
  list: number
  indent: number
}

/** Reads the lists of the message from `lines[from]` on. Quoted lines and lines taken as trailers are no list text. */
export function readBullets(lines: readonly Line[], from: number, taken: Uint8Array): ListItem[] {
  const drafts: Draft[] = []
  let levels: Level[] = []
  let list = 0
  /** The item whose wrapped lines may follow. */
  let open: Draft | null = null
  /** The last line that is no list text, a heading if it ends in a colon. */
  let above: Line | null = null
  let blanks = 0
  for (let at = from; at < lines.length; at++) {
    const line = lines[at] as Line
    if (line.text === '') {
      blanks++
      open = null
      continue
    }
    if (line.quoted || taken[at] === 1) {
      open = null
      above = null
      blanks = 0
      continue
    }
    const marker = goesOn(line, above, blanks) ? 0 : markerLength(line.text)
    if (marker > 0) {
      while (levels.length > 0 && (levels.at(-1) as Level).indent > line.indent) levels.pop()
      const same = levels.at(-1)?.indent === line.indent ? levels.pop() : levels.at(-1)
      if (same === undefined) list++
      const heading = (blanks <= 1 ? headingOf(lines, above) : null) ?? same?.heading ?? null
      levels.push({ indent: line.indent, heading })
      const depth = levels.length - 1
      open = { parts: [line.text.slice(marker)], heading, depth, line: line.number, list, indent: line.indent }
      drafts.push(open)
      above = null
    } else if (open !== null && line.indent > open.indent) open.parts.push(line.text)
    else {
      open = null
      above = line
      if (levels.length > 0 && line.indent <= (levels[0] as Level).indent) levels = []
    }
    blanks = 0
  }
  return drafts.map(finish)
}

/** `(35 critical` and below it `+ 7 from earlier)`: a plus inside a wrapped paragraph adds, it begins no list. */
function goesOn(line: Line, above: Line | null, blanks: number): boolean {
  return above !== null && blanks === 0 && line.text.startsWith('+ ') && !/:(?:\*\*)?$/.test(above.text)
}

function finish({ parts, heading, depth, line, list }: Draft): ListItem {
  const whole = parts.join(' ')
  const { key, text } = readBulletKey(whole)
  return { key, text, heading, depth, line, whole, list }
}

/** `Hardening (all root causes):` without its colon, `#` or `**`; only its own sentence of a longer paragraph. */
function headingOf(lines: readonly Line[], above: Line | null): string | null {
  if (above === null) return null
  const marked = /^#{1,6}\s/.test(above.text)
  if (!marked && !/:(?:\*\*)?$/.test(above.text)) return null
  const bare = (marked ? above.text : lastSentence(lines, above))
    .replace(/:(?:\*\*)?$/, '')
    .replace(/^(?:#{1,6}\s|\*\*)/, '')
    .replace(/\*\*$/, '')
    .trim()
  return bare === '' ? null : bare
}

/** Most lines that a heading is wrapped over. */
const LONGEST_HEADING = 3

/** A wrapped paragraph may lead to its list: `… fell over. The fix in` and below it `three parts:`. */
function lastSentence(lines: readonly Line[], above: Line): string {
  let text = above.text
  for (let back = 2; back <= LONGEST_HEADING && !/[.!?] /.test(text); back++) {
    const line = lines[above.number - back]
    if (line === undefined || line.text === '' || line.quoted || markerLength(line.text) > 0) break
    if (/[.!?:]$/.test(line.text)) break
    text = `${line.text} ${text}`
  }
  const end = Math.max(text.lastIndexOf('. '), text.lastIndexOf('! '), text.lastIndexOf('? '))
  return text.slice(end < 0 ? 0 : end + 2)
}
