/**
 * Edits of a record's text. Only the span that was asked for changes: comments, order, quotes, blank lines and line
 * ends stay. Each result is read again; one that does not mean just the edit is never returned.
 */
import { isMap, isScalar, isSeq, type Node, type Pair, type YAMLSeq } from 'yaml'
import { same, withValue } from './expected.ts'
import { contentEnd, isEmpty } from './extent.ts'
import { insertItem, insertPair } from './insert.ts'
import { spoken, valueAt } from './issues.ts'
import { recordOrder } from './keys.ts'
import type { Lines } from './lines.ts'
import { nodeAt, type Path, pairOf, spanAt } from './place.ts'
import { mapLines, type Order, type Value } from './render.ts'
import { replaceValue } from './replace.ts'
import { type Editing, type Splice, type Spot, spliced, wrapped } from './splice.ts'
import { columnOf, styleOf } from './style.ts'
import { spanOf } from './value.ts'
import { readYaml, type YamlText } from './yaml.ts'

export interface EditOptions {
  /** Named by EditRefused. */
  file?: string
  /** Where new keys go; the record's schema by default. */
  order?: Order
}

/** The text is broken, or written in a way (anchors, tags, complex keys) that an edit could damage. Nothing changed. */
export class EditRefused extends Error {
  override readonly name = 'EditRefused'
  readonly file: string
  readonly line: number
  readonly column: number
  /** What to do by hand. */
  readonly next: string

  constructor(file: string, place: { line: number; column: number }, why: string, next: string) {
    super(`${file}:${place.line}:${place.column}: ${why}`)
    this.file = file
    this.line = place.line
    this.column = place.column
    this.next = next
  }
}

/** The text with the value at a path; missing keys on the way are made. Throws EditRefused. */
export function setValue(text: string, path: Path, value: Value, options: EditOptions = {}): string {
  const yaml = readable(text, options)
  const expected = withValue(yaml.value, path, value)
  if (path.length === 0 || expected === undefined) throw refusal(yaml, path, value)
  if (same(valueAt(yaml.value, path), value)) return text
  const splice = setSplice(yaml, path, value, options)
  return verified(yaml, splice, expected, path, value)
}

/** The text with one more item at the end of the list at a path; a missing or empty list is made. Throws EditRefused. */
export function appendItem(text: string, path: Path, value: Value, options: EditOptions = {}): string {
  const list = valueAt(readable(text, options).value, path) ?? []
  if (!Array.isArray(list)) throw refusal(readable(text, options), path, [value])
  return list.length === 0
    ? setValue(text, path, [value], options)
    : setValue(text, [...path, list.length], value, options)
}

function readable(text: string, { file = 'the record' }: EditOptions): YamlText {
  const yaml = readYaml(text, file)
  const [problem] = yaml.problems
  if (!problem) return yaml
  const place = { line: problem.line ?? 1, column: problem.column ?? 1 }
  throw new EditRefused(file, place, problem.message, problem.next ?? 'Repair the file first')
}

function setSplice(yaml: YamlText, path: Path, value: Value, { order = recordOrder }: EditOptions): Splice | null {
  const { text, lines } = yaml.source
  const root = yaml.document?.contents ?? null
  const editing: Editing = { lines, style: styleOf(root, lines), order }
  if (root === null || isEmpty(root)) {
    const written = mapLines(wrapped(path, value) as { [key: string]: Value }, [], order, editing.style, 0)
    const { eol } = editing.style
    return {
      start: text.length,
      end: text.length,
      text: `${/(^|\n)\uFEFF?$/.test(text) ? '' : eol}${written.join(eol)}${eol}`,
    }
  }
  let spot: Spot = { path: [], node: root, mark: 0, column: 0, flow: false, item: false }
  for (const [depth, name] of path.entries()) {
    const { node } = spot
    const rest = path.slice(depth + 1)
    if (nothingIn(node, lines.text)) return replaceValue(spot, wrapped(path.slice(depth), value), editing)
    if (isSeq(node) && name === node.items.length) return insertItem(node, spot.path, wrapped(rest, value), editing)
    if (isMap(node) && !pairOf(node, String(name)))
      return insertPair(node, spot.path, String(name), wrapped(rest, value), editing)
    const inner = step(spot, name, editing)
    if (!inner) return null
    spot = inner
  }
  return replaceValue(spot, value, editing)
}

/** Null, or an empty list or map without a comment in it. */
function nothingIn(node: Node | null, text: string): boolean {
  if (node === null || (isScalar(node) && node.value === null)) return true
  const { start, end } = spanOf(node)
  return (isMap(node) || isSeq(node)) && /^(?:\[\s*\]|\{\s*\})$/.test(text.slice(start, end))
}

function step({ node, path, flow }: Spot, name: string | number, { lines }: Editing): Spot | null {
  const inner = { path: [...path, name], flow: flow || ((isMap(node) || isSeq(node)) && node.flow === true) }
  if (isSeq(node) && typeof name === 'number') {
    const item = (node.items as Node[])[name]
    if (!item) return null
    const column = columnOf(node as Node, lines)
    return { ...inner, node: item, mark: hyphenOf(node, name, lines) + 1, column, item: !inner.flow }
  }
  const pair = pairOf(node, String(name))
  return (
    pair && {
      ...inner,
      node: pair.value,
      mark: colonBehind(pair, lines.text),
      column: columnOf(node as Node, lines),
      item: false,
    }
  )
}

/** Behind the colon of a pair; behind the key when there is no colon. */
function colonBehind({ key, value }: Pair<Node, Node | null>, text: string): number {
  const { end } = spanOf(key)
  const colon = text.indexOf(':', end)
  return value === null || colon < 0 ? end : colon + 1
}

/** The hyphen of an item of a block list: an empty item's own place may be behind a comment. */
function hyphenOf(list: YAMLSeq, index: number, lines: Lines): number {
  const items = list.items as Node[]
  let hyphen = spanOf(list as Node).start
  if (list.flow) return hyphen
  const before = `\n${' '.repeat(columnOf(list as Node, lines))}-`
  for (const item of items.slice(0, index)) {
    const end = isEmpty(item) ? hyphen : contentEnd(item, lines)
    hyphen = lines.text.indexOf(before, end) + before.length - 1
  }
  return hyphen
}

function verified(yaml: YamlText, splice: Splice | null, expected: unknown, path: Path, value: Value): string {
  if (splice) {
    const text = spliced(yaml.source.text, splice)
    const read = readYaml(text, yaml.source.file)
    if (read.problems.length === 0 && same(read.value, expected)) return text
  }
  throw refusal(yaml, path, value)
}

function refusal({ source, document }: YamlText, path: Path, value: Value): EditRefused {
  const contents = document?.contents ?? null
  const place = source.lines.placeOf(spanAt(contents, path).start)
  const there = nodeAt(contents, path)
    ? 'is written in a way that cannot be edited safely'
    : 'cannot be added safely here'
  const shown = JSON.stringify(value)
  return new EditRefused(
    source.file,
    place,
    `${spoken(path) || 'the whole record'} ${there}`,
    `Write it by hand: ${spoken(path)}: ${shown.length > 200 ? `${shown.slice(0, 200)}…` : shown}`,
  )
}
