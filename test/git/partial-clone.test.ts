import { rename } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { openHistory } from '../../src/git/history.ts'
import { openRepository } from '../../src/git/repository.ts'
import { makeFolder, makeRepository, repositoryAt } from '../support/repository.ts'

/** A clone with `filter` whose origin can be reached no more, or (with `reachable`) can. */
async function partialClone(filter: string, reachable = false) {
  const origin = await makeRepository()
  const files = { a: '1', 'docs/b': '1' }
  const hashes = [
    await origin.commit({ message: 'one', files }),
    await origin.commit({ message: 'two', files: { 'docs/b': '2' } }),
  ]
  origin.git('config', 'uploadpack.allowFilter', 'true')
  origin.git('config', 'uploadpack.allowAnySHA1InWant', 'true')
  const path = `${await makeFolder()}/clone`
  origin.git('clone', '--quiet', `--filter=${filter}`, '--no-checkout', `file://${origin.path}`, path)
  const blob = origin.git('rev-parse', 'HEAD:docs/b')
  if (!reachable) await rename(`${origin.path}/.git`, `${await makeFolder()}/gone`)
  const clone = repositoryAt(path)
  return { clone, hashes, blob, history: await openHistory(await openRepository(path, clone.env), null) }
}

test('without blobs everything but their texts is read', async () => {
  const { clone, hashes, blob, history } = await partialClone('blob:none')
  const [one = '', two = ''] = hashes
  const commits: string[] = []
  for await (const { hash } of history.commits()) commits.push(hash)
  expect(commits).toEqual([two, one])
  const changes = await history.changes(commits)
  expect(commits.map((commit) => changes.get(commit)?.map(({ status, path }) => `${status} ${path}`))).toEqual([
    ['M docs/b'],
    ['A a', 'A docs/b'],
  ])
  expect((await history.pathHistory(['docs'])).map(({ commit }) => commit)).toEqual([two, one])
  expect((await history.tree([])).get('docs/b')).toBe(blob)

  const local = clone.feed('here', 'hash-object', '-w', '--stdin')
  expect(await history.blobs([blob, '1'.repeat(40), local])).toEqual(new Map([[local, 'here']]))
  expect(await history.resolveHashes([one, '1'.repeat(40), '2222222'])).toEqual(
    new Map<string, unknown>([
      [one, { hash: one }],
      ['1'.repeat(40), null],
      ['2222222', null],
    ]),
  )
})

test('nothing is fetched from an origin that could be reached', async () => {
  const { blob, history, clone } = await partialClone('blob:none', true)
  const repository = await openRepository(clone.path, clone.env)
  expect(await history.blobs([blob])).toEqual(new Map())
  await expect(openHistory(repository, '1'.repeat(40))).rejects.toThrow('No commit is named')
  // This one fetches in any other git.
  await expect(repository.run({ args: ['cat-file', 'blob', blob], parse: String })).rejects.toThrow('promisor remote')
  expect(clone.git('rev-list', '--objects', '--all', '--missing=print')).toContain(`?${blob}`)
})

test('without trees commits have no changes', async () => {
  const { hashes, history } = await partialClone('tree:0')
  expect(await history.changes(hashes)).toEqual(new Map(hashes.map((hash) => [hash, []])))
  await expect(history.pathHistory(['docs'])).rejects.toThrow('git fetch --refetch --no-filter')
})

test('a commit whose tree is missing does not take the others along', async () => {
  const { clone, hashes } = await partialClone('tree:0')
  const tree = clone.feed('', 'mktree')
  const [, two = ''] = hashes
  const first = clone.git('commit-tree', tree, '-m', 'x')
  const last = clone.git(
    'commit-tree',
    clone.feed(`100644 blob ${clone.feed('', 'hash-object', '-w', '--stdin')}\tf\n`, 'mktree'),
    '-m',
    'x',
  )
  const history = await openHistory(await openRepository(clone.path, clone.env), null)
  const changes = await history.changes([first, two, last])
  expect([...changes.values()].map(({ length }) => length)).toEqual([0, 0, 1])
})

test('the advice for a partial clone makes it whole', async () => {
  const { clone, blob } = await partialClone('tree:0', true)
  clone.git('fetch', '--quiet', '--refetch', '--no-filter')
  const history = await openHistory(await openRepository(clone.path, clone.env), null)
  expect(await history.blobs([blob])).toEqual(new Map([[blob, '2']]))
  expect(await history.pathHistory(['docs'])).toHaveLength(2)
})
