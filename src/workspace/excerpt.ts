/** The source line with carets under a place, as docs/cli.md shows it. Nothing in it can move the reader's cursor. */
import type { Lines, Span } from './lines.ts'

/** Cells of a source line that are shown; a longer one is cut around the place. */
const widest = 100

/** Control and bidirectional characters: a terminal would obey them (CVE-2021-42574), so they are shown as `\u{202e}`. */
const unsafe = /[\p{Cc}\p{Zl}\p{Zp}\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\p{Cs}]/u

/** Characters that take two cells in a terminal: the wide blocks of Unicode's EastAsianWidth and emoji. */
const wide =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uA960-\uA97C\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|\p{Emoji_Presentation}|[\u{20000}-\u{3FFFD}]/u

interface Cell {
  shown: string
  width: number
  /** Offset in the text. */
  at: number
}

/** Two lines of text: the number and the source line that holds `span.start`, then the carets. */
export function excerpt(lines: Lines, span: Span): string {
  const { line } = lines.placeOf(span.start)
  const whole = lines.spanOf(line)
  // Far more than is shown; a megabyte on one line would be measured for each of its findings.
  const start = Math.max(whole.start, span.start - 1000)
  const all = cells(lines.text.slice(start, Math.min(whole.end, span.start + 1000)), start)
  const marked = (cell: Cell) => cell.at >= span.start && cell.at < Math.max(span.end, span.start + 1)
  const first = all.findIndex(marked)
  const { from, to } = window(all, first < 0 ? all.length : first)
  const shown = all.slice(from, to)
  const lead = from > 0 ? '…' : ''
  const before = shown.filter((cell) => cell.at < span.start)
  const under = shown.filter(marked)
  const number = String(line)
  const source = `${lead}${shown.map((cell) => cell.shown).join('')}${to < all.length ? '…' : ''}`
  const indent = ' '.repeat(lead.length + widthOf(before))
  const carets = '^'.repeat(Math.max(1, widthOf(under)))
  return `    ${number} | ${source}\n    ${' '.repeat(number.length)} | ${indent}${carets}`.replace(/ +$/gm, '')
}

/** A text as it can be shown on one line: unsafe characters escaped. */
export function visible(text: string): string {
  return cells(text, 0)
    .map((cell) => cell.shown)
    .join('')
}

function cells(text: string, start: number): Cell[] {
  let at = start
  return Array.from(text, (character) => {
    const cell = { at, ...shape(character) }
    at += character.length
    return cell
  })
}

function shape(character: string): { shown: string; width: number } {
  if (character === '\t') return { shown: '  ', width: 2 }
  if (unsafe.test(character)) {
    const shown = `\\u{${(character.codePointAt(0) as number).toString(16)}}`
    return { shown, width: shown.length }
  }
  if (/[\p{Mn}\p{Me}]/u.test(character)) return { shown: character, width: 0 }
  return { shown: character, width: wide.test(character) ? 2 : 1 }
}

/** The part of a long line that is shown: a third of it before the place, the rest behind. */
function window(all: Cell[], first: number): { from: number; to: number } {
  if (widthOf(all) <= widest) return { from: 0, to: all.length }
  let from = first
  for (let room = widest / 3; from > 0 && room > 0; from--) room -= (all[from - 1] as Cell).width
  let to = from
  for (let room = widest; to < all.length && room > 0; to++) room -= (all[to] as Cell).width
  return { from, to }
}

function widthOf(all: Cell[]): number {
  return all.reduce((sum, cell) => sum + cell.width, 0)
}
