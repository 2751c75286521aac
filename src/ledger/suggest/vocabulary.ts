/** The words that are looked for, by number. History holds many more, which are counted and forgotten. */
import { termsOfToken, tokensOf } from '../terms.ts'

/** How often each word that is looked for stands in a text: word, count, word, count …; and how long the text is. */
export interface Counts {
  found: Float64Array
  length: number
}

export const nothing: Counts = { found: new Float64Array(), length: 0 }

/** Tokens remembered: most text repeats few of them. */
const remembered = 100_000
const none: readonly number[] = []

export class Vocabulary {
  private readonly numbers = new Map<string, number>()
  private readonly known = new Map<string, { found: readonly number[]; words: number }>()

  private list: string[] | null = null

  constructor(words: Iterable<string>) {
    for (const word of words) if (!this.numbers.has(word)) this.numbers.set(word, this.numbers.size)
  }

  get size(): number {
    return this.numbers.size
  }

  /** Weights by number, 0 for words that are not there. */
  weights(words: ReadonlyMap<string, number>): Float64Array {
    const weights = new Float64Array(this.size)
    for (const [word, weight] of words) weights[this.numbers.get(word) as number] = weight
    return weights
  }

  /** The word of a number. */
  word(number: number): string {
    this.list ??= [...this.numbers.keys()]
    return this.list[number] as string
  }

  /** Counts the words of texts, each text as often as its weight says. */
  count(...texts: readonly (readonly [text: string, weight: number])[]): Counts {
    const counts = new Map<number, number>()
    let length = 0
    for (const [text, weight] of texts)
      for (const [written] of tokensOf(text)) {
        const { found, words } = this.look(written)
        length += words * weight
        for (const number of found) counts.set(number, (counts.get(number) ?? 0) + weight)
      }
    return { found: Float64Array.from([...counts].flat()), length }
  }

  private look(written: string): { found: readonly number[]; words: number } {
    const known = this.known.get(written)
    if (known) return known
    const terms = termsOfToken(written)
    const found = terms.flatMap(({ word }) => this.numbers.get(word) ?? none)
    const looked = { found: found.length === 0 ? none : found, words: terms.length }
    if (this.known.size >= remembered) this.known.clear()
    this.known.set(written, looked)
    return looked
  }
}
