/** Expressions of records: what JavaScript's own say, but never for longer than text times expression. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findsPattern, type Pattern, readPattern } from '../../src/model/pattern.ts'

const plenty = () => ({ left: 1e9 })

function pattern(source: string): Pattern {
  const read = readPattern(source)
  if (typeof read === 'string') throw new Error(`${source} ${read}`)
  return read
}

test.each([
  ['tag: "?2026\\.', '  tag: "2026.2"', true],
  ['tag: "?2026\\.', '  tag: "2025.12"', false],
  ['^replicas: [3-9]$', 'replicas: 3', true],
  ['^replicas: [3-9]$', 'replicas: 30', false],
  ['\\bmemory\\b', 'max-memory: 1', true],
  ['\\bmemory\\b', 'memory_max: 1', false],
  ['(?:cpu|memory) = \\d{2,4}Mi', 'memory = 512Mi', true],
  ['(?<unit>Gi|Mi)', '3Gi', true],
  ['a{2}b?c{1,}', 'xaaccx', true],
  ['{ name = ', 'x = { name = 1 }', true],
  ['[^\\s"]+@sha256:\\x61', 'x@sha256:abc', true],
  ['\\u{1f600}', '😀', true],
  ['^.$', '😀', true],
  ['', 'anything', true],
])('%s in %j: %s', (source, line, found) => {
  expect(findsPattern(pattern(source), line, plenty())).toBe(found)
})

test.each([
  ['(a', 'has a ( without a ) (at character 2)'],
  ['a)', 'has a ) without a ( (at character 1)'],
  ['[a', 'has a [ without a ] (at character 2)'],
  ['[z-a]', 'has a range in [ ] that is no range (at character 4)'],
  ['*a', 'has a * with nothing to repeat in front of it (at character 1)'],
  ['a**', 'repeats a repetition (at character 2)'],
  ['a{3,2}', 'has {3,2}, where the first number is the greater one (at character 6)'],
  ['(?=a)', 'looks ahead or behind, which is not read; use absent:, or a second probe (at character 2)'],
  ['(a)\\1', 'refers back to a group, which is not read (at character 5)'],
  ['\\p{L}', 'has \\p, which is not read (at character 2)'],
  ['\\', 'ends with a single \\ (at character 1)'],
  ['(?i)a', 'has a (? that is none of (?:…) and (?<name>…) (at character 2)'],
  ['((a{40}){40}){40}', 'repeats too much; use smaller numbers in { }'],
  ['((((a{0}){9999}){9999}){9999}){9999}', 'repeats too much; use smaller numbers in { }'],
  ['('.repeat(60), 'nests more than 50 groups'],
  ['a'.repeat(501), 'is longer than 500 characters'],
])('%s is refused: it %s', (source, problem) => {
  expect(readPattern(source)).toBe(problem)
})

/** Expressions made of the parts that both read. */
const source = fc.letrec<{ one: string; all: string }>((tie) => ({
  one: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(
      'a',
      'b',
      '.',
      '[ab]',
      '[^a]',
      '\\d',
      '\\w',
      '\\s',
      '\\b',
      '^',
      '$',
      '1',
      '\\.',
      ' ',
      '[\\w-]',
      '\\S',
    ),
    tie('all').map((inner) => `(?:${inner})`),
    fc.tuple(tie('all'), tie('all')).map(([a, b]) => `(${a}|${b})`),
    fc
      .tuple(tie('all'), fc.constantFrom('*', '+', '?', '{2}', '{0,2}', '{1,}', '*?', '+?'))
      .map(([inner, times]) => `(?:${inner})${times}`),
  ),
  all: fc.array(tie('one'), { maxLength: 3 }).map((parts) => parts.join('')),
})).all

test('they say what the expressions of JavaScript say', () => {
  const line = fc.string({ unit: fc.constantFrom('a', 'b', '1', ' ', '.', '-', 'é', '😀'), maxLength: 8 })
  fc.assert(
    fc.property(source, line, (expression, text) => {
      const read = readPattern(expression)
      fc.pre(typeof read !== 'string')
      expect(findsPattern(read as Pattern, text, plenty())).toBe(new RegExp(expression, 'u').test(text))
    }),
    { numRuns: 3000 },
  )
})

test('any text is an expression or a reason, and never an error', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.string(), (text, line) => {
      const read = readPattern(text)
      if (typeof read !== 'string') expect(findsPattern(read, line, plenty())).toBeTypeOf('boolean')
    }),
    { numRuns: 2000 },
  )
})

test.each(['(a+)+$', '(a*)*b', '(a|a)+$', '(?:a|aa)+c', 'a*a*a*a*a*a*b', '(.*)*x$', '\\w+\\w+\\w+!'])(
  '%s costs no more than the line times the expression',
  (hostile) => {
    const read = pattern(hostile)
    const line = `${'a'.repeat(20_000)}-`
    const effort = plenty()
    expect(findsPattern(read, line, effort)).toBe(false)
    expect(1e9 - effort.left).toBeLessThanOrEqual((line.length + 1) * read.steps.length)
  },
)

test('a search ends when the effort that it was given is used up', () => {
  expect(findsPattern(pattern('(a|b)+$'), `${'a'.repeat(1000)}-`, { left: 500 })).toBe(null)
})
