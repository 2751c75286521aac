import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readYaml } from '../../src/workspace/yaml.ts'

describe('text stays text', () => {
  test.each([
    ['a: 4e882989', { a: '4e882989' }],
    ['a: 01955916', { a: '01955916' }],
    [
      'a: [1e3, 0x10, 2026, 1.0, yes, 2026-06-10, .inf]',
      { a: ['1e3', '0x10', '2026', '1.0', 'yes', '2026-06-10', '.inf'] },
    ],
    ['a: true\nb: False\nc: null\nd: ~\ne:\nf: "true"', { a: true, b: false, c: null, d: null, e: null, f: 'true' }],
    ['null: a\ntrue: b\n1: c', { null: 'a', true: 'b', 1: 'c' }],
    ['\uFEFFa: b\r\nc: |\r\n  d\r\n  e\r\n', { a: 'b', c: 'd\ne\n' }],
    ['%YAML 1.1\n---\na: yes\n...\n', { a: 'yes' }],
    ['a: &x [b]\nc: *x\n', { a: ['b'], c: ['b'] }],
    ['a: &x 1\nb: &m [*x]\nc: &x 2\nd: *m\ne: *x\n', { a: '1', b: ['1'], c: '2', d: ['1'], e: '2' }],
    ['a: !!str true', { a: 'true' }],
    ['summary: |\n  <<<<<<< HEAD\n  =======\n', { summary: '<<<<<<< HEAD\n=======\n' }],
    ['', null],
    ['# only a comment', null],
  ])('%j', (text, value) => {
    expect(readYaml(text, 'x.yaml')).toMatchObject({ value, problems: [] })
  })
})

const quotes = 'Put the text in quotes'
const indent =
  'Give it the same number of spaces as the lines beside it; quote text that goes over several lines, or use |'
const belongs = 'this line does not stand below a line that it could belong to; expected the column of its neighbours'

describe('what is wrong is said with its place', () => {
  test.each<[text: string, place: string, message: string, next: string | null]>([
    ['a:\n\tb: 1\n', '2:1', 'YAML indents with spaces; replace the tab', null],
    ['a: >-\n\tb\n', '2:1', 'YAML indents with spaces; replace the tab', null],
    [
      'a: 1\nb: 2\na: 3\n',
      '3:1',
      'the key "a" is there twice, on lines 1 and 3',
      'Keep one of the two; YAML readers do not agree on which one counts',
    ],
    ['a:\n  b: 1\n c: 2\n', '3:2', belongs, indent],
    ['a: |\n  x\n\n b\n', '4:2', belongs, indent],
    [
      'a: 1\n---\nb: 2\n',
      '2:1',
      'a second document begins here; expected one per file',
      'Remove the line, or move what follows to a file of its own',
    ],
    ['a: b: c', '1:4', '": " in plain text starts a key; expected text without it', quotes],
    ['a: [1, 2', '1:9', 'the list that begins with [ is not closed, or its lines are not indented', null],
    ['a: {x: 1', '1:9', 'the map that begins with { is not closed, or its lines are not indented', null],
    ['a: "abc', '1:8', 'the text that begins with " is not closed', 'Add the closing "'],
    ['a: @x', '1:4', 'plain text cannot begin with @', quotes],
    ['a: "\\q"', '1:5', '\\q is no escape in double quotes', 'Double the backslash, or use single quotes'],
    [
      "a: 'it's'",
      '1:8',
      'text stands behind a value that is complete',
      'Quote the value as a whole; write a single quote twice inside single quotes',
    ],
    ['a: - b', '1:4', 'a list begins on the line below its key', null],
    ['a: [b,, c]', '1:7', 'there is nothing before this comma', 'Remove the comma'],
    [
      'a: !foo x',
      '1:4',
      'the tag !foo is not read; expected plain YAML',
      'Remove the tag; quote the value when it is text',
    ],
    [
      'a: !!int 3',
      '1:4',
      'the tag !!int is not read; expected plain YAML',
      'Remove the tag; quote the value when it is text',
    ],
    ['? [a, b]\n: c\n', '1:3', 'a key must be text on one line', 'Put the key in quotes'],
    ['a: b\nc\nd: e\n', '2:1', 'expected "key: value"; the colon is missing', 'Add a colon and a space behind the key'],
    [
      'a: x\u0000y',
      '1:5',
      'holds the control character \\u{0}',
      'Remove it, or write it as "\\u0000" in double quotes',
    ],
    ['a: x\u0007', '1:5', 'holds the control character \\u{7}', 'Remove it, or write it as "\\u0007" in double quotes'],
    ['a: *nope', '1:4', 'the alias *nope has no anchor &nope before it', 'Write the value out in its place'],
    ['a: &a [*a]', '1:8', 'the alias *a repeats a value inside itself', 'Write the value out in its place'],
    ['a: &a\n  b: c\nd:\n  <<: *a\n', '4:3', 'merge keys (<<) are not read', 'Write the keys out'],
    ['__proto__: x\n', '1:1', 'the key "__proto__" is not allowed', null],
    [
      'a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> theirs\n',
      '2:1',
      'unresolved merge conflict (lines 2 to 6)',
      'Keep what is right of both sides and delete the lines that begin with <<<<<<<, ======= and >>>>>>>',
    ],
    [
      'a: 1\r\n>>>>>>> theirs\r\n',
      '2:1',
      'unresolved merge conflict',
      'Keep what is right of both sides and delete the lines that begin with <<<<<<<, ======= and >>>>>>>',
    ],
  ])('%j', (text, place, message, next) => {
    const { problems } = readYaml(text, 'x.yaml')
    expect(problems.map((one) => `${one.line}:${one.column}`)[0]).toBe(place)
    expect(problems[0]).toMatchObject({ rule: 'schema', level: 'error', file: 'x.yaml', message, next })
  })

  test('a duplicate and a bad tag are both reported', () => {
    expect(readYaml('a: !x 1\na: 2\nb: "\\q"\n', 'x').problems.map(({ line }) => line)).toEqual([1, 3, 2])
  })
})

describe('no text is too much', () => {
  const names = 'abcdefghi'
  const bomb = [...names]
    .map((name, at) => `${name}: &${name} [${Array(9).fill(at ? `*${names[at - 1]}` : 'x')}]`)
    .join('\n')
  const deep = 'is nested deeper than 100 levels'
  const many = 'holds more than 100000 keys, items and comments'
  test.each<[what: string, text: string, place: string, message: string]>([
    ['billion laughs', bomb, '5:8', 'aliases repeat more than 10000 values or 100 levels'],
    ['10 MB', 'x'.repeat(10 << 20), 'null:null', 'has 10 MiB; at most 1 MiB are read'],
    ['open brackets', '['.repeat(50_000), '1:101', deep],
    ['closed brackets', `a: ${'['.repeat(50_000)}${']'.repeat(50_000)}`, '1:103', deep],
    ['maps', '{a: '.repeat(50_000), '1:401', deep],
    ['hyphens', '- '.repeat(50_000), '1:201', deep],
    ['stairs', Array.from({ length: 1000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'), '101:101', deep],
    ['commas', `[${','.repeat(150_000)}`, '1:1', many],
    ['tags', '!a '.repeat(60_000), '1:4', 'YAML: a node can have at most one tag'],
    ['documents', '---\n'.repeat(50_000), '2:1', 'a second document begins here; expected one per file'],
  ])('%s', (_, text, place, message) => {
    const { problems } = readYaml(text, 'x.yaml')
    expect(problems.map((one) => [`${one.line}:${one.column}`, one.message])).toEqual([[place, message]])
  })

  test('20 findings are enough', () => {
    expect(readYaml('a: 1\n'.repeat(20_000), 'x').problems).toHaveLength(20)
    expect(readYaml('a: "\\q"\n'.repeat(200), 'x').problems.length).toBeLessThanOrEqual(40)
  })

  test('never throws, and every place is in the text', () => {
    const unit = fc.constantFrom(...'ab:#-\n\r\t"\'\\,[]{}&*!|>%@`~?=. <\uFEFF\u202E🔥\u0000')
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 60 }), (text) => {
        for (const { line, column } of readYaml(text, 'x').problems) {
          const source = text.split('\n')[(line ?? 1) - 1]
          expect(source).toBeDefined()
          expect(column ?? 1).toBeLessThanOrEqual((source as string).length + 2)
        }
      }),
      { numRuns: 3000 },
    )
  })
})
