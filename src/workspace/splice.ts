/** A change of a text as one replaced span, and what every edit needs to make one. */
import type { Node } from 'yaml'
import type { Lines, Span } from './lines.ts'
import type { Path } from './place.ts'
import type { Order, Value } from './render.ts'
import type { Style } from './style.ts'

export interface Splice extends Span {
  text: string
}

export interface Editing {
  lines: Lines
  style: Style
  order: Order
}

/** A value's surroundings. */
export interface Spot {
  path: Path
  node: Node | null
  /** Behind the colon or hyphen. */
  mark: number
  /** Of the key or hyphen, from 0. */
  column: number
  /** Within `[ ]` or `{ }`. */
  flow: boolean
  /** Behind a hyphen. */
  item: boolean
}

export function spliced(text: string, { start, end, text: inserted }: Splice): string {
  return text.slice(0, start) + inserted + text.slice(end)
}

/** What stands around a value that is not there yet: `['resolved']` and a time give `{ resolved: time }`. */
export function wrapped(path: Path, value: Value): Value {
  return path.reduceRight<Value>((inner, name) => (typeof name === 'number' ? [inner] : { [name]: inner }), value)
}
