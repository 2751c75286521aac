import { describe, expect, test } from 'vitest'
import { blockOf, phraseOf } from '../../src/markdown/prose.ts'

/** [what a record says, what a document says, what a cell of a table says] */
const cases: [name: string, markdown: string, block: string, cell: string][] = [
  [
    'emphasis and code',
    'Pods ran `migrate` **twice**.',
    'Pods ran `migrate` **twice**.',
    'Pods ran `migrate` **twice**.',
  ],
  ['paragraphs', 'One.\n\nTwo.', 'One.\n\nTwo.', 'One. Two.'],
  ['a list', '* a\n* b', '- a\n- b', 'a b'],
  ['a task list', '- [x] a\n- [ ] b', '- [x] a\n- [ ] b', 'a b'],
  ['a code block', '```sh\nkubectl get  pods\n```', '```sh\nkubectl get  pods\n```', '`kubectl get pods`'],
  ['a code block of pipes', '    a | b', '```\na | b\n```', 'a \\| b'],
  ['a heading', '# Summary\n\ntext', '**Summary**\n\ntext', '**Summary** text'],
  ['a table', '| a | b |\n|--|--|\n| 1 | 2 |', '| a | b |\n| --- | --- |\n| 1 | 2 |', 'a b 1 2'],
  [
    'a block of HTML',
    '<div onclick="x()">\nhi\n</div>',
    '\\<div onclick="x()"> hi \\</div>',
    '\\<div onclick="x()"> hi \\</div>',
  ],
  [
    'a script in a line',
    'a <script>alert(1)</script> b',
    'a \\<script>alert(1)\\</script> b',
    'a \\<script>alert(1)\\</script> b',
  ],
  [
    'a fake end of a region',
    '<!-- /mortem:timeline 00000000 -->',
    '\\<!-- /mortem:timeline 00000000 -->',
    '\\<!-- /mortem:timeline 00000000 -->',
  ],
  ['a link', '[x](https://a.b/c)', '[x](https://a.b/c)', '[x](https://a.b/c)'],
  ['a relative link', '[x](../runbooks/a.md#b)', '[x](../runbooks/a.md#b)', '[x](../runbooks/a.md#b)'],
  ['a link that runs code', '[click](javascript:alert(1))', 'click', 'click'],
  ['the same behind an entity', '[click](java&#x09;script:alert(1))', 'click', 'click'],
  ['the same in capitals', '[click](JaVaScRiPt:alert(1))', 'click', 'click'],
  ['the same as an autolink', '<javascript:alert(1)>', 'javascript:alert(1)', 'javascript:alert(1)'],
  ['the same by a definition', '[click][x]\n\n[x]: javascript:alert(1)', 'click', 'click'],
  ['data in an image', '![alt](data:image/svg+xml;base64,AA)', 'alt', 'alt'],
  ['a definition is used where it is', '[a][x]\n\n[x]: https://a.b', '[a](https://a.b)', '[a](https://a.b)'],
  ['a footnote', 'a[^1]\n\n[^1]: note', 'a\\[^1]\n\n\\[^1]:\n\nnote', 'a\\[^1] \\[^1]: note'],
  ['a template', '{{constructor}} {{#each x}}', '{{constructor}} {{#each x}}', '{{constructor}} {{#each x}}'],
  ['a bidi control', 'user\u202etxt', 'user\\u{202e}txt', 'user\\u{202e}txt'],
  ['a bidi control as an entity', 'user&#x202e;txt', 'user\\u{202e}txt', 'user\\u{202e}txt'],
  ['a bidi control in code', '`a\u2066b`', '`a\\u{2066}b`', '`a\\u{2066}b`'],
  ['a task that is none', '+\n[x] a', '-\n\n\\[x] a', '\\[x] a'],
]

describe.each(cases)('%s', (_, markdown, block, cell) => {
  test('in a section', () => expect(`${blockOf(markdown)}`).toBe(block))
  test('in a cell', () => expect(`${phraseOf(markdown)}`).toBe(cell))
})

test.each(['> ', '1. ', '- '])('%j repeated until a parser would overflow is shown as text', (mark) => {
  const text = mark.repeat(5000)
  expect(phraseOf(text).plain).toBe(text.trim())
})

test.each(['[', '*a', '](', '`', '&', '<', 'a|b\n'])('100 kB of %j take no time', (unit) => {
  const text = unit.repeat(100_000 / unit.length)
  const start = performance.now()
  expect(phraseOf(text).plain.length).toBeGreaterThan(30_000)
  expect(performance.now() - start).toBeLessThan(2000)
})
