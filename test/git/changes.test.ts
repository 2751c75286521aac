import { chmod, rm, symlink } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { openHistory } from '../../src/git/history.ts'
import { openRepository } from '../../src/git/repository.ts'
import { makeFolder, makeRepository, repositoryAt, type TestRepository } from '../support/repository.ts'

const open = async (repo: TestRepository) => openHistory(await openRepository(repo.path, repo.env), null)

/** `A a.md` for each change. */
async function changed(repo: TestRepository, commit: string): Promise<string[] | undefined> {
  const changes = await (await open(repo)).changes([commit])
  return changes.get(commit)?.map(({ status, path }) => `${status} ${path}`)
}

test('added, modified, deleted, and of another type', async () => {
  const repo = await makeRepository()
  const root = await repo.commit({ message: 'one', files: { a: '1', b: '1', c: '1' } })
  await rm(`${repo.path}/c`)
  await symlink('a', `${repo.path}/c`)
  await chmod(`${repo.path}/a`, 0o755)
  repo.git('add', '--all')
  const next = await repo.commit({ message: 'two', files: { b: null, 'd/e': '2' } })
  expect(await changed(repo, root)).toEqual(['A a', 'A b', 'A c'])
  expect(await changed(repo, next)).toEqual(['M a', 'D b', 'T c', 'A d/e'])

  const changes = (await (await open(repo)).changes([next])).get(next)
  const blob = (name: string) => repo.git('rev-parse', name)
  expect(changes?.[1]).toEqual({ path: 'b', status: 'D', before: blob(`${root}:b`), after: null })
  expect(changes?.[3]).toEqual({ path: 'd/e', status: 'A', before: null, after: blob('HEAD:d/e') })
})

test('a moved file is one deleted and one added', async () => {
  const repo = await makeRepository()
  await repo.commit({ message: 'one', files: { a: 'same text\n' } })
  const moved = await repo.commit({ message: 'two', files: { a: null, b: 'same text\n' } })
  expect(await changed(repo, moved)).toEqual(['D a', 'A b'])
})

test('a merge shows only what differs from all its parents', async () => {
  const repo = await makeRepository()
  const base = await repo.commit({ message: 'base', files: { shared: '0' } })
  const left = await repo.commit({ message: 'left', files: { left: '1', shared: 'left' }, parent: base })
  const right = await repo.commit({ message: 'right', files: { right: '1', shared: 'right' }, parent: base })
  const clean = await repo.commit({ message: 'clean', parent: [left, right], files: { right: '1' } })
  const evil = await repo.commit({
    message: 'evil',
    parent: [left, right],
    files: { right: '1', shared: 'both', sneaked: 'in', left: null },
  })
  const octopus = await repo.commit({ message: 'octopus', parent: [base, left, right], files: { shared: 'all three' } })
  expect(await changed(repo, clean)).toEqual([])
  // `left` was deleted in the merge alone, but it equals the parent `right`, which never had it.
  expect(await changed(repo, evil)).toEqual(['M shared', 'A sneaked'])
  expect(await changed(repo, octopus)).toEqual(['M shared'])
  const [change] = (await (await open(repo)).changes([evil])).get(evil) ?? []
  expect(change).toMatchObject({
    before: repo.git('rev-parse', `${left}:shared`),
    after: repo.git('rev-parse', `${evil}:shared`),
  })
})

test('a submodule has a path and no blob', async () => {
  const repo = await makeRepository()
  const hash = await repo.commit({ message: 'one' })
  repo.git('update-index', '--add', '--cacheinfo', `160000,${hash},module`)
  const added = await repo.commit({ message: 'two' })
  const changes = await (await open(repo)).changes([added])
  expect(changes.get(added)).toEqual([{ path: 'module', status: 'A', before: null, after: null }])
})

const oddPaths = [
  'new\nline',
  'carriage\r',
  '"quoted"',
  "it's",
  ':(top)x',
  ':100644 100644',
  '-dash',
  '--',
  'gl*b?[x]',
  'naïve/日本.md',
  ' space ',
  'tab\t',
  '\\back',
]

test('paths with any characters', async () => {
  const repo = await makeRepository()
  await repo.commit({ message: 'others', files: { 'globb?[x]': '', other: '' } })
  const hash = await repo.commit({ message: 'odd', files: Object.fromEntries(oddPaths.map((path) => [path, path])) })
  await repo.commit({ message: 'unrelated', files: { other: '1' } })
  const history = await open(repo)
  const all = [...oddPaths].sort()
  expect(
    (await history.changes([hash]))
      .get(hash)
      ?.map(({ path }) => path)
      .sort(),
  ).toEqual(all)
  expect([...(await history.tree(oddPaths)).keys()].sort()).toEqual(all)

  for (const path of oddPaths) {
    const [only, ...more] = await history.pathHistory([path])
    expect(only).toMatchObject({ commit: hash, changes: [{ path }] })
    expect(more).toEqual([])
  }
  const together = await history.pathHistory(oddPaths)
  expect(together.map(({ commit }) => commit)).toEqual([hash])
  expect(together[0]?.changes).toHaveLength(oddPaths.length)
})

test('unknown commits, twice the same and none', async () => {
  const repo = await makeRepository()
  const hash = await repo.commit({ message: 'one', files: { a: '' } })
  const unknown = '1'.repeat(40)
  const changes = await (await open(repo)).changes([unknown, hash, hash, 'not a hash'])
  expect([...changes].map(([commit, { length }]) => [commit, length])).toEqual([
    [unknown, 0],
    [hash, 1],
    ['not a hash', 0],
  ])
})

test('at the border of a shallow clone nothing seems added', async () => {
  const repo = await makeRepository()
  for (const text of ['1', '2', '3', '4']) await repo.commit({ message: text, files: { a: text, [`f${text}`]: '' } })
  const path = `${await makeFolder()}/clone`
  repo.git('clone', '--quiet', '--depth=3', `file://${repo.path}`, path)
  const clone = repositoryAt(path)
  const [four = '', three = '', two = ''] = clone.git('rev-list', 'HEAD').split('\n')
  expect(await changed(clone, four)).toEqual(['M a', 'A f4'])
  expect(await changed(clone, three)).toEqual(['M a', 'A f3'])
  expect(await changed(clone, two)).toEqual([])
  expect((await (await open(clone)).pathHistory(['a'])).map(({ commit }) => commit)).toEqual([four, three])
})

test('the history of paths follows side branches whose change did not survive', async () => {
  const repo = await makeRepository()
  const base = await repo.commit({ message: 'base', files: { 'docs/a': '0', b: '0' } })
  const side = await repo.commit({ message: 'side', files: { 'docs/a': 'side' }, parent: base })
  const main = await repo.commit({ message: 'main', files: { b: '1' }, parent: base })
  const merge = await repo.commit({ message: 'merge, ours', parent: [main, side] })
  const history = await open(repo)
  expect(history.head).toBe(merge)
  expect((await history.pathHistory(['docs/'])).map(({ commit }) => commit)).toEqual([side, base])
  expect((await history.pathHistory(['docs'])).map(({ changes }) => changes.map(({ path }) => path))).toEqual([
    ['docs/a'],
    ['docs/a'],
  ])
  expect(await history.pathHistory(['doc'])).toEqual([])
  expect(await history.pathHistory([])).toEqual([])
  expect(await history.pathHistory(['.'])).toHaveLength(3)
})

test('more paths than a command line holds', async () => {
  const repo = await makeRepository()
  const paths = Array.from({ length: 30_000 }, (_, at) => `folder/with/a/long/name/${at}`)
  const hash = await repo.commit({ message: 'one', files: { 'folder/with/a/long/name/29999': '' } })
  const history = await open(repo)
  expect((await history.pathHistory(paths)).map(({ commit }) => commit)).toEqual([hash])
  expect((await history.tree(paths)).size).toBe(1)
})
