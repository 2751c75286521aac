/** How well texts answer a query: Okapi BM25, with word weights. */
import type { Counts } from './vocabulary.ts'

const saturation = 1.2
const lengthMatters = 0.6

export interface Index {
  /** Documents that hold a word. */
  frequency: Map<number, number>
  documents: number
  averageLength: number
}

export function indexOf(texts: Iterable<Counts>): Index {
  const frequency = new Map<number, number>()
  let [documents, total] = [0, 0]
  for (const { found, length } of texts) {
    documents++
    total += length
    for (let i = 0; i < found.length; i += 2) {
      const word = found[i] as number
      frequency.set(word, (frequency.get(word) ?? 0) + 1)
    }
  }
  return { frequency, documents, averageLength: total / Math.max(documents, 1) }
}

/** Rare words weigh more; a word that nothing else holds weighs most. */
export function rarity(index: Index, word: number): number {
  const holding = index.frequency.get(word) ?? 0
  return Math.log(1 + (index.documents - holding + 0.5) / (holding + 0.5))
}

/** What each word of the query adds: word → score. */
export function scores(index: Index, { found, length }: Counts, weights: ReadonlyMap<number, number>): Map<number, number> {
  const result = new Map<number, number>()
  const room = saturation * (1 - lengthMatters + (lengthMatters * length) / Math.max(index.averageLength, 1))
  for (let i = 0; i < found.length; i += 2) {
    const [word, count] = [found[i] as number, found[i + 1] as number]
    const weight = weights.get(word)
    if (weight !== undefined) result.set(word, weight * rarity(index, word) * ((count * (saturation + 1)) / (count + room)))
  }
  return result
}
