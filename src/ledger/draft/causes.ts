/** Causes that a message explains: under a heading of their own, behind a colon, or after because, due to, caused by. */
import type { CommitFacts } from '../../message/facts.ts'
import { sentencesOf } from './prose.ts'

export interface DraftCause {
  kind: 'root' | 'trigger'
  confidence: 'likely'
  title: string
}

const trouble =
  /\b(?:outage|incident|crash|crashed|fail(?:ed|ure|over|s)?|broke|broken|down|storm|stuck|hung|wedged|deadlock|degraded|unavailable|stale|loop|lost)\b/i
const listed = /^(?:root[- ]?)?causes?\b|^why\b/i

export function draftCauses(facts: CommitFacts): DraftCause[] {
  const bullets = facts.bullets.filter(({ heading, depth }) => depth === 0 && heading !== null && listed.test(heading))
  if (bullets.length > 0) return bullets.map(({ text }) => cause('root', text))

  const found: DraftCause[] = []
  for (const sentence of sentencesOf(facts.body)) {
    const explained = /^(.{8,}?):\s+(.+)$/.exec(sentence)
    const [, said, why] = explained ?? []
    if (/^root[- ]causes?$|^causes?$/i.test(said ?? '') || (why && trouble.test(said ?? '') && !/^\W/.test(why))) {
      const trigger = /^(.+?)\s+(?:triggered|set off)\b/.exec(said ?? '')?.[1]
      if (trigger) found.push(cause('trigger', trigger))
      found.push(...clauses(why as string).map((clause) => cause('root', clause)))
      continue
    }
    const behind = /\b(?:because(?: of)?|due to|caused by|root cause(?: was| is)?)\s+(.{12,}?)(?:[;,]|\.?$)/i.exec(
      sentence,
    )
    const before = /^(?:.*?,\s+(?:but|and|so)\s+)?(.{12,}?)\s+(?:caused|led to|resulted in)\s+\S/i.exec(sentence)
    if (!trouble.test(sentence)) continue
    if (behind) found.push(cause('root', behind[1] as string))
    else if (before) found.push(cause('root', before[1] as string))
  }
  return found.slice(0, 8)
}

/** `a broke b, c blocked d, and e held f` → three; a piece too short to be a statement belongs to the one before it. */
function clauses(text: string): string[] {
  const found: string[] = []
  for (const piece of text.split(/(?:,|;)\s+(?:and\s+)?/)) {
    if (found.length > 0 && piece.split(/\s+/).length < 4) found.push(`${found.pop()}, ${piece}`)
    else found.push(piece)
  }
  return found
}

function cause(kind: DraftCause['kind'], text: string): DraftCause {
  const title = text
    .replace(/\s+/g, ' ')
    .replace(/[.;,]+$/, '')
    .trim()
  return { kind, confidence: 'likely', title: title.charAt(0).toUpperCase() + title.slice(1) }
}
