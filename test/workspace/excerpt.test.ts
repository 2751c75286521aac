import { expect, test } from 'vitest'
import { excerpt, visible } from '../../src/workspace/excerpt.ts'
import { Lines } from '../../src/workspace/lines.ts'

/** The place is marked with « » in the text. */
function show(marked: string): string {
  const start = marked.indexOf('«')
  const text = marked.replace(/[«»]/g, '')
  return excerpt(new Lines(text), { start, end: marked.indexOf('»') - 1 })
}

test('the line as docs/cli.md shows it', () => {
  expect(show(`${'\n'.repeat(40)}    priority: «P9»\nnext`)).toBe(
    '    41 |     priority: P9\n       |               ^^',
  )
})

test.each<[what: string, marked: string, expected: string]>([
  ['CRLF', 'a: «b»\r\nc', '    1 | a: b\n      |    ^'],
  ['a byte order mark', '\uFEFF«a»: b', '    1 | a: b\n      | ^'],
  ['tabs before and under the place', 'a:\t«b\tc»', '    1 | a:  b  c\n      |     ^^^^'],
  ['wide characters', '日本: «🔥x»', '    1 | 日本: 🔥x\n      |       ^^^'],
  ['combining characters', 'cafe\u0301: «x»', '    1 | cafe\u0301: x\n      |       ^'],
  ['characters that reorder text', 'a\u202E: «b\u0007»', '    1 | a\\u{202e}: b\\u{7}\n      |            ^^^^^^'],
  ['behind the end', 'a:«»', '    1 | a:\n      |   ^'],
  ['a place over several lines', 'a: «b\nc»', '    1 | a: b\n      |    ^'],
  ['an empty line', 'a\n«»\nb', '    2 |\n      | ^'],
])('%s', (_, marked, expected) => {
  expect(show(marked)).toBe(expected)
})

test('a long line is cut around the place', () => {
  const [source = '', carets = ''] = show(`${'x'.repeat(5000)}«here»${'y'.repeat(5000)}`).split('\n')
  expect(source).toBe(`    1 | …${'x'.repeat(34)}here${'y'.repeat(62)}…`)
  expect(carets).toBe(`      | ${' '.repeat(35)}^^^^`)
})

test('a text on one line', () => {
  expect(visible('a\u202Eb\nc\u2028')).toBe('a\\u{202e}b\\u{a}c\\u{2028}')
})
