/** How a YAML text is written: what an edit has to look like. */
import { isMap, isScalar, isSeq, type Node, type Pair } from 'yaml'
import type { Lines } from './lines.ts'
import { spanOf } from './value.ts'

export interface Style {
  /** The line end that most lines have. */
  eol: '\n' | '\r\n'
  /** Spaces per level. */
  step: number
  /** Spaces of a list's hyphens below their key: 0 or a step. */
  listStep: number
}

/** Of a new text. */
export const plainStyle: Style = { eol: '\n', step: 2, listStep: 2 }

export function styleOf(contents: Node | null, lines: Lines): Style {
  const { text } = lines
  const returns = text.split('\r\n').length - 1
  const eol = returns * 2 > text.split('\n').length - 1 ? '\r\n' : '\n'
  const seen = { step: 0, listStep: -1 }
  look(contents, lines, seen)
  const step = seen.step || 2
  return { eol, step, listStep: seen.listStep < 0 ? step : seen.listStep }
}

/** Column of a block collection's first key or hyphen, from 0. */
export function columnOf(node: Node, lines: Lines): number {
  return lines.placeOf(spanOf(node).start).column - 1
}

/** The first nested map and the first list below a key say how the rest is indented. */
function look(node: Node | null, lines: Lines, seen: { step: number; listStep: number }): void {
  if (isSeq(node)) for (const item of node.items) look(item as Node, lines, seen)
  if (!isMap(node) || node.flow) return
  const column = columnOf(node, lines)
  for (const { value } of node.items as Pair<Node, Node | null>[]) {
    if (value === null || isScalar(value) || !('flow' in value || isMap(value) || isSeq(value))) continue
    if (isMap(value) && !value.flow && value.items.length > 0 && seen.step === 0)
      seen.step = Math.max(0, columnOf(value, lines) - column)
    if (isSeq(value) && !value.flow && value.items.length > 0 && seen.listStep < 0)
      seen.listStep = Math.max(0, columnOf(value, lines) - column)
    look(value, lines, seen)
  }
}
