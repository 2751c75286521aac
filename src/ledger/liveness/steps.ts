/** The versions of each path, as commits made them. */
import type { Graph } from '../graph.ts'
import type { CommitChanges } from '../history.ts'

/** What one commit made of a path, seen from one of its parents. */
export interface Step {
  commit: number
  before: string | null
  after: string | null
}

/** By path, newest first. A file that was dropped and put back as it was, by accident, was never away. */
export function stepsByPath(changes: readonly CommitChanges[], graph: Graph): Map<string, Step[]> {
  const steps = new Map<string, Step[]>()
  for (const { commit, changes: changed } of changes) {
    const number = graph.number(commit)
    if (number === null) continue
    for (const { path, before, after } of changed) {
      const known = steps.get(path)
      if (known) known.push({ commit: number, before, after })
      else steps.set(path, [{ commit: number, before, after }])
    }
  }
  for (const [path, list] of steps) steps.set(path, withoutDrops(list.sort((a, b) => a.commit - b.commit)))
  return steps
}

function withoutDrops(steps: readonly Step[]): Step[] {
  const kept: Step[] = []
  for (const step of steps) {
    const newer = kept.at(-1)
    if (step.after === null && newer?.before === null && newer.after === step.before) kept.pop()
    else kept.push(step)
  }
  return kept
}
