/** An expression as read → the steps that match it, with repetitions written out. */
import type { Assertion, Characters, Step } from './pattern.ts'

/** Parts after repetitions were written out: `(a{50}){50}` is small to write and large to match. */
const most = 1000

export type Node =
  | { kind: 'characters'; characters: Characters }
  | { kind: 'assert'; what: Assertion }
  | { kind: 'all'; parts: Node[] }
  | { kind: 'any'; choices: Node[] }
  | { kind: 'repeat'; node: Node; least: number; most: number }

/** What is wrong with an expression, in words. */
export class Refused extends Error {}

/** @throws Refused */
export function stepsOf(node: Node): Step[] {
  const writer = new Writer()
  writer.write(node)
  writer.steps.push({ op: 'found' })
  return writer.steps
}

class Writer {
  readonly steps: Step[] = []
  #parts = 0

  write(node: Node): void {
    // Counted also where nothing is written: `(a{0}){9999}` a few levels deep.
    if (++this.#parts > most) throw new Refused('repeats too much; use smaller numbers in { }')
    if (node.kind === 'characters') this.steps.push({ op: 'take', characters: node.characters })
    else if (node.kind === 'assert') this.steps.push({ op: 'assert', what: node.what })
    else if (node.kind === 'all') for (const part of node.parts) this.write(part)
    else if (node.kind === 'repeat') this.#repeat(node)
    else this.#choose(node.choices)
  }

  #choose(choices: readonly Node[]): void {
    const jumps: { op: 'jump'; to: number }[] = []
    for (const choice of choices.slice(0, -1)) {
      const split = this.#split()
      this.write(choice)
      const jump = { op: 'jump' as const, to: 0 }
      this.steps.push(jump)
      jumps.push(jump)
      split.or = this.steps.length
    }
    this.write(choices.at(-1) as Node)
    for (const jump of jumps) jump.to = this.steps.length
  }

  #repeat({ node, least, most: limit }: Extract<Node, { kind: 'repeat' }>): void {
    for (let n = 0; n < least; n++) this.write(node)
    if (limit === Number.POSITIVE_INFINITY) {
      const start = this.steps.length
      const split = this.#split()
      this.write(node)
      this.steps.push({ op: 'jump', to: start })
      split.or = this.steps.length
      return
    }
    const splits: { or: number }[] = []
    for (let n = least; n < limit; n++) {
      splits.push(this.#split())
      this.write(node)
    }
    for (const split of splits) split.or = this.steps.length
  }

  /** A split whose first way is what is written next. */
  #split(): { op: 'split'; to: number; or: number } {
    const split = { op: 'split' as const, to: this.steps.length + 1, or: 0 }
    this.steps.push(split)
    return split
  }
}

/** The one character that a set holds; null when it holds several. */
export function single({ ranges, negated }: Characters): number | null {
  const [range] = ranges
  return !negated && ranges.length === 1 && range && range[0] === range[1] ? range[0] : null
}

/** The longest run of single characters that every match has to hold. */
export function literalIn(node: Node): string {
  const parts = node.kind === 'all' ? node.parts : [node]
  let longestRun = ''
  let run = ''
  for (const part of parts) {
    const point = part.kind === 'characters' ? single(part.characters) : null
    run = point === null ? (part.kind === 'assert' ? run : '') : run + String.fromCodePoint(point)
    if (run.length > longestRun.length) longestRun = run
  }
  return longestRun
}
