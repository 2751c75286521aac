/** Author, author date and subject: what a rebase, an amended change, a cherry-pick and a mailed patch keep. */
import type { Ground } from './ground.ts'
import { isAuthor, type Known, oneLine } from './known.ts'

export function bySubject({ subject, author, authored }: Known, { graph }: Ground): number[] {
  if (subject === null || authored === null) return []
  return graph.withSubject(oneLine(subject)).filter((n) => {
    const commit = graph.at(n)
    return commit.authored === authored && (author === null || isAuthor(author, commit))
  })
}
