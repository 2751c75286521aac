/** Which standing lines of a fix a staged change takes away. */
import type { PathChange } from '../history.ts'
import type { WatchedLine } from '../liveness/footprint.ts'
import { mayHaveMoved } from '../liveness/moves.ts'
import { isAsLeft } from '../liveness/presence.ts'
import { blobsOf } from '../liveness/steps.ts'
import { indexed } from '../liveness/texts.ts'
import type { Staged } from './staged.ts'

/** Files that a moved line is looked for in. */
const mostTargets = 60

/** Answers for any line whether the change takes it. `paths`: those that the lines asked about stand in. */
export async function takenBy(staged: Staged, paths: ReadonlySet<string>): Promise<(line: WatchedLine) => boolean> {
  const [first = [], ...others] = staged.sides
  const changed = first.filter(({ path }) => paths.has(path))
  if (changed.length === 0) return () => false
  const touched = new Set(changed.map(({ path }) => path))
  const targets = first.filter(({ path, after }) => after !== null && !touched.has(path)).slice(0, mostTargets)
  const theirs = others.map((side) => side.filter(({ path }) => touched.has(path)))
  const texts = await staged.history.blobs(blobsOf([...changed, ...targets, ...theirs.flat()]))
  const read = indexed(texts)
  const of = (side: readonly PathChange[], path: string) => side.find((change) => change.path === path)
  return (line) => {
    const change = of(changed, line.path)
    if (!change) return false
    const now = read(line.path, change.after)
    if (now === null || isAsLeft(line, now)) return false
    // What only some parents still had was lost before: nobody takes it now.
    const had = theirs.every((side) => {
      const seen = of(side, line.path)
      const before = seen && read(line.path, seen.before)
      return before != null && isAsLeft(line, before)
    })
    if (!had) return false
    const elsewhere = [...targets, ...changed.filter(({ path, after }) => path !== line.path && after !== null)]
    return !elsewhere.some(({ path, before, after }) => mayHaveMoved(line, read(path, before), read(path, after)))
  }
}
