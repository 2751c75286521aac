/** The paragraph that says what happened: the first of the message, without the sentence that points elsewhere. */
import type { CommitFacts } from '../../message/facts.ts'
import { paragraphsOf, sentences } from './prose.ts'

/** What a summary is not when there is another paragraph. */
const aside =
  /^(?:verified|validated|tested|note|nb|per|fix(?:es)?|follow[- ]?ups?|to-?do|next steps?|root causes?|this (?:reverts|commit)|revert|see|out of scope)\b/i
const most = 2000

export function summaryOf(facts: CommitFacts): string | null {
  const documents = facts.references.filter(({ kind }) => kind === 'document').map(({ target }) => target)
  const paragraphs = paragraphsOf(facts.body)
    .map((paragraph) => sentences(paragraph).filter((text) => !documents.some((name) => text.includes(name))))
    .filter((kept) => kept.length > 0)
  const kept = paragraphs.find(([first = '']) => !aside.test(first)) ?? paragraphs[0]
  if (!kept) return null
  let text = kept[0] as string
  for (const sentence of kept.slice(1)) if (text.length + sentence.length < most) text += ` ${sentence}`
  return wrapped(text.slice(0, most)) || null
}

/** Lines of at most 100 characters, so that the record keeps a block that a person can read and edit. */
function wrapped(text: string): string {
  const lines: string[] = []
  for (const word of text.trim().split(/\s+/)) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + word.length < 100) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines.join('\n')
}
