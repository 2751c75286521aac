/** The place in a YAML text of what a path such as `['actions', 2, 'priority']` names. */
import { isMap, isScalar, isSeq, type Node, type Pair } from 'yaml'
import type { Span } from './lines.ts'
import { spanOf } from './value.ts'

export type Path = readonly (string | number)[]

interface Step {
  key: Node | null
  value: Node | null
}

/**
 * Where a path's value stands; its key when the value is empty or a map or list, and what encloses it when it is not
 * there. `of: 'key'` gives the key of the pair.
 */
export function spanAt(contents: Node | null, path: Path, of: 'key' | 'value' = 'value'): Span {
  let step: Step = { key: null, value: contents }
  for (const [depth, name] of path.entries()) {
    const inner = child(step.value, name)
    if (!inner) return spanOfStep(step, false)
    step = inner
    if (depth === path.length - 1 && of === 'key' && step.key) return spanOf(step.key)
  }
  return spanOfStep(step, true)
}

/** The node at a path, null when there is none (or an alias is in the way). */
export function nodeAt(contents: Node | null, path: Path): Node | null {
  let value = contents
  for (const name of path) {
    const inner = child(value, name)
    if (!inner) return null
    value = inner.value
  }
  return value
}

/** The pair of a map with this key. */
export function pairOf(map: Node | null, name: string): Pair<Node, Node | null> | null {
  if (!isMap(map)) return null
  const pairs = map.items as Pair<Node, Node | null>[]
  return pairs.find(({ key }) => isScalar(key) && String(key.value) === name) ?? null
}

function child(parent: Node | null, name: string | number): Step | null {
  if (isSeq(parent) && typeof name === 'number') {
    const item = parent.items[name] as Node | undefined
    return item ? { key: null, value: item } : null
  }
  const pair = pairOf(parent, String(name))
  return pair && { key: pair.key, value: pair.value }
}

function spanOfStep({ key, value }: Step, found: boolean): Span {
  if (value && isScalar(value) && spanOf(value).end > spanOf(value).start) return spanOf(value)
  if (key) return spanOf(key)
  if (isMap(value)) {
    const first = (value.items as Pair<Node, unknown>[])[0]
    if (first && !value.flow) return spanOf(first.key)
    return { start: spanOf(value).start, end: spanOf(value).start + 1 }
  }
  const { start, end } = value ? spanOf(value) : { start: 0, end: 0 }
  return { start, end: found && isScalar(value) ? end : start + 1 }
}
