/** Puts the signs of one action together: what a commit says, where it worked, what it added, when, and for whom. */
import { rarity, scores, type Index } from './bm25.ts'
import type { CorpusCommit } from './corpus.ts'
import type { Counts } from './vocabulary.ts'

export const tuned = {
  message: 1,
  paths: 0.6,
  added: 0.6,
  brings: 1.2,
  changes: 1.4,
  named: 1.3,
  proseOnly: 0.4,
  empty: 0.8,
  merge: 0.5,
  mass: 0.3,
  related: 1.2,
  probable: 1.5,
  said: 0.5,
  done: 0.5,
}

export interface Fields {
  message: Index
  paths: Index
  added: Index
}

/** What one word adds, and where it stands. */
export interface Hit {
  word: number
  field: keyof Fields
  score: number
}

/** More files than one piece of work changes. */
const massChange = 200

export function hitsOf(
  commit: CorpusCommit,
  added: Counts | undefined,
  weights: ReadonlyMap<number, number>,
  fields: Fields,
): Hit[] {
  const parts: [keyof Fields, Counts][] = [
    ['message', commit.message],
    ['paths', commit.paths],
  ]
  if (added) parts.push(['added', added])
  return parts.flatMap(([field, counts]) =>
    [...scores(fields[field], counts, weights)].map(([word, score]) => ({ word, field, score: score * tuned[field] })),
  )
}

/** The most that words can add, so that scores of different actions compare. */
export function most(weights: ReadonlyMap<number, number>, { message }: Fields): number {
  let sum = 0
  for (const [word, weight] of weights) sum += weight * rarity(message, word)
  return Math.max(sum, 1e-9)
}

/** What kind of commit it is: prose about the work, a merge and a mass change are hardly ever the work. */
export function nature(commit: CorpusCommit, wantsProse: boolean): number {
  if (commit.merge) return tuned.merge
  if (commit.changed > massChange) return tuned.mass
  if (commit.changed === 0) return tuned.empty
  return commit.works || wantsProse ? 1 : tuned.proseOnly
}

/** Share of the title's words, by rarity, that the hits hold: of any field, and of what the commit did. */
export function covered(hits: readonly Hit[], title: ReadonlyMap<number, number>, fields: Fields): { said: number; done: number } {
  const whole = most(title, fields)
  const share = (some: readonly Hit[]) => {
    const words = new Map([...new Set(some.map(({ word }) => word))].flatMap((word) => (title.has(word) ? [[word, title.get(word) as number]] : [])))
    return most(words, fields) / whole
  }
  return { said: share(hits), done: share(hits.filter(({ field }) => field !== 'message')) }
}
