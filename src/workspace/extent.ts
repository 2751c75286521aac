/** Where the text of a node ends, as far as an edit is concerned. */
import { isAlias, isMap, isScalar, isSeq, type Node, type Pair } from 'yaml'
import type { Lines } from './lines.ts'
import { spanOf } from './value.ts'

/** End of the last text of a node, before the line end of a block scalar; comments behind or below do not count. */
export function contentEnd(node: Node, lines: Lines): number {
  const { start, end } = spanOf(node)
  if (isBlockCollection(node)) {
    const last = node.items.at(-1)
    if (last) return isMap(node) ? pairEnd(last as Pair<Node, Node | null>, lines) : contentEnd(last as Node, lines)
  }
  if (!isBlockScalar(node) || end === start || lines.text[end - 1] !== '\n') return end
  return lines.text[end - 2] === '\r' ? end - 2 : end - 1
}

export function pairEnd({ key, value }: Pair<Node, Node | null>, lines: Lines): number {
  return contentEnd(value ?? key, lines)
}

/**
 * Where a line can be put behind a block of text: after its last line and the comments that stand deeper than
 * `column`, because those belong to it.
 */
export function endOfBlock(end: number, column: number, lines: Lines): number {
  let position = lines.endOfLine(end)
  for (;;) {
    const { line } = lines.placeOf(position)
    const next = lines.spanOf(line + 1)
    const comment = /^( *)#/.exec(lines.text.slice(next.start, next.end))
    if (next.start <= position || !comment || (comment[1] as string).length <= column) return position
    position = next.end
  }
}

export function isBlockCollection(node: Node | null): node is Extract<Node, { items: unknown[] }> {
  return (isMap(node) || isSeq(node)) && !node.flow && node.items.length > 0
}

export function isBlockScalar(node: Node | null): boolean {
  return isScalar(node) && (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED')
}

/** Nothing is written: an absent value, or an empty one. */
export function isEmpty(node: Node | null): boolean {
  return node === null || (!isAlias(node) && spanOf(node).start === spanOf(node).end)
}
