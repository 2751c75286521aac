/** The splices that add a key to a map, or an item to a list. */
import { isMap, type Node, type Pair, type YAMLMap, type YAMLSeq } from 'yaml'
import { contentEnd, endOfBlock, pairEnd } from './extent.ts'
import type { Path } from './place.ts'
import { flowText, indented, itemLines, mapLines, type Value } from './render.ts'
import { scalarText } from './scalar.ts'
import type { Editing, Splice } from './splice.ts'
import { columnOf } from './style.ts'
import { spanOf } from './value.ts'

type Pairs = Pair<Node, Node | null>[]

/** A key goes behind the last one that comes before it in the schema, else in front; an unknown one to the end. */
export function insertPair(map: YAMLMap, path: Path, key: string, value: Value, editing: Editing): Splice {
  const { lines, style, order } = editing
  const pairs = map.items as Pairs
  const before = predecessor(pairs, key, order(path))
  if (map.flow) {
    const text = `${scalarText(key, true)}: ${flowText(value, [...path, key], order)}`
    return inFlow(before && pairEnd(before, lines), spanOf((pairs[0] as Pairs[0]).key).start, text, editing)
  }
  const column = columnOf(map as Node, lines)
  const [first, ...rest] = mapLines({ [key]: value }, path, order, style, column) as [string, ...string[]]
  const written = [first, ...indented(rest, column)]
  if (before) return behind(endOfBlock(pairEnd(before, lines), column, lines), ' '.repeat(column), written, editing)
  const { start } = spanOf((pairs[0] as Pairs[0]).key)
  return { start, end: start, text: `${written.join(style.eol)}${style.eol}${' '.repeat(column)}` }
}

/** An item goes behind the last one, in its style. */
export function insertItem(list: YAMLSeq, path: Path, value: Value, editing: Editing): Splice {
  const { lines, style, order } = editing
  const items = list.items as Node[]
  const last = items.at(-1) as Node
  const end = contentEnd(last, lines)
  const itemPath = [...path, items.length]
  if (list.flow) return inFlow(end, 0, flowText(value, itemPath, order), editing)
  const column = columnOf(list as Node, lines)
  const like = isMap(last) ? (last.flow ? 'flow' : 'block') : null
  const [first, ...rest] = itemLines(value, itemPath, order, style, column, like) as [string, ...string[]]
  const blank = apart(items, editing) ? style.eol : ''
  const splice = behind(endOfBlock(end, column, lines), ' '.repeat(column), [first, ...indented(rest, column)], editing)
  return { ...splice, text: `${blank}${splice.text}` }
}

function behind(at: number, indent: string, written: readonly string[], { style }: Editing): Splice {
  return { start: at, end: at, text: `${style.eol}${indent}${written.join(style.eol)}` }
}

/** Behind the entry that ends at `end`, or before the first one; on a line of its own where the entries are. */
function inFlow(end: number | null, first: number, text: string, { lines, style }: Editing): Splice {
  if (end === null) return { start: first, end: first, text: `${text}, ` }
  const lineStart = lines.startOfLine(end)
  const lineEnd = lines.endOfLine(end)
  const rest = /^(\s*,)?(\s*(?:\s#.*)?)$/.exec(lines.text.slice(end, lineEnd))
  const indent = /^\s*(?=[^\s[{])/.exec(lines.text.slice(lineStart, lineEnd))?.[0]
  if (!rest || !indent) return { start: end, end, text: `, ${text}` }
  return { start: end, end: lineEnd, text: `,${rest[2]}${style.eol}${indent}${text}${rest[1] ? ',' : ''}` }
}

/** Blank lines between the last two items: then one before the new one too. */
function apart(items: readonly Node[], { lines }: Editing): boolean {
  const [before, last] = items.slice(-2)
  if (!before || !last) return false
  return /\n[ \t]*\r?\n/.test(lines.text.slice(contentEnd(before, lines), spanOf(last).start))
}

function predecessor(pairs: Pairs, key: string, order: readonly string[]): Pairs[0] | null {
  const rank = order.indexOf(key)
  if (rank < 0) return pairs.at(-1) ?? null
  return (
    pairs.findLast((pair) => {
      const other = order.indexOf(String((pair.key as { value?: unknown }).value))
      return other >= 0 && other < rank
    }) ?? null
  )
}
