/** Why a commit was suggested, in words that can be checked by looking at it. */
import { squeezed } from '../named-things.ts'
import { isName } from '../terms.ts'
import type { CorpusCommit } from './corpus.ts'
import type { Hit } from './rank.ts'
import type { Sought } from './sought.ts'
import { distance, spokenDistance } from './when.ts'

/** How the ledger ties a commit to the incident, or to the action, already. */
export type Sign = 'incident' | 'action'

export function reasonsOf(
  sought: Sought,
  commit: CorpusCommit,
  hits: readonly Hit[],
  date: number,
  sign: Sign | null,
): string[] {
  const best = hits.toSorted((a, b) => b.score - a.score)
  const spoken = (field: Hit['field'], most: number) => wordsOf(sought, best, field, most)
  const document = commit.documents.get(sought.incident.record.id)
  const [said, lines, where] = [spoken('message', 4), spoken('lines', 4), spoken('paths', 3)]
  return [
    said && `says ${said}`,
    lines && `its lines hold ${lines}`,
    where && `works in ${where}`,
    document === 'brings' && 'brings the post-mortem in',
    document === 'changes' && 'changes the post-mortem',
    sign === 'incident' && 'belongs to the incident',
    sign === 'action' && 'speaks of this action',
    spokenDistance(distance(date, sought.days)),
  ].filter((reason) => typeof reason === 'string' && reason !== '') as string[]
}

/** Names before words, and no word twice because it is also a part of a name. */
function wordsOf({ query, vocabulary }: Sought, hits: readonly Hit[], wanted: Hit['field'], most: number): string {
  const words = hits.flatMap(({ field, word }) => (field === wanted ? [vocabulary.word(word)] : []))
  const sorted = [...words.filter(isName), ...words.filter((word) => !isName(word))]
  const shown: string[] = []
  for (const word of sorted) {
    const written = query.written.get(word) ?? ''
    const isPart = shown.some((name) => squeezed(name).includes(squeezed(written)))
    if (!isPart && shown.push(written) === most) break
  }
  return shown.join(', ')
}
