/** Which standing lines of a fix a staged change takes away. */
import type { PathChange } from '../history.ts'
import type { WatchedLine } from '../liveness/footprint.ts'
import { movedInto } from '../liveness/moves.ts'
import { isAsLeft } from '../liveness/presence.ts'
import { blobsOf } from '../liveness/steps.ts'
import { indexed } from '../liveness/texts.ts'
import type { Staged } from './staged.ts'

/** Files that a moved line is looked for in. */
const mostTargets = 60

/** Finds those of a fix's lines that the change takes. `paths`: those that the lines asked about stand in. */
export async function takenBy(
  staged: Staged,
  paths: ReadonlySet<string>,
): Promise<(lines: readonly WatchedLine[]) => WatchedLine[]> {
  const [first = [], ...others] = staged.sides
  const changed = new Map(first.filter(({ path }) => paths.has(path)).map((change) => [change.path, change]))
  if (changed.size === 0) return () => []
  const fits = ({ path, after }: PathChange) => after !== null && !changed.has(path)
  const targets = [...changed.values(), ...first.filter(fits).slice(0, mostTargets)].filter(
    ({ after }) => after !== null,
  )
  const theirs = others.map((side) => new Map(side.map((change) => [change.path, change])))
  const seen = theirs.flatMap((side) => [...changed.keys()].flatMap((path) => side.get(path) ?? []))
  const read = indexed(await staged.history.blobs(blobsOf([...changed.values(), ...targets, ...seen])))
  const isGone = (line: WatchedLine) => {
    const change = changed.get(line.path)
    const now = change ? read(line.path, change.after) : null
    if (now === null || isAsLeft(line, now)) return false
    // What only some parents still had was lost before: nobody takes it now.
    return theirs.every((side) => {
      const other = side.get(line.path)
      const before = other ? read(line.path, other.before) : null
      return before !== null && isAsLeft(line, before)
    })
  }
  return (lines) => {
    const gone = lines.filter(isGone)
    const moved = new Set(
      targets.flatMap(({ path, before, after }) => {
        const from = gone.filter((line) => line.path !== path)
        return from.length === 0 ? [] : movedInto(from, read(path, before), read(path, after))
      }),
    )
    return gone.filter((line) => !moved.has(line))
  }
}
