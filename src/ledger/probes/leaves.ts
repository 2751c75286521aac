/** The single values of a configuration file with the paths that lead to them: what one change of a value is told by. */
import { readKeyPath } from '../../model/key-path.ts'
import { type KeyNode, nodesAt } from './key-node.ts'

/** A file of more values, lists and maps is data, not settings. */
const most = 50_000
const deepest = 30

export type Leaf = Extract<KeyNode, { kind: 'text' }>

/** Path → value, for the paths that lead to this value alone. */
export function leavesOf(root: KeyNode): Map<string, Leaf> {
  const found = new Map<string, Leaf | null>()
  // Aliases of YAML can repeat what they name a thousand million times.
  let visited = 0
  const walk = (node: KeyNode, path: string, depth: number): void => {
    if (++visited > most || depth > deepest) return
    if (node.kind === 'text') found.set(path, found.has(path) ? null : node)
    if (node.kind === 'map')
      for (const [name, inner] of node.entries) walk(inner, `${path}${path && '.'}${quoted(name)}`, depth + 1)
    if (node.kind !== 'list') return
    const selectors = node.each ? null : selectorsOf(node.items)
    for (const [at, item] of node.items.entries()) walk(item, `${path}${selectors?.[at] ?? ''}`, depth + 1)
  }
  walk(root, '', 0)
  return new Map([...found].filter((entry): entry is [string, Leaf] => entry[1] !== null))
}

/** True when a person who writes this path gets exactly this value. */
export function leadsTo(root: KeyNode, path: string): boolean {
  const steps = readKeyPath(path)
  return typeof steps !== 'string' && nodesAt(root, steps).length === 1
}

function quoted(name: string): string {
  return /^[^\s.[\]"'=]+$/.test(name) ? name : JSON.stringify(name)
}

/** Of each item: by its name where it is the only one of that name, because items move. */
function selectorsOf(items: readonly KeyNode[]): string[] {
  const names = items.map(nameOf)
  const counts = new Map<string | null, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return names.map((name, at) =>
    name !== null && counts.get(name) === 1 && /^[\w./-]+$/.test(name) ? `[name=${name}]` : `[${at}]`,
  )
}

function nameOf(node: KeyNode): string | null {
  const name = node.kind === 'map' ? node.entries.get('name') : undefined
  return name?.kind === 'text' ? name.text : null
}
