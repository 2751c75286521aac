/** The versions of each path, as commits made them. */
import type { Graph } from '../graph.ts'
import type { CommitChanges } from '../history.ts'

/** What one commit made of a path, seen from one of its parents. */
export interface Step {
  commit: number
  before: string | null
  after: string | null
}

/** By path, newest first. */
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
  for (const list of steps.values()) list.sort((a, b) => a.commit - b.commit)
  return steps
}

/** Without what was dropped and put back as it was, by accident: that file was never away. Newest first. */
export function withoutDrops(steps: readonly Step[]): Step[] {
  const kept: Step[] = []
  for (const step of steps) {
    const newer = kept.at(-1)
    if (step.after === null && newer?.before === null && newer.after === step.before) kept.pop()
    else kept.push(step)
  }
  return kept
}

export function blobsOf(steps: readonly Pick<Step, 'before' | 'after'>[]): string[] {
  return steps.flatMap(({ before, after }) => [before ?? [], after ?? []].flat())
}
