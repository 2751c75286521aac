/** What a configuration file says, whatever its format, and the keys in it. */
import type { KeyStep } from '../../model/key-path.ts'

export type KeyNode =
  /** `number`: 1.50 and 1.5 are equal. `line`: where it stands, from 1; null when its reader does not say. */
  | { kind: 'text'; text: string; number: boolean; line: number | null }
  /** `each`: several things of one name (blocks of HCL, documents of a YAML file); a key is looked up in all of them. */
  | { kind: 'list'; items: KeyNode[]; each: boolean }
  /** `merged`: maps whose keys count where this one has none (`<<` of YAML). */
  | { kind: 'map'; entries: Map<string, KeyNode>; merged: KeyNode[] }
  /** A key that is there twice: readers of the format do not agree on which one counts. */
  | { kind: 'twice' }

/** A file that cannot be read as what its name says; the message is for people. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable'
}

/** Nodes that one step may lead to, and maps that merge keys may lead through. */
const most = 10_000

/** All nodes that a path leads to; several where a file has several documents or blocks of one name. */
export function nodesAt(root: KeyNode, steps: readonly KeyStep[]): KeyNode[] {
  let nodes = [root]
  for (const step of steps) nodes = nodes.flatMap((node) => taken(node, step)).slice(0, most)
  return nodes
}

function taken(node: KeyNode, step: KeyStep): KeyNode[] {
  if (node.kind === 'twice') return [node]
  if (step.kind === 'key') return named(node, step.name)
  if (node.kind !== 'list') return []
  if (step.kind === 'index') return node.items.slice(step.at, step.at + 1)
  const inside = step.key.map((name) => ({ kind: 'key' as const, name }))
  return node.items.filter((item) => nodesAt(item, inside).some((found) => isEqual(found, step.equals)))
}

function named(node: KeyNode, name: string): KeyNode[] {
  const found: KeyNode[] = []
  const seen = new Set<KeyNode>()
  const open = [node]
  for (let next = open.pop(); next && seen.size < most; next = open.pop()) {
    if (seen.has(next)) continue
    seen.add(next)
    if (next.kind === 'list' && next.each) open.push(...next.items)
    if (next.kind !== 'map') continue
    const own = next.entries.get(name)
    if (own) found.push(own)
    else open.push(...next.merged)
  }
  return found
}

/** True for a text or number that is the same; numbers are compared as such, because 1.50 is 1.5 to every reader. */
export function isEqual(node: KeyNode, wanted: string): boolean {
  if (node.kind === 'list' && node.each) return node.items.some((item) => isEqual(item, wanted))
  if (node.kind !== 'text') return false
  return node.text === wanted || (node.number && wanted.trim() !== '' && same(Number(node.text), Number(wanted)))
}

function same(a: number, b: number): boolean {
  return a === b && Math.abs(a) <= Number.MAX_SAFE_INTEGER
}

/** A plain value of JSON or TOML. */
export function nodeOf(value: unknown): KeyNode {
  if (Array.isArray(value)) return { kind: 'list', items: value.map(nodeOf), each: false }
  if (typeof value === 'object' && value !== null && !(value instanceof Date)) {
    const entries = Object.entries(value).map(([key, inner]) => [key, nodeOf(inner)] as const)
    return { kind: 'map', entries: new Map(entries), merged: [] }
  }
  const text = value instanceof Date ? value.toISOString() : String(value)
  return { kind: 'text', text, number: typeof value === 'number', line: null }
}
