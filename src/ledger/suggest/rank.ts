/** Puts the signs of one action together: what a commit says, where it worked, what it added, when, and for whom. */
import { eachScore, type Index, weightOf } from './bm25.ts'
import type { CorpusCommit } from './corpus.ts'
import type { Counts } from './vocabulary.ts'

export const tuned = {
  message: 1,
  paths: 0.6,
  added: 0.6,
  brings: 1.2,
  changes: 1.4,
  open: 0.5,
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

/** What the words of message and paths add up to. */
export function firstScore(commit: CorpusCommit, weights: Float64Array, { message, paths }: Fields): number {
  let sum = 0
  eachScore(message, commit.message, weights, (_, score) => {
    sum += score * tuned.message
  })
  eachScore(paths, commit.paths, weights, (_, score) => {
    sum += score * tuned.paths
  })
  return sum
}

/** What the words of its paths add up to. */
export function pathScore(commit: CorpusCommit, weights: Float64Array, { paths }: Fields): number {
  let sum = 0
  eachScore(paths, commit.paths, weights, (_, score) => {
    sum += score
  })
  return sum
}

/** `files`: of a commit with many, the one that fits best speaks for it. */
export function hitsOf(
  commit: CorpusCommit,
  files: readonly Counts[],
  weights: Float64Array,
  fields: Fields,
): Hit[] {
  const hits = [...hitsIn('message', commit.message, weights, fields), ...hitsIn('paths', commit.paths, weights, fields)]
  const added = files.map((counts) => hitsIn('added', counts, weights, fields))
  const best = added.toSorted((a, b) => sumOf(b) - sumOf(a))[0]
  return best ? [...hits, ...best] : hits
}

export function sumOf(hits: readonly Hit[]): number {
  return hits.reduce((sum, { score }) => sum + score, 0)
}

function hitsIn(field: keyof Fields, counts: Counts, weights: Float64Array, fields: Fields): Hit[] {
  const hits: Hit[] = []
  eachScore(fields[field], counts, weights, (word, score) => {
    hits.push({ word, field, score: score * tuned[field] })
  })
  return hits
}

/** What kind of commit it is: prose about the work, a merge and a mass change are hardly ever the work. */
export function nature(commit: CorpusCommit, wantsProse: boolean): number {
  if (commit.merge) return tuned.merge
  if (commit.changed > massChange) return tuned.mass
  if (commit.changed === 0) return tuned.empty
  return commit.works || wantsProse ? 1 : tuned.proseOnly
}

/** Share of the title's words, by rarity, that the hits hold: of any field, and of what the commit did. */
export function covered(hits: readonly Hit[], title: Float64Array, { message }: Fields): { said: number; done: number } {
  const whole = weightOf(message, title)
  const share = (some: readonly Hit[]) => {
    let sum = 0
    for (const word of new Set(some.map((hit) => hit.word))) sum += (title[word] as number) * (message.rarity[word] as number)
    return sum / whole
  }
  return { said: share(hits), done: share(hits.filter(({ field }) => field !== 'message')) }
}
