/** What git says of lines, and the arithmetic of line numbers. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readBlame } from '../../src/git/blame.ts'
import { blobDifference, fileDifference, linesBefore, linesTaken } from '../../src/git/line-map.ts'
import { unquoted } from '../../src/git/quoted.ts'
import { openRepository } from '../../src/git/repository.ts'
import { readTreeEntry } from '../../src/git/tree-entry.ts'
import { makeRepository } from '../support/repository.ts'

test('each line with its commit, its file there and its number there', async () => {
  const repo = await makeRepository()
  const start = await repo.commit({
    message: 'start',
    files: { 'naïve "名".tf': 'one\ntwo and a half\nthree and more\n' },
  })
  const next = await repo.commit({
    message: '0123456789012345678901234567890123456789 1 1\n\n\tno line',
    files: { 'naïve "名".tf': null, 'b.tf': 'zero\n  one\ntwo and a half\nthree and more\n' },
  })
  const repository = await openRepository(repo.path, repo.env)
  const old = 'naïve "名".tf'
  expect([...(await readBlame(repository, next, 'b.tf', { lines: null }))]).toEqual([
    [1, { commit: next, path: 'b.tf', line: 1, text: 'zero' }],
    [2, { commit: start, path: old, line: 1, text: '  one' }],
    [3, { commit: start, path: old, line: 2, text: 'two and a half' }],
    [4, { commit: start, path: old, line: 3, text: 'three and more' }],
  ])
  expect((await readBlame(repository, start, old, { lines: [3] })).get(3)?.text).toBe('three and more')
  expect(await readBlame(repository, start, old, { lines: [400] })).toEqual(new Map())
  await expect(readBlame(repository, start, 'b.tf', { lines: null })).rejects.toThrow('no such path')
})

test('bytes that are no text, no line end, no line', async () => {
  const repo = await makeRepository()
  const files = { binary: new Uint8Array([0, 10, 255, 13, 10, 9]), empty: '', cr: 'a\rb\r\nc' }
  const commit = await repo.commit({ message: 'x', files })
  const repository = await openRepository(repo.path, repo.env)
  const texts = async (path: string) =>
    [...(await readBlame(repository, commit, path, { lines: null })).values()].map(({ text }) => text)
  expect(await texts('binary')).toEqual(['\0', '\ufffd\r', '\t'])
  expect(await texts('empty')).toEqual([])
  expect(await texts('cr')).toEqual(['a\rb\r', 'c'])
})

test('quoted paths', () => {
  expect(unquoted('plain "name"')).toBe('plain "name"')
  expect(unquoted(String.raw`"a\"b\\c\td\ne\001\177ä"`)).toBe('a"b\\c\td\ne\u0001\u007fä')
})

test('a line is where it was before, whatever was changed around it', async () => {
  const repo = await makeRepository()
  const repository = await openRepository(repo.path, repo.env)
  const line = fc.constantFrom('a', 'b', '@@ -1 +1 @@', '-x', '+y', '')
  const blob = (texts: string[]) => repo.feed(texts.map((text) => `${text}\n`).join(''), 'hash-object', '-w', '--stdin')
  const check = fc.asyncProperty(fc.array(line, { maxLength: 12 }), fc.array(line, { maxLength: 12 }), async (a, b) => {
    const differences = await blobDifference(repository, blob(a), blob(b))
    const kept = new Set<number>()
    b.forEach((text, n) => {
      const before = linesBefore(differences)(n + 1)
      if (before === null) return
      expect(a[before - 1]).toBe(text)
      kept.add(before)
    })
    a.forEach((_, n) => {
      expect(linesTaken(differences)(n + 1)).toBe(!kept.has(n + 1))
    })
  })
  await fc.assert(check, { numRuns: 40 })
})

test('the working tree against a commit: an edited, an unchanged and a deleted file', async () => {
  const repo = await makeRepository()
  const commit = await repo.commit({ message: 'x', files: { a: '1\n2\n3\n', '-b': '1\n', c: '1\n' } })
  repo.git('rm', '--quiet', 'c')
  await repo.write('a', 'new\n1\n3\n')
  const repository = await openRepository(repo.path, repo.env)
  const differences = (await fileDifference(repository, commit, 'a')) ?? []
  expect([1, 2, 3].map(linesBefore(differences))).toEqual([null, 1, 3])
  expect(await fileDifference(repository, commit, '-b')).toEqual([])
  expect(await fileDifference(repository, commit, 'c')).toBe(null)
})

test('what a path is', async () => {
  const repo = await makeRepository()
  const one = await repo.commit({ message: 'x', files: { 'd/*': '1', '-x': '1' } })
  const link = repo.feed('d', 'hash-object', '-w', '--stdin')
  repo.git('update-index', '--add', '--cacheinfo', `120000,${link},link`, '--cacheinfo', `160000,${one},sub`)
  const commit = await repo.commit({ message: 'y' })
  const repository = await openRepository(repo.path, repo.env)
  const kind = async (path: string) => (await readTreeEntry(repository, commit, path))?.kind ?? null
  for (const [path, expected] of Object.entries({
    'd/*': 'file',
    '-x': 'file',
    d: 'folder',
    'd/': 'folder',
    '': 'folder',
  }))
    expect(await kind(path), path).toBe(expected)
  for (const [path, expected] of Object.entries({
    link: 'link',
    sub: 'submodule',
    '*': null,
    'd/?': null,
    'link/*': null,
  }))
    expect(await kind(path), path).toBe(expected)
})
