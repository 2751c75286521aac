/** Where words stand in a tree. */
import { expect, test } from 'vitest'
import { openHistory } from '../../src/git/history.ts'
import { openRepository } from '../../src/git/repository.ts'
import { makeRepository, type TestRepository } from '../support/repository.ts'

async function holding(repo: TestRepository, words: string[], at: string | null = null) {
  const history = await openHistory(await openRepository(repo.path, repo.env), null)
  const { paths, unread } = await history.holding(words, at)
  return { ...Object.fromEntries(paths), ...(unread.length > 0 ? { unread } : {}) }
}

test('words are looked for as they stand, in the tree of a commit', async () => {
  const repo = await makeRepository()
  const first = await repo.commit({
    message: 'one',
    files: { a: 'SignInDown\n', 'b/new\nline': 'xSignInDown.y SignInDown' },
  })
  await repo.commit({ message: 'two', files: { a: 'signindown', 'é:c': 'SignIn\nDown', bin: 'SignInDown\0' } })
  expect(await holding(repo, ['SignInDown', 'signin', 'Sign.nDown', 'SignIn'])).toEqual({
    SignInDown: ['b/new\nline', 'bin'],
    signin: ['a'],
    'Sign.nDown': [],
    SignIn: ['b/new\nline', 'bin', 'é:c'],
  })
  expect(await holding(repo, ['SignInDown'], first)).toEqual({ SignInDown: ['a', 'b/new\nline'] })
})

test('words that are options, patterns, empty or of several lines are only words', async () => {
  const repo = await makeRepository()
  await repo.commit({ message: 'one', files: { a: '--all -e x\n', b: '.*\n' } })
  expect(await holding(repo, ['--all', '-e', '.*', '', 'a\nb', 'x\r', '\0'])).toEqual({
    ...{ '--all': ['a'], '-e': ['a'], '.*': ['b'] },
    ...{ '': [], 'a\nb': [], 'x\r': [], '\0': [] },
  })
  expect(await holding(repo, [])).toEqual({})
})

test('configuration and attributes change nothing', async () => {
  const repo = await makeRepository()
  await repo.commit({ message: 'one', files: { a: 'Word\n', '.gitattributes': '* binary\na -diff diff=x\n' } })
  for (const [key, value] of Object.entries({
    ...{ 'grep.lineNumber': 'true', 'grep.column': 'true', 'grep.patternType': 'perl', 'grep.fullName': 'false' },
    ...{ 'color.grep': 'always', 'color.ui': 'always', 'diff.x.textconv': 'false', 'submodule.recurse': 'true' },
  }))
    repo.git('config', key, value)
  expect(await holding(repo, ['Word'])).toEqual({ Word: ['a'] })
})

test('a blob that is not there is named', async () => {
  const repo = await makeRepository()
  await repo.commit({ message: 'one', files: { a: 'Word\n', b: 'other\n' } })
  const blob = repo.git('rev-parse', 'HEAD:b')
  const { rm } = await import('node:fs/promises')
  await rm(`${repo.path}/.git/objects/${blob.slice(0, 2)}/${blob.slice(2)}`, { force: true })
  expect(await holding(repo, ['Word', 'other'])).toEqual({ Word: ['a'], other: [], unread: ['b'] })
})

test('before the first commit nothing is held', async () => {
  expect(await holding(await makeRepository(), ['x'])).toEqual({ x: [] })
})
