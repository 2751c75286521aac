/** Who took a line away: the newest commit behind its own that had it before and not after. */
import type { Graph } from '../graph.ts'
import type { CommitChanges, History } from '../history.ts'
import type { WatchedLine } from './footprint.ts'
import { isAsLeft } from './presence.ts'
import { TextIndex } from './text-index.ts'

/** A line that is not as its commit left it, and that commit with its twins. */
export interface Missing {
  line: WatchedLine
  since: readonly number[]
}

/** One version of a path: what one commit made of it, seen from one of its parents. */
interface Step {
  commit: number
  before: string | null
  after: string | null
}

/** Versions that are read at a time. */
const together = 24

/** The commit that took each line. A line that no commit took on its own may be lost in a merge: those are asked last. */
export async function takersOf(
  missing: readonly Missing[],
  graph: Graph,
  history: History,
): Promise<Map<Missing, number>> {
  const takers = new Map<Missing, number>()
  const ask = async (changes: readonly CommitChanges[], left: readonly Missing[]) => {
    const steps = stepsByPath(changes, graph)
    await search(left, steps, graph, history, takers)
  }
  const paths = (left: readonly Missing[]) => [...new Set(left.map(({ line }) => line.path))]
  if (missing.length > 0) await ask(await history.pathHistory(paths(missing)), missing)
  const left = missing.filter((one) => !takers.has(one))
  if (left.length > 0) await ask(await history.mergeHistory(paths(left)), left)
  return takers
}

function stepsByPath(changes: readonly CommitChanges[], graph: Graph): Map<string, Step[]> {
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

async function search(
  missing: readonly Missing[],
  steps: ReadonlyMap<string, Step[]>,
  graph: Graph,
  history: History,
  takers: Map<Missing, number>,
): Promise<void> {
  const byPath = new Map<string, Missing[]>()
  for (const one of missing) {
    const members = byPath.get(one.line.path)
    if (members) members.push(one)
    else byPath.set(one.line.path, [one])
  }
  let open = [...byPath].map(([path, lines]) => ({ path, lines, steps: relevant(lines, steps.get(path) ?? []), at: 0 }))
  while (open.length > 0) {
    const batches = open.map((one) => ({ ...one, batch: one.steps.slice(one.at, one.at + together) }))
    const ids = batches.flatMap(({ batch }) => batch.flatMap(({ before, after }) => [before, after]))
    const texts = await history.blobs(ids.filter((id): id is string => id !== null))
    for (const { path, lines, batch } of batches) {
      const indexed = reader(path, texts)
      for (const step of batch) {
        const left = lines.filter((one) => !takers.has(one) && isLater(step.commit, one, graph))
        if (left.length === 0) continue
        const [before, after] = [indexed(step.before), indexed(step.after)]
        if (!before || !after) continue
        for (const one of left)
          if (isAsLeft(one.line, before) && !isAsLeft(one.line, after)) takers.set(one, step.commit)
      }
    }
    open = open
      .map((one) => ({ ...one, at: one.at + together, lines: one.lines.filter((line) => !takers.has(line)) }))
      .filter(({ at, steps, lines }) => lines.length > 0 && at < steps.length)
  }
}

/** The steps that can have taken one of the lines: newer than the oldest of their commits. */
function relevant(lines: readonly Missing[], steps: readonly Step[]): Step[] {
  const oldest = Math.max(...lines.flatMap(({ since }) => since))
  return steps.filter(({ commit }) => commit < oldest)
}

function isLater(commit: number, { since }: Missing, graph: Graph): boolean {
  return !since.includes(commit) && since.some((own) => own > commit && graph.isAncestor(own, commit))
}

/** Texts by blob, each taken apart once, and only when it is asked for. */
export function reader(path: string, texts: ReadonlyMap<string, string>) {
  const known = new Map<string | null, TextIndex | null>()
  return (blob: string | null): TextIndex | null => {
    const found = known.get(blob)
    if (found !== undefined) return found
    const text = blob === null ? '' : texts.get(blob)
    const index = text === undefined ? null : new TextIndex(text, path)
    known.set(blob, index)
    return index
  }
}
