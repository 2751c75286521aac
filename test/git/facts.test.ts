import { chmod, readFile, symlink } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { currentBranch, ignoredPaths, readRemotes, trackedPaths } from '../../src/git/facts.ts'
import { openRepository } from '../../src/git/repository.ts'
import { stagedChanges } from '../../src/git/staged.ts'
import { makeFolder, makeRepository, repositoryAt, type TestRepository } from '../support/repository.ts'

const open = (repo: TestRepository, env: NodeJS.ProcessEnv = {}) => openRepository(repo.path, { ...repo.env, ...env })

test('remotes', async () => {
  const repo = await makeRepository()
  expect(await readRemotes(await open(repo))).toEqual(new Map())
  repo.git('remote', 'add', 'origin', 'https://user:secret@example.org/a.git')
  repo.git('remote', 'add', 'up.stream.url', 'git@example.org:b.git')
  repo.git('remote', 'set-url', '--add', 'origin', 'second')
  expect(await readRemotes(await open(repo))).toEqual(
    new Map([
      ['origin', 'https://user:secret@example.org/a.git'],
      ['up.stream.url', 'git@example.org:b.git'],
    ]),
  )
})

test('the current branch, unborn, ambiguous, and detached', async () => {
  const repo = await makeRepository({ defaultBranch: 'topic/ä' })
  expect(await currentBranch(await open(repo))).toBe('topic/ä')
  const hash = await repo.commit({ message: 'one' })
  repo.git('tag', 'topic/ä')
  expect(await currentBranch(await open(repo))).toBe('topic/ä')
  repo.git('checkout', '--quiet', '--detach', hash)
  expect(await currentBranch(await open(repo))).toBeNull()
})

test("a warning of git's is no failure: the user's own ignore file cannot be read", async () => {
  const repo = await makeRepository()
  const home = await makeFolder()
  await symlink('ignore', `${home}/ignore`)
  repo.git('config', 'core.excludesFile', `${home}/ignore`)
  const repository = await openRepository(repo.path, repo.env)
  expect(await ignoredPaths(repository, ['a'])).toEqual(new Set())
  await repo.write('.gitignore', 'a\n')
  expect(await ignoredPaths(repository, ['a', 'b'])).toEqual(new Set(['a']))
})

test('ignored and tracked paths', async () => {
  const repo = await makeRepository()
  const files = { '.gitignore': '*.log\nbuilt/\n', 'kept.log': '', 'docs/a': '', 'docs/[b]': '', '-x': '' }
  await repo.commit({ message: 'one', files: { ...files, '.gitignore': '' } })
  await repo.commit({ message: 'two', files: { '.gitignore': files['.gitignore'] } })
  const paths = [
    'kept.log',
    'other.log',
    'built/x',
    'new\nline.log',
    ':(top)x.log',
    '[x].log',
    '-x',
    'docs',
    'docs/',
    'docs/[b]',
    'docs/b',
    'd*',
  ]
  const repository = await open(repo)
  expect(await ignoredPaths(repository, paths)).toEqual(
    new Set(['other.log', 'built/x', 'new\nline.log', ':(top)x.log', '[x].log']),
  )
  expect(await trackedPaths(repository, paths)).toEqual(new Set(['kept.log', '-x', 'docs', 'docs/', 'docs/[b]']))
  expect(await ignoredPaths(repository, ['a'])).toEqual(new Set())
  expect(await ignoredPaths(repository, [])).toEqual(new Set())
  expect(await trackedPaths(repository, [])).toEqual(new Set())
})

test('a bare repository ignores and tracks nothing', async () => {
  const repo = await makeRepository()
  await repo.commit({ message: 'one', files: { a: '' } })
  const path = `${await makeFolder()}/bare`
  repo.git('clone', '--quiet', '--bare', '.', path)
  const repository = await open(repositoryAt(path))
  expect(await ignoredPaths(repository, ['a'])).toEqual(new Set())
  expect(await trackedPaths(repository, ['a'])).toEqual(new Set())
})

/** What a real pre-commit hook sees: git's variables, written down by the hook, and the index file, copied by it. */
async function seenByHook(repo: TestRepository, ...commit: string[]): Promise<string[]> {
  const notes = await makeFolder()
  const hook = `#!/bin/sh\nenv | grep ^GIT_ > ${notes}/env\ncp "$GIT_INDEX_FILE" ${notes}/index\npwd > ${notes}/cwd\nexit 1\n`
  await repo.write('.git/hooks/pre-commit', hook)
  await chmod(`${repo.path}/.git/hooks/pre-commit`, 0o755)
  expect(() => repo.git('commit', '-m', 'x', ...commit)).toThrow()
  const variables = (await readFile(`${notes}/env`, 'utf8')).trimEnd().split('\n')
  const env = Object.fromEntries(variables.map((line) => line.split(/=(.*)/s).slice(0, 2)))
  expect(env.GIT_INDEX_FILE).toBeDefined()
  const cwd = (await readFile(`${notes}/cwd`, 'utf8')).trimEnd()
  const repository = await openRepository(cwd, { ...process.env, ...env, GIT_INDEX_FILE: `${notes}/index` })
  return (await stagedChanges(repository)).map(({ path }) => path)
}

test('in a hook the staged paths are those of the commit being made', async () => {
  const repo = await makeRepository()
  await repo.commit({ message: 'one', files: { a: '1', b: '1', c: '1' } })
  await repo.write('a', '2')
  await repo.write('b', '2')
  expect(await seenByHook(repo, '-a')).toEqual(['a', 'b'])
  repo.git('add', 'b')
  expect(await seenByHook(repo)).toEqual(['b'])
  expect(await seenByHook(repo, '--', 'a')).toEqual(['a'])
  expect(await seenByHook(repo, '-a')).toEqual(['a', 'b'])
})

test('in a hook of a linked worktree too', async () => {
  const repo = await makeRepository()
  await repo.commit({ message: 'one', files: { a: '1', b: '1' } })
  const path = `${await makeFolder()}/side`
  repo.git('worktree', 'add', '--quiet', path)
  const side = repositoryAt(path)
  await side.write('a', '2')
  side.git('add', 'a')
  const env = {
    GIT_DIR: side.git('rev-parse', '--absolute-git-dir'),
    GIT_INDEX_FILE: side.git('rev-parse', '--git-path', 'index'),
  }
  expect((await stagedChanges(await open(side, env))).map((change) => change.path)).toEqual(['a'])
  expect(await stagedChanges(await open(repo))).toEqual([])
})

test('a relative GIT_INDEX_FILE, as git gives it, is relative to the top', async () => {
  const repo = await makeRepository()
  await repo.commit({ message: 'one', files: { 'sub/a': '1', b: '1' } })
  repo.git('read-tree', '--index-output=.git/next-index-1', repo.feed('', 'mktree'))
  const env = { ...repo.env, GIT_INDEX_FILE: '.git/next-index-1' }
  for (const cwd of [repo.path, `${repo.path}/sub`])
    expect((await stagedChanges(await openRepository(cwd, env))).map(({ status }) => status)).toEqual(['D', 'D'])
})

test('staged before the first commit', async () => {
  const repo = await makeRepository()
  await repo.write('new\nline', '')
  repo.git('add', '--all')
  expect(await stagedChanges(await open(repo))).toMatchObject([{ path: 'new\nline', status: 'A', before: null }])
})
