/** What an edit has to mean, worked out on plain values: the splice must give just this. */
import type { Path } from './place.ts'
import type { Value } from './render.ts'

/** The value with `inner` at the path; what is missing on the way is made. Null when the path does not fit. */
export function withValue(value: unknown, path: Path, inner: Value): unknown {
  const [name, ...rest] = path
  if (name === undefined) return inner
  if (typeof name === 'number') {
    const list = value === null || value === undefined ? [] : value
    if (!Array.isArray(list) || name > list.length) return undefined
    return [...list.slice(0, name), withValue(list[name] ?? null, rest, inner), ...list.slice(name + 1)]
  }
  const map = value ?? {}
  if (typeof map !== 'object' || Array.isArray(map)) return undefined
  return { ...map, [name]: withValue((map as Record<string, unknown>)[name] ?? null, rest, inner) }
}

/** Equal as YAML sees it: the order of a map's keys does not count. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const keys = Object.keys(a)
  if (keys.length !== Object.keys(b).length) return false
  return keys.every(
    (key) => Object.hasOwn(b, key) && same((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]),
  )
}
