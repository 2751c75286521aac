/** Why a commit was suggested, in words that can be checked by looking at it. */
import { isName } from '../terms.ts'
import type { CorpusCommit } from './corpus.ts'
import type { Hit } from './rank.ts'
import type { Sought } from './suggest.ts'
import type { Vocabulary } from './vocabulary.ts'
import { distance, spokenDistance } from './when.ts'

export function reasonsOf(
  vocabulary: Vocabulary,
  sought: Sought,
  commit: CorpusCommit,
  hits: readonly Hit[],
  date: number,
  sign: 'related' | 'probable' | null,
): string[] {
  const best = hits.toSorted((a, b) => b.score - a.score)
  const spoken = (field: Hit['field'], names: boolean, limit: number) => {
    const words = best.filter((hit) => hit.field === field && isName(vocabulary.word(hit.word)) === names)
    return [...new Set(words.map(({ word }) => sought.query.written.get(vocabulary.word(word)) ?? ''))].filter(Boolean).slice(0, limit)
  }
  const reasons: string[] = []
  const names = spoken('added', true, 2)
  if (names.length > 0) reasons.push(`adds ${names.join(', ')}`)
  const said = [...spoken('message', true, 2), ...spoken('message', false, 4)].slice(0, 5)
  if (said.length > 0) reasons.push(`says ${said.join(', ')}`)
  const where = [...spoken('paths', true, 1), ...spoken('paths', false, 3)].slice(0, 3)
  if (where.length > 0) reasons.push(`in ${where.join(', ')}`)
  if (names.length === 0) {
    const added = spoken('added', false, 4)
    if (added.length > 0) reasons.push(`adds lines with ${added.join(', ')}`)
  }
  const document = commit.documents.get(sought.incident.record.id)
  if (document) reasons.push(document === 'brings' ? 'brings the post-mortem in' : 'changes the post-mortem')
  if (sign === 'related') reasons.push('belongs to the incident')
  if (sign === 'probable') reasons.push('speaks of this action')
  reasons.push(spokenDistance(distance(date, sought.days)))
  return reasons
}
