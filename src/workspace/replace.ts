/** The splice that puts a value in the place of another one. */
import { isScalar, type Node } from 'yaml'
import { contentEnd, isBlockCollection, isBlockScalar, isEmpty } from './extent.ts'
import { blockValue, flowText, indented, isCollection, itemLines, type Rendered, type Value } from './render.ts'
import { fitsBlock, type Quote, scalarText } from './scalar.ts'
import type { Editing, Splice, Spot } from './splice.ts'
import { spanOf } from './value.ts'

/** Null when an anchor or a tag stands where the new value has to begin. */
export function replaceValue(spot: Spot, value: Value, editing: Editing): Splice | null {
  const { node, mark } = spot
  const { lines } = editing
  if (spot.flow || !node) return inFlow(spot, value, editing)
  const { head, below } = rendered(spot, value, editing)
  const first = isEmpty(node) ? mark : spanOf(node).start
  const last = isEmpty(node) ? mark : contentEnd(node, lines)
  const block = isBlockCollection(node)
  if (isDecorated(node) && (block || isBlockScalar(node) || isEmpty(node) || below.length > 0)) return null
  // A map behind its hyphen begins on the hyphen's line; one behind a key begins below, past the key's own comment.
  if (block && spot.item)
    return { start: first, end: lines.endOfLine(last), text: joined({ head, below }, '', editing) }
  const keyComment = commentOf(lines.text.slice(mark, lines.endOfLine(mark)))
  if (block)
    return { start: mark, end: lines.endOfLine(last), text: spaced(joined({ head, below }, keyComment, editing)) }
  if (isBlockScalar(node)) {
    const header = commentOf(lines.text.slice(first, lines.endOfLine(first)))
    return { start: mark, end: last, text: spaced(joined({ head, below }, header, editing)) }
  }
  if (below.length === 0) return { start: first, end: last, text: first === mark ? ` ${head}` : head }
  const end = lines.endOfLine(last)
  const tail = commentOf(lines.text.slice(last, end))
  return { start: mark, end, text: spaced(joined({ head, below }, tail, editing)) }
}

function inFlow({ node, mark, path }: Spot, value: Value, { order, lines }: Editing): Splice {
  const text =
    typeof value === 'string' ? scalarText(value, true, quoteOf(node, lines.text)) : flowText(value, path, order)
  if (!node) return { start: mark, end: mark, text: `: ${text}` }
  const { start, end } = spanOf(node)
  if (start === end) return { start: mark, end: mark, text: ` ${text}` }
  return { start, end, text }
}

function rendered({ node, path, item, column }: Spot, value: Value, { order, style, lines }: Editing): Rendered {
  if (typeof value === 'string' && !fitsBlock(value))
    return { head: scalarText(value, false, quoteOf(node, lines.text)), below: [] }
  if (item && isCollection(value)) {
    const [head, ...below] = itemLines(value, path, order, style, column) as [string, ...string[]]
    return { head: head.slice(2), below: indented(below, column) }
  }
  const { head, below } = blockValue(value, path, order, style, column)
  return { head, below: indented(below, column) }
}

function joined({ head, below }: Rendered, comment: string, { style }: Editing): string {
  return [`${head}${comment && `${head && ' '}${comment}`}`, ...below].join(style.eol)
}

/** A space behind the colon, unless the value begins on the next line. */
function spaced(text: string): string {
  return /^\r?\n/.test(text) ? text : ` ${text}`
}

/** The comment at the end of a line's rest, which holds nothing of a value but a block scalar's header. */
function commentOf(rest: string): string {
  return /(?:^|\s)(#.*)$/.exec(rest)?.[1] ?? ''
}

function quoteOf(node: Node | null, text: string): Quote {
  if (!isScalar(node)) return null
  const first = text[spanOf(node).start]
  return node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE' ? (first as Quote) : null
}

function isDecorated(node: Node): boolean {
  return ('anchor' in node && node.anchor !== undefined) || node.tag !== undefined
}
