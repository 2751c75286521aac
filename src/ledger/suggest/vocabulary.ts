/** The words that are looked for, by number. History holds many more, which are counted and forgotten. */
import { termsOfToken, tokensOf } from './terms.ts'

/** How often each word that is looked for stands in a text: word, count, word, count …; and how long the text is. */
export interface Counts {
  found: number[]
  length: number
}

export const nothing: Counts = { found: [], length: 0 }

/** Tokens remembered: most text repeats few of them. */
const remembered = 50_000

export class Vocabulary {
  private readonly numbers = new Map<string, number>()
  private readonly known = new Map<string, { found: number[]; words: number }>()

  constructor(words: Iterable<string>) {
    for (const word of words) if (!this.numbers.has(word)) this.numbers.set(word, this.numbers.size)
  }

  get size(): number {
    return this.numbers.size
  }

  number(word: string): number | undefined {
    return this.numbers.get(word)
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
    return { found: [...counts].flat(), length }
  }

  private look(written: string): { found: number[]; words: number } {
    const known = this.known.get(written)
    if (known) return known
    const terms = termsOfToken(written)
    const found = terms.flatMap(({ word }) => this.numbers.get(word) ?? [])
    const looked = { found, words: terms.length }
    if (this.known.size >= remembered) this.known.clear()
    this.known.set(written, looked)
    return looked
  }
}
