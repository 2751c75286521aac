/** YAML nodes → the plain value they mean: text, booleans, null, lists and maps. Linear, whatever the aliases do. */
import { isAlias, isMap, isScalar, isSeq, type Node, type Pair, type Scalar } from 'yaml'
import type { Finding } from '../model/finding.ts'
import type { Span } from './lines.ts'
import { errorAt, type Source } from './source.ts'

/** Values that aliases may repeat in one file: "billion laughs" needs a thousand million, a record none. */
const mostRepeated = 10_000
const deepest = 100
/** Findings; a file with more is repaired from the top. */
const most = 20

interface Read {
  value: unknown
  /** Nodes with what aliases repeat, and levels below. */
  size: number
  height: number
}

const nothing: Read = { value: null, size: 1, height: 0 }

export function plainValue(contents: Node | null, source: Source): { value: unknown; problems: Finding[] } {
  const reader = new Reader(source)
  return { value: contents ? reader.read(contents, 0).value : null, problems: reader.problems }
}

class Reader {
  readonly problems: Finding[] = []
  readonly #source: Source
  /** By name; null while the anchored node itself is being read. A later anchor of the same name replaces it. */
  readonly #anchors = new Map<string, Read | null>()
  #repeated = 0

  constructor(source: Source) {
    this.#source = source
  }

  read(node: Node | null, depth: number): Read {
    if (node === null) return nothing
    if (isAlias(node)) return this.#alias(node.source, spanOf(node), depth)
    if (node.anchor) this.#anchors.set(node.anchor, null)
    const read = isMap(node)
      ? this.#map(node.items as Pair<Scalar, Node | null>[], depth)
      : isSeq(node)
        ? this.#list(node.items as Node[], depth)
        : { value: isScalar(node) ? node.value : null, size: 1, height: 0 }
    if (node.anchor) this.#anchors.set(node.anchor, read)
    return read
  }

  #list(items: Node[], depth: number): Read {
    const all = items.map((item) => this.read(item, depth + 1))
    return { value: all.map((item) => item.value), ...sizes(all) }
  }

  #map(pairs: Pair<Scalar, Node | null>[], depth: number): Read {
    const value: Record<string, unknown> = {}
    const seen = new Map<string, Scalar>()
    const all: Read[] = []
    for (const { key, value: node } of pairs) {
      const name = isScalar(key) ? String(key.value) : ''
      const before = seen.get(name)
      if (before) this.#duplicate(name, before, key)
      else if (name === '<<') this.#report(key, 'merge keys (<<) are not read', 'Write the keys out')
      else if (name === '__proto__') this.#report(key, `the key "${name}" is not allowed`, null)
      else seen.set(name, key)
      const read = this.read(node, depth + 1)
      all.push(read)
      if (!before && name !== '__proto__') value[name] = read.value
    }
    return { value, ...sizes(all) }
  }

  #alias(name: string, span: Span, depth: number): Read {
    const target = this.#anchors.get(name)
    const report = (message: string, next: string) => {
      if (this.problems.length < most) this.problems.push(errorAt(this.#source, span, message, next))
      return nothing
    }
    const next = 'Write the value out in its place'
    if (target === undefined) return report(`the alias *${name} has no anchor &${name} before it`, next)
    if (target === null) return report(`the alias *${name} repeats a value inside itself`, next)
    if (this.#repeated > mostRepeated) return nothing
    this.#repeated += target.size
    if (this.#repeated > mostRepeated || depth + target.height > deepest)
      return report(`aliases repeat more than ${mostRepeated} values or ${deepest} levels`, next)
    return target
  }

  #duplicate(name: string, before: Scalar, key: Scalar): void {
    const { line } = this.#source.lines.placeOf(spanOf(before).start)
    const again = this.#source.lines.placeOf(spanOf(key).start).line
    this.#report(
      key,
      `the key "${name}" is there twice, on lines ${line} and ${again}`,
      'Keep one of the two; YAML readers do not agree on which one counts',
    )
  }

  #report(key: Scalar, message: string, next: string | null): void {
    if (this.problems.length < most) this.problems.push(errorAt(this.#source, spanOf(key), message, next))
  }
}

/** Where the text of a parsed node stands; an empty value is an empty span. */
export function spanOf(node: { range?: [number, number, number] | null | undefined }): Span {
  return { start: node.range?.[0] ?? 0, end: node.range?.[1] ?? 0 }
}

function sizes(all: Read[]): { size: number; height: number } {
  let size = 1
  let height = 0
  for (const read of all) {
    size += read.size
    height = Math.max(height, read.height + 1)
  }
  return { size, height }
}
