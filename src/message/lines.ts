/** One line of a message. */
export interface Line {
  /** 1-based in the message as stored. */
  number: number
  /** As stored, without its line end. */
  raw: string
  /** Without surrounding whitespace: empty for a blank line. */
  text: string
  /** Columns of leading whitespace, a tab counting four. */
  indent: number
  /** Stands in a fence, a quote, a quoted revert or below the scissors. */
  quoted: boolean
}

const BOM = 0xfeff
const TAB = 9
const SPACE = 32

/** Splits at line feeds only, as git does: a lone carriage return is text, one before the line feed belongs to it. */
export function readLines(text: string): Line[] {
  const source = text.charCodeAt(0) === BOM ? text.slice(1) : text
  const lines: Line[] = []
  for (const part of source.split('\n')) {
    const raw = part.endsWith('\r') ? part.slice(0, -1) : part
    lines.push({ number: lines.length + 1, raw, text: raw.trim(), indent: indentOf(raw), quoted: false })
  }
  return lines
}

function indentOf(raw: string): number {
  let columns = 0
  for (let at = 0; at < raw.length; at++) {
    const code = raw.charCodeAt(at)
    if (code === SPACE) columns += 1
    else if (code === TAB) columns += 4
    else break
  }
  return columns
}

/**
 * The line of `git commit -v` and `commit.cleanup=scissors` below which nothing belongs to the message
 * (wt-status.c, `cut_line`). The comment string in front is configurable and may be several characters long.
 */
const SCISSORS_END = '>8 ------------------------'
const SCISSORS = /^\S{1,16} -{24} >8 -{24}$/

/** Index of the scissors line, or the number of lines when there is none. */
export function scissorsIndex(lines: readonly Line[]): number {
  const found = lines.findIndex(
    ({ indent, text }) => indent === 0 && text.endsWith(SCISSORS_END) && SCISSORS.test(text),
  )
  return found < 0 ? lines.length : found
}
