/** Which tag first held a commit. */
import type { Graph } from './graph.ts'

/** Commit number → the tag whose commit is the oldest that holds it. Each commit is visited once, whatever the tags. */
export function releases(graph: Graph, tags: ReadonlyMap<string, string>): Map<number, string> {
  const tagged = [...tags]
    .map(([name, hash]) => ({ name, number: graph.number(hash) }))
    .filter((tag): tag is { name: string; number: number } => tag.number !== null)
    .sort((a, b) => b.number - a.number || (a.name < b.name ? -1 : 1))
  const first = new Map<number, string>()
  for (const { name, number } of tagged) {
    const open = [number]
    while (open.length > 0) {
      const n = open.pop() as number
      if (first.has(n)) continue
      first.set(n, name)
      for (const hash of graph.at(n).parents) {
        const parent = graph.number(hash)
        if (parent !== null) open.push(parent)
      }
    }
  }
  return first
}
