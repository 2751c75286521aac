/** What in a document is taken for a commit, and what only looks like one. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { documentHashes } from '../../../src/ledger/heal/document-hashes.ts'

const found = (text: string) => documentHashes(text).map(({ hash, meant }) => (meant ? `${hash} meant` : hash))

test.each([
  ['[`35646841`](https://github.com/owner/repo/commit/35646841)', ['35646841 meant', '35646841 meant']],
  ['https://gitlab.com/owner/repo/-/commit/0123abcd#L1', ['0123abcd meant']],
  ['three commits: `a05d63ee`, `6371e75e`, `c113be4d`', ['a05d63ee meant', '6371e75e meant', 'c113be4d meant']],
  ['Fixed in 4e882989.', ['4e882989']],
  ['fixed by 4e882989: the pin', ['4e882989']],
  ['reverted 4E882989', ['4e882989 meant']],
  ['`1234567` is a word of digits in code', ['1234567']],
  ['commit `1234567`', ['1234567 meant']],
  ['commit 1234567 in plain digits', ['1234567']],
  ['| Commit | What |\n|---|---|\n| 4e882989 | pin |', ['4e882989 meant']],
])('%s', (text, expected) => {
  expect(found(text)).toEqual(expected)
})

test.each([
  'viktorbarzin/blog:cfd39d6f and `:a794d1a`',
  'image@sha256:98f718c8aa11bb22cc33dd44ee55ff6677889900aabbccddeeff001122334455',
  'sha256:98f718c8 and sha512-98f718c8',
  'pod ig-controller-7d9f8b6c5-x2x4z',
  'outpost 0eecac07-97c7-443c-8a11-aabbccddeeff',
  'link/ether 00:1a:2b:3c:4d:5e',
  'ssh-ed25519 or ed25519 keys',
  'nightly 20260608 and 20260608093000',
  'defaced effaced deadbeef',
  '0x1a2b3c4d5e',
  'a path/1a2b3c4d/file or 1a2b3c4d.tf',
  'md5 d41d8cd98f00b204e9800998ecf8427e',
  '`old-1a2b3c4d*`',
  'key=1a2b3c4d&next=1',
])('%s is no commit', (text) => {
  expect(found(text)).toEqual([])
})

test('what mortem generated and what a code block shows is left alone', () => {
  const text = [
    '<!-- mortem:timeline as of 4e88298a01c3 -->',
    'commit 1111aaaa',
    '<!-- /mortem:timeline 3f9a1c7e -->',
    '```',
    'commit 2222bbbb',
    '```',
    '- ~~~~ ',
    '  commit 3333cccc',
    '  ~~~~',
    'commit 4444dddd',
  ].join('\n')
  expect(documentHashes(text)).toMatchObject([{ hash: '4444dddd', line: 10, meant: true }])
})

test('a place is where the hash stands, whatever is around it', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '4e882989',
      '4E882989',
      '/commit/0123abcd',
      '|',
      '`',
      '\n',
      '\r\n',
      '```\n',
      ' commit ',
      '<!-- mortem:x -->',
      'é',
      '😀',
    ),
    fc.string({ unit: 'binary', maxLength: 8 }),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const text = pieces.join('')
      for (const { hash, start, end, line } of documentHashes(text)) {
        expect(text.slice(start, end).toLowerCase()).toBe(hash)
        expect(text.slice(0, start).split('\n')).toHaveLength(line)
      }
    }),
  )
})

test('the time is linear in hostile text', () => {
  for (const piece of ['commit 4e882989, ', '/commit/', '|', 'a'.repeat(63), '`4e882989`', 'revert '.repeat(3)]) {
    const start = performance.now()
    documentHashes(piece.repeat(400_000 / piece.length))
    documentHashes(`${piece}\n`.repeat(400_000 / piece.length))
    expect(performance.now() - start).toBeLessThan(3000)
  }
})
