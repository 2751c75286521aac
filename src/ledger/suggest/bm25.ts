/** How well texts answer a query: Okapi BM25, with word weights. Words are numbers of the vocabulary. */
import type { Counts } from './vocabulary.ts'

const saturation = 1.2
const lengthMatters = 0.6

export interface Index {
  /** By word: rare ones weigh more; one that no text holds weighs most. */
  rarity: Float64Array
  averageLength: number
}

/** `size`: of the vocabulary. */
export function indexOf(texts: Iterable<Counts>, size: number): Index {
  const holding = new Int32Array(size)
  let [documents, total] = [0, 0]
  for (const { found, length } of texts) {
    documents++
    total += length
    for (let i = 0; i < found.length; i += 2) holding[found[i] as number] = (holding[found[i] as number] as number) + 1
  }
  const rarity = Float64Array.from(holding, (held) => Math.log(1 + (documents - held + 0.5) / (held + 0.5)))
  return { rarity, averageLength: Math.max(total / Math.max(documents, 1), 1) }
}

/** What each word of the query adds; `weights` by word, 0 for a word that is not in it. */
export function eachScore(
  { rarity, averageLength }: Index,
  { found, length }: Counts,
  weights: Float64Array,
  take: (word: number, score: number) => void,
): void {
  const room = saturation * (1 - lengthMatters + (lengthMatters * length) / averageLength)
  for (let i = 0; i < found.length; i += 2) {
    const word = found[i] as number
    const weight = weights[word] as number
    if (weight === 0) continue
    const count = found[i + 1] as number
    take(word, weight * (rarity[word] as number) * ((count * (saturation + 1)) / (count + room)))
  }
}

/** The sum of rarity over a query's words. */
export function weightOf({ rarity }: Index, weights: Float64Array): number {
  let sum = 0
  for (let word = 0; word < weights.length; word++) sum += (weights[word] as number) * (rarity[word] as number)
  return Math.max(sum, 1e-9)
}
