/**
 * Regular expressions that a record may hold (`matches:`). A record is anybody's text and JavaScript's own expressions can
 * take for ever on a line (`(a+)+$`), so these are read here and matched by stepping through all alternatives at once:
 * the work is at most the length of the text times the size of the expression. Syntax and meaning are JavaScript's with the
 * flag `u`, without what cannot be matched that way (references back, looking ahead and behind).
 */
import { wordRanges } from './pattern-escapes.ts'
import { PatternReader } from './pattern-syntax.ts'

/** A set of characters: ranges of code points, or all but those. */
export interface Characters {
  ranges: readonly (readonly [first: number, last: number])[]
  negated: boolean
}

export type Assertion = 'start' | 'end' | 'boundary' | 'inside'

export type Step =
  | { op: 'take'; characters: Characters }
  | { op: 'split'; to: number; or: number }
  | { op: 'jump'; to: number }
  | { op: 'assert'; what: Assertion }
  | { op: 'found' }

export interface Pattern {
  source: string
  steps: readonly Step[]
  /** Text that every match holds; '' when there is none in particular. */
  literal: string
}

/** The expression ready to be matched, or in words what is wrong with it, beginning with a verb. */
export function readPattern(source: string): Pattern | string {
  return new PatternReader(source).read()
}

/** Steps that one search may still take; shared by searches that belong together. */
export interface Effort {
  left: number
}

/** Whether the expression is found anywhere in a line; null when the effort is used up. */
export function findsPattern({ steps, literal }: Pattern, line: string, effort: Effort): boolean | null {
  if (literal !== '' && !line.includes(literal)) return false
  const points = Array.from(line, (character) => character.codePointAt(0) as number)
  let threads: number[] = []
  const seen = new Int32Array(steps.length).fill(-1)
  for (let at = 0; at <= points.length; at++) {
    const open = [...threads, 0].reverse()
    threads = []
    for (let step = open.pop(); step !== undefined; step = open.pop()) {
      if (seen[step] === at) continue
      seen[step] = at
      if (--effort.left < 0) return null
      const now = steps[step] as Step
      if (now.op === 'found') return true
      if (now.op === 'jump') open.push(now.to)
      else if (now.op === 'split') open.push(now.or, now.to)
      else if (now.op === 'take') threads.push(step)
      else if (holds(now.what, points, at)) open.push(step + 1)
    }
    const point = points[at]
    if (point === undefined) return false
    threads = threads.filter((step) => isIn(point, (steps[step] as { characters: Characters }).characters))
    threads = threads.map((step) => step + 1)
  }
  return false
}

function holds(what: Assertion, points: readonly number[], at: number): boolean {
  if (what === 'start') return at === 0
  if (what === 'end') return at === points.length
  return (isWord(points[at - 1]) !== isWord(points[at])) === (what === 'boundary')
}

function isWord(point: number | undefined): boolean {
  return point !== undefined && isIn(point, { ranges: wordRanges, negated: false })
}

function isIn(point: number, { ranges, negated }: Characters): boolean {
  for (const [first, last] of ranges) if (point >= first && point <= last) return !negated
  return negated
}
