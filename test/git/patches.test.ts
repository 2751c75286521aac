/** Patch ids and changed lines, whatever the user's settings, the paths and the content are. */
import { expect, test } from 'vitest'
import { openHistory } from '../../src/git/history.ts'
import { openRepository } from '../../src/git/repository.ts'
import { makeFolder, makeRepository, repositoryAt, type TestRepository } from '../support/repository.ts'

const historyOf = async ({ path, env }: TestRepository) => openHistory(await openRepository(path, env), null)

async function changed() {
  const repo = await makeRepository()
  await repo.commit({ message: 'one', files: { 'a.tf': 'x = 1\n\ny = 2\nz = 3\n', 'b.tf': 'b\n' } })
  const hash = await repo.commit({ message: 'two', files: { 'a.tf': 'x = 1\n\ny = 3\nz = 3\n', 'b.tf': null } })
  return { repo, hash }
}

test('patch ids are those that git makes itself', async () => {
  const { repo, hash } = await changed()
  const own = (context: string) =>
    repo.feed(repo.git('diff-tree', '-p', context, '--full-index', hash), 'patch-id', '--stable').split(' ')[0]
  expect((await (await historyOf(repo)).patchIds([hash])).get(hash)).toEqual({ full: own('-U3'), bare: own('-U0') })
})

test('no setting changes them', async () => {
  const { repo, hash } = await changed()
  const before = await (await historyOf(repo)).patchIds([hash])
  const settings = {
    ...{ 'diff.noprefix': 'true', 'diff.mnemonicPrefix': 'true', 'diff.context': '0', 'diff.interHunkContext': '9' },
    ...{
      'color.ui': 'always',
      'color.diff': 'always',
      'diff.algorithm': 'patience',
      'diff.suppressBlankEmpty': 'true',
    },
    ...{ 'diff.external': 'false', 'diff.renames': 'copies', 'core.quotePath': 'true', 'patchid.stable': 'false' },
    ...{ 'diff.relative': 'true', 'diff.orderFile': 'none', 'diff.indentHeuristic': 'false' },
  }
  for (const [key, value] of Object.entries(settings)) repo.git('config', key, value)
  expect(await (await historyOf(repo)).patchIds([hash])).toEqual(before)
  expect((await (await historyOf(repo)).lines([hash])).get(hash)).toEqual([
    { path: 'a.tf', removed: ['y = 2'], added: ['y = 3'] },
    { path: 'b.tf', removed: ['b'], added: [] },
  ])
})

test('a merge has none; what is asked twice, or is no commit, does no harm', async () => {
  const { repo, hash } = await changed()
  const side = await repo.commit({ message: 'side', files: { 'c.tf': 'c\n' }, parent: `${hash}^` })
  const merge = await repo.commit({ message: 'merge', files: { 'c.tf': 'c\n' }, parent: [hash, side] })
  const empty = await repo.commit({ message: 'empty' })
  const history = await historyOf(repo)
  const ids = await history.patchIds([merge, hash, hash, empty, 'HEAD', '-x'])
  expect([...ids.keys()]).toEqual([merge, hash, empty])
  expect(ids.get(merge)).toEqual({ full: null, bare: null })
  expect(ids.get(empty)).toEqual({ full: null, bare: null })
  expect([...(await history.lines([merge, hash])).keys()]).toEqual([hash])
  expect(await history.patchIds([])).toEqual(new Map())
})

test('content that looks like a patch is content, and paths are any bytes', async () => {
  const repo = await makeRepository()
  const nasty = '-- a/x\n++ b/x\n@@ -1,9 +1,9 @@\ndiff --git a/x b/x\n'
  const files = { 'a b.md': 'é', 'q"\\uote\n.md': nasty, ' tab\t.md': 'x\r\n', 'ünïcode.md': '\ufeffy' }
  const hash = await repo.commit({ message: 'root', files })
  const lines = (await (await historyOf(repo)).lines([hash])).get(hash)
  expect(Object.fromEntries((lines ?? []).map(({ path, added }) => [path, added]))).toEqual({
    'a b.md': ['é'],
    'q"\\uote\n.md': nasty.split('\n').slice(0, -1),
    ' tab\t.md': ['x\r'],
    'ünïcode.md': ['\ufeffy'],
  })
})

test('a huge patch is absent, a huge line is cut', async () => {
  const repo = await makeRepository()
  const many = await repo.commit({ message: 'many', files: { 'vendor.txt': 'line\n'.repeat(60_000) } })
  const long = await repo.commit({ message: 'long', files: { 'long.txt': `${'x'.repeat(3_000_000)}\nshort\n` } })
  const lines = await (await historyOf(repo)).lines([many, long])
  expect([...lines.keys()]).toEqual([long])
  expect(lines.get(long)?.[0]?.added.map((line) => line.length)).toEqual([4000, 5])
})

test('where blobs are missing nothing is fetched, and nothing is thrown', async () => {
  const { repo, hash } = await changed()
  repo.git('config', 'uploadpack.allowFilter', 'true')
  const folder = await makeFolder()
  repo.git('clone', '--quiet', '--no-checkout', '--filter=blob:none', `file://${repo.path}`, `${folder}/clone`)
  const history = await historyOf(repositoryAt(`${folder}/clone`))
  expect((await history.patchIds([hash])).get(hash)).toBeUndefined()
  expect((await history.lines([hash])).size).toBe(0)
})

test('objects are found whether a branch holds them or not', async () => {
  const { repo, hash } = await changed()
  repo.git('reset', '--quiet', '--hard', 'HEAD~1')
  const found = await (await historyOf(repo)).objects([hash.slice(0, 8), '0123abcd'])
  expect(found.get(hash.slice(0, 8))).toMatchObject([{ hash, message: 'two', email: 'ada@example.org' }])
  expect(found.get('0123abcd')).toEqual([])
})
