/** Plain values → lines of YAML, in the shape that a person would give them. */
import type { Path } from './place.ts'
import { blockLines, fitsBlock, scalarText } from './scalar.ts'
import type { Style } from './style.ts'

/** What a record holds. */
export type Value = string | boolean | null | readonly Value[] | { readonly [key: string]: Value }

/** The order of the keys below a path; keys that it does not name come last, as given. */
export type Order = (path: Path) => readonly string[]

/** Longest line on which a map is written as `{ … }`. */
export const widest = 120

/** The parts of a value in flow style, on one line. */
export function flowText(value: Value, path: Path, order: Order): string {
  if (typeof value === 'string') return scalarText(value, true)
  if (value === null || typeof value === 'boolean') return String(value)
  if (isList(value)) return `[${value.map((item, at) => flowText(item, [...path, at], order)).join(', ')}]`
  const pairs = entries(value, path, order).map(
    ([key, inner]) => `${scalarText(key, true)}: ${flowText(inner, [...path, key], order)}`,
  )
  return pairs.length === 0 ? '{}' : `{ ${pairs.join(', ')} }`
}

/** A value behind `key:` or `-`: what follows on that line, and the lines below it, indented from that line's column. */
export interface Rendered {
  head: string
  below: string[]
}

/** `column` is where the parent's line begins (its key or hyphen), so that flow values are kept within a line. */
export function blockValue(value: Value, path: Path, order: Order, style: Style, column: number): Rendered {
  if (typeof value === 'string') {
    if (!fitsBlock(value)) return { head: scalarText(value, false), below: [] }
    const [head, ...lines] = blockLines(value) as [string, ...string[]]
    return { head, below: indented(lines, style.step) }
  }
  if (value === null || typeof value === 'boolean' || size(value) === 0)
    return { head: flowText(value, path, order), below: [] }
  if (!isList(value))
    return { head: '', below: indented(mapLines(value, path, order, style, column + style.step), style.step) }
  const flow = value.every((item) => !isCollection(item)) ? flowText(value, path, order) : null
  if (flow !== null && column + lastKey(path).length + flow.length + 2 <= widest) return { head: flow, below: [] }
  const lines = value.flatMap((item, at) => itemLines(item, [...path, at], order, style, column + style.listStep))
  return { head: '', below: indented(lines, style.listStep) }
}

/** The lines of a block map, from column 0. */
export function mapLines(
  value: { readonly [key: string]: Value },
  path: Path,
  order: Order,
  style: Style,
  column: number,
): string[] {
  return entries(value, path, order).flatMap(([key, inner]) => {
    const { head, below } = blockValue(inner, [...path, key], order, style, column)
    return [`${scalarText(key, false)}:${head && ` ${head}`}`, ...below]
  })
}

/** The lines of a list's item with its hyphen, from column 0. Maps without an id go on one line when they fit. */
export function itemLines(
  value: Value,
  path: Path,
  order: Order,
  style: Style,
  column: number,
  like: 'flow' | 'block' | null = null,
): string[] {
  if (!isCollection(value) || size(value) === 0 || isList(value)) {
    if (isList(value)) return [`- ${flowText(value, path, order)}`]
    const { head, below } = blockValue(value, path, order, style, column)
    return [`- ${head}`, ...below]
  }
  const flow = flowText(value, path, order)
  const short = like === 'flow' || (like === null && !('id' in value) && !Object.values(value).some(isMultiline))
  if (short && column + 2 + flow.length <= widest) return [`- ${flow}`]
  const [first, ...rest] = mapLines(value, path, order, style, column + 2) as [string, ...string[]]
  return [`- ${first}`, ...indented(rest, 2)]
}

export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value)
}

export function isCollection(value: Value): value is readonly Value[] | { readonly [key: string]: Value } {
  return typeof value === 'object' && value !== null
}

export function indented(lines: readonly string[], spaces: number): string[] {
  return lines.map((line) => (line === '' ? '' : `${' '.repeat(spaces)}${line}`))
}

function entries(value: { readonly [key: string]: Value }, path: Path, order: Order): [string, Value][] {
  const wanted = order(path)
  const rank = (key: string) => (wanted.includes(key) ? wanted.indexOf(key) : wanted.length)
  return Object.entries(value).sort(([a], [b]) => rank(a) - rank(b))
}

function isMultiline(value: Value): boolean {
  return typeof value === 'string' ? value.includes('\n') : isList(value) && value.some(isCollection)
}

function size(value: readonly Value[] | { readonly [key: string]: Value }): number {
  return Object.keys(value).length
}

function lastKey(path: Path): string {
  return String(path.at(-1) ?? '')
}
