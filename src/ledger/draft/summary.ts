/** The paragraph that says what happened: the first of the message, without the sentence that points elsewhere. */
import type { CommitFacts } from '../../message/facts.ts'
import { paragraphsOf } from './prose.ts'

export function summaryOf(facts: CommitFacts): string | null {
  const [first] = paragraphsOf(facts.body)
  if (!first) return null
  const documents = facts.references.filter(({ kind }) => kind === 'document').map(({ target }) => target)
  const kept = first
    .split(/(?<=[.!?])\s+(?=[A-Z`"])/)
    .filter((sentence) => !documents.some((document) => sentence.includes(document)))
  return kept.join(' ').trim() || null
}
