import type { Line } from './lines.ts'
import { isListItem } from './list-marker.ts'

/** Marks what only shows text without saying it. `cut` is the scissors line. */
export function markQuoted(lines: readonly Line[], from: number, cut: number, takesBack: boolean): void {
  for (let at = cut; at < lines.length; at++) (lines[at] as Line).quoted = true
  markFences(lines, from, cut)
  for (let at = from; at < cut; at++) {
    const line = lines[at] as Line
    if (line.text.startsWith('>')) line.quoted = true
  }
  if (takesBack) markQuotedRevert(lines, from, cut)
}

const FENCE = /^(?:`{3,}|~{3,})/

/** Fenced blocks at any indent, for squash bodies are indented. A fence that nobody closes is text, or a slip would
 * silence the trailers at the end of the message. */
function markFences(lines: readonly Line[], from: number, cut: number): void {
  let open: { at: number; fence: string } | null = null
  for (let at = from; at < cut; at++) {
    const { text } = lines[at] as Line
    const fence = FENCE.exec(text)?.[0]
    if (fence === undefined) continue
    if (open === null) {
      // "```x``` is set": inline code at the start of a sentence opens nothing (CommonMark 4.5).
      if (fence.startsWith('~') || !text.includes('`', fence.length)) open = { at, fence }
    } else if (text === fence && fence.startsWith(open.fence)) {
      for (let inside = open.at; inside <= at; inside++) (lines[inside] as Line).quoted = true
      open = null
    }
  }
}

const ORIGINAL_FOLLOWS = /^(?:original|reverted)\b[^:]{0,60}:$/i

/** In a commit that takes another one back, an indented block or what follows `Original commit message:` is the
 * other commit's text. */
function markQuotedRevert(lines: readonly Line[], from: number, cut: number): void {
  let afterBlank = true
  let inBlock = false
  let inList = false
  for (let at = from; at < cut; at++) {
    const line = lines[at] as Line
    if (line.text === '') {
      afterBlank = true
      continue
    }
    if (ORIGINAL_FOLLOWS.test(line.text) && quoteRest(lines, at + 1, cut)) return
    if (line.indent < 4) inBlock = false
    else if (afterBlank && !inList) inBlock = true
    if (inBlock) line.quoted = true
    if (isListItem(line.text)) inList = true
    else if (line.indent === 0) inList = false
    afterBlank = false
  }
}

/** Quotes the rest, unless it is quoted by `>` already: then what stands after the quote is the author's own. */
function quoteRest(lines: readonly Line[], from: number, cut: number): boolean {
  let first = from
  while (first < cut && lines[first]?.text === '') first++
  if (lines[first]?.text.startsWith('>')) return false
  for (let at = first; at < cut; at++) (lines[at] as Line).quoted = true
  return true
}
