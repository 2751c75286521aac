/** The text of an expression → its steps, or what is wrong with it. */
import type { Characters, Pattern } from './pattern.ts'
import { escapedCharacters, hexEscape } from './pattern-escapes.ts'
import { literalIn, type Node, Refused, single, stepsOf } from './pattern-steps.ts'

/** Characters of an expression; a line that has to be told apart needs far fewer. */
const longest = 500
const deepest = 50

export class PatternReader {
  readonly #source: string
  readonly #points: string[]
  #at = 0
  #depth = 0

  constructor(source: string) {
    this.#source = source
    this.#points = [...source.slice(0, longest + 1)]
  }

  read(): Pattern | string {
    try {
      if (this.#source.length > longest) throw new Refused(`is longer than ${longest} characters`)
      const node = this.#choices()
      if (this.#at < this.#points.length) throw this.#problem('has a ) without a (')
      return { source: this.#source, steps: stepsOf(node), literal: literalIn(node) }
    } catch (error) {
      if (error instanceof Refused) return error.message
      throw error
    }
  }

  #choices(): Node {
    if (++this.#depth > deepest) throw new Refused(`nests more than ${deepest} groups`)
    const choices = [this.#all()]
    while (this.#take('|')) choices.push(this.#all())
    this.#depth--
    return choices.length === 1 ? (choices[0] as Node) : { kind: 'any', choices }
  }

  #all(): Node {
    const parts: Node[] = []
    for (let next = this.#peek(); next !== undefined && next !== '|' && next !== ')'; next = this.#peek())
      parts.push(this.#repeated(this.#one()))
    return { kind: 'all', parts }
  }

  #repeated(node: Node): Node {
    const bounds = this.#bounds()
    if (bounds === null) return node
    if (node.kind === 'assert') throw this.#problem('repeats a place, such as ^ or \\b, instead of characters')
    // Lazy or not, the same lines match.
    this.#take('?')
    if (this.#bounds(true) !== null) throw this.#problem('repeats a repetition')
    return { kind: 'repeat', node, ...bounds }
  }

  /** `*`, `+`, `?`, `{2}`, `{2,}`, `{2,5}`; a brace that is none of these is a brace. */
  #bounds(peek = false): { least: number; most: number } | null {
    const rest = this.#points.slice(this.#at, this.#at + 12).join('')
    const found = /^(?:[*+?]|\{(\d{1,4})(,(\d{0,4}))?\})/.exec(rest)
    if (!found) return null
    const [text, from, comma, to] = found
    if (!peek) this.#at += text.length
    if (text === '*') return { least: 0, most: Number.POSITIVE_INFINITY }
    if (text === '+') return { least: 1, most: Number.POSITIVE_INFINITY }
    if (text === '?') return { least: 0, most: 1 }
    const least = Number(from)
    const most = comma === undefined ? least : to ? Number(to) : Number.POSITIVE_INFINITY
    if (most < least) throw this.#problem(`has ${text}, where the first number is the greater one`)
    return { least, most }
  }

  #one(): Node {
    const character = this.#next() as string
    if (character === '(') return this.#group()
    if (character === '[') return { kind: 'characters', characters: this.#set() }
    if (character === '.') return { kind: 'characters', characters: { ranges: lineEnds, negated: true } }
    if (character === '^') return { kind: 'assert', what: 'start' }
    if (character === '$') return { kind: 'assert', what: 'end' }
    if (character === '\\') return this.#escape()
    if ('*+?'.includes(character)) throw this.#problem(`has a ${character} with nothing to repeat in front of it`)
    return only(character)
  }

  #group(): Node {
    if (this.#take('?')) {
      const rest = this.#points.slice(this.#at, this.#at + 60).join('')
      if (/^<?[=!]/.test(rest))
        throw this.#problem('looks ahead or behind, which is not read; use absent:, or a second probe')
      const opening = /^(?::|<[A-Za-z_]\w*>)/.exec(rest)
      if (!opening) throw this.#problem('has a (? that is none of (?:…) and (?<name>…)')
      this.#at += opening[0].length
    }
    const node = this.#choices()
    if (!this.#take(')')) throw this.#problem('has a ( without a )')
    return node
  }

  #escape(): Node {
    const character = this.#next()
    if (character === 'b') return { kind: 'assert', what: 'boundary' }
    if (character === 'B') return { kind: 'assert', what: 'inside' }
    return { kind: 'characters', characters: this.#escaped(character) }
  }

  #escaped(character: string | undefined): Characters {
    if (character === undefined) throw this.#problem('ends with a single \\')
    if (/[1-9k]/.test(character)) throw this.#problem('refers back to a group, which is not read')
    if (character === 'x' || character === 'u') {
      const found = hexEscape(character, this.#points.slice(this.#at, this.#at + 8).join(''))
      if (found === null) throw this.#problem(`has a \\${character} without its hexadecimal digits`)
      this.#at += found.length
      return { ranges: [[found.point, found.point]], negated: false }
    }
    const characters = escapedCharacters(character)
    if (characters === null) throw this.#problem(`has \\${character}, which is not read`)
    return characters
  }

  #set(): Characters {
    const negated = this.#take('^')
    const ranges: [number, number][] = []
    for (let next = this.#next(); next !== ']'; next = this.#next()) {
      if (next === undefined) throw this.#problem('has a [ without a ]')
      const first = this.#member(next)
      if (this.#peek() === '-' && this.#points[this.#at + 1] !== ']' && this.#points[this.#at + 1] !== undefined) {
        this.#at++
        const last = this.#member(this.#next() as string)
        const [from, to] = [single(first), single(last)]
        if (from === null || to === null || from > to) throw this.#problem('has a range in [ ] that is no range')
        ranges.push([from, to])
      } else ranges.push(...rangesOf(first))
    }
    return { ranges, negated }
  }

  #member(character: string): Characters {
    if (character !== '\\') return pointOf(character)
    const escaped = this.#next()
    return escaped === 'b' ? pointOf('\b') : this.#escaped(escaped)
  }

  #peek(): string | undefined {
    return this.#points[this.#at]
  }

  #next(): string | undefined {
    return this.#points[this.#at++]
  }

  #take(character: string): boolean {
    if (this.#peek() !== character) return false
    this.#at++
    return true
  }

  #problem(what: string): Refused {
    return new Refused(`${what} (at character ${Math.min(this.#at, this.#points.length)})`)
  }
}

const lineEnds = [
  [10, 10],
  [13, 13],
  [0x2028, 0x2029],
] as const

function pointOf(character: string): Characters {
  const point = character.codePointAt(0) as number
  return { ranges: [[point, point]], negated: false }
}

function only(character: string): Node {
  return { kind: 'characters', characters: pointOf(character) }
}

/** The ranges of what may be all but some. */
function rangesOf({ ranges, negated }: Characters): [number, number][] {
  if (!negated) return ranges.map(([first, last]) => [first, last])
  const gaps: [number, number][] = []
  let from = 0
  for (const [first, last] of [...ranges].sort((a, b) => a[0] - b[0])) {
    if (first > from) gaps.push([from, first - 1])
    from = last + 1
  }
  return [...gaps, [from, 0x10ffff]]
}
