/** `(cherry picked from commit …)`: the pick of the dead commit, or what the dead commit was itself picked from. */
import { parseCommitMessage } from '../../message/parse.ts'
import type { Ground } from './ground.ts'
import type { Known } from './known.ts'

const noWords = { remediates: '', retires: '', incident: '', mitigates: '', causedBy: '', trackers: [] }

/** A pick of a pick carries both lines, so one look finds it however long the chain is. */
export function byPick({ hash, object }: Known, ground: Ground): number[] {
  const picks = ground.pickedFrom(object?.hash ?? hash)
  if (picks.length > 0 || object === null) return picks
  const sources = parseCommitMessage(object.message, noWords).relations.flatMap(({ kind, commit }) =>
    kind === 'pick' && commit !== null ? [commit] : [],
  )
  const own = sources.flatMap((source) => {
    const hits = ground.graph.lookup(source)
    return hits.length === 1 ? hits : []
  })
  // Neither it nor its source is here: then perhaps another pick of the same source.
  return own.length > 0 ? [...new Set(own)] : [...new Set(sources.flatMap((source) => ground.pickedFrom(source)))]
}
