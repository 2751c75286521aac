/** Conflict markers that a merge left behind. A block scalar's text is indented, so a marker at the margin is git's. */
import type { Finding } from '../model/finding.ts'
import { errorAt, type Source } from './source.ts'

/** One finding for all of them: YAML errors about the same lines would only hide the cause. Null when there are none. */
export function conflictIn(source: Source): Finding | null {
  const marks = [...source.text.matchAll(/^(?:<{7}|>{7}|\|{7}|={7})(?=[ \r\n]|$)/gm)]
  const sides = marks.filter(([mark]) => mark.startsWith('<') || mark.startsWith('>'))
  const first = marks[0]
  if (!first || sides.length === 0) return null
  const end = source.lines.placeOf((marks.at(-1) as RegExpExecArray).index).line
  const begin = source.lines.placeOf(first.index).line
  return errorAt(
    source,
    { start: first.index, end: first.index + 7 },
    `unresolved merge conflict${end > begin ? ` (lines ${begin} to ${end})` : ''}`,
    'Keep what is right of both sides and delete the lines that begin with <<<<<<<, ======= and >>>>>>>',
  )
}
