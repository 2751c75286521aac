import { expect, test } from 'vitest'
import { resolveHashes } from '../../src/git/hashes.ts'
import { openRepository } from '../../src/git/repository.ts'
import { makeRepository, type TestRepository } from '../support/repository.ts'

const resolve = async (repo: TestRepository, hashes: string[]) =>
  resolveHashes(await openRepository(repo.path, repo.env), hashes)

test('full and abbreviated hashes of commits, reachable or not', async () => {
  const repo = await makeRepository()
  const one = await repo.commit({ message: 'one', files: { a: '' } })
  const lost = await repo.commit({ message: 'lost' })
  repo.git('reset', '--quiet', '--hard', one)
  const blob = repo.git('rev-parse', 'HEAD:a')
  const asked = [
    one,
    one.slice(0, 7),
    lost.slice(0, 12).toUpperCase(),
    blob,
    '1'.repeat(40),
    `${one}00`,
    one.slice(0, 6),
    'HEAD',
    '',
  ]
  expect(await resolve(repo, asked)).toEqual(
    new Map<string, unknown>([
      [one, { hash: one }],
      [one.slice(0, 7), { hash: one }],
      [lost.slice(0, 12).toUpperCase(), { hash: lost }],
      [blob, null],
      ['1'.repeat(40), null],
      [`${one}00`, null],
      [one.slice(0, 6), null],
      ['HEAD', null],
      ['', null],
    ]),
  )
  expect(await resolve(repo, [])).toEqual(new Map())
})

test('a branch or tag named like a hash never wins', async () => {
  const repo = await makeRepository()
  const one = await repo.commit({ message: 'one' })
  const two = await repo.commit({ message: 'two' })
  repo.git('update-ref', `refs/heads/${one.slice(0, 8)}`, two)
  repo.git('tag', 'deadbeef', two)
  repo.git('tag', '12345678', two)
  expect(repo.git('rev-parse', one.slice(0, 8))).toBe(two)
  expect(await resolve(repo, [one.slice(0, 8), 'deadbeef', '12345678'])).toEqual(
    new Map<string, unknown>([
      [one.slice(0, 8), { hash: one }],
      ['deadbeef', null],
      ['12345678', null],
    ]),
  )
})

/** A commit of the empty tree at this second; the seconds below were searched for hashes that start alike. */
function commitAt(repo: TestRepository, second: number): string {
  const person = `A <a@b> ${second} +0000`
  const object = `tree ${repo.git('write-tree')}\nauthor ${person}\ncommitter ${person}\n\nx\n`
  return repo.feed(object, 'hash-object', '-t', 'commit', '-w', '--stdin')
}

test('a prefix of two commits is ambiguous', async () => {
  const repo = await makeRepository()
  const both = [commitAt(repo, 8779), commitAt(repo, 10741)].sort()
  const [first = ''] = both
  expect(both.map((hash) => hash.slice(0, 7))).toEqual(['c695aa2', 'c695aa2'])
  expect(await resolve(repo, ['c695aa2', first])).toEqual(
    new Map<string, unknown>([
      ['c695aa2', { ambiguous: both }],
      [first, { hash: first }],
    ]),
  )
})

test('a prefix of a commit and a blob names the commit', async () => {
  const repo = await makeRepository()
  const commit = commitAt(repo, 12214)
  const blob = repo.feed('13920', 'hash-object', '-w', '--stdin')
  expect([commit.slice(0, 7), blob.slice(0, 7)]).toEqual(['9303fee', '9303fee'])
  expect(await resolve(repo, ['9303fee'])).toEqual(new Map([['9303fee', { hash: commit }]]))
})

test('SHA-256', async () => {
  const repo = await makeRepository({ objectFormat: 'sha256' })
  const one = await repo.commit({ message: 'one' })
  expect(await resolve(repo, [one, one.slice(0, 7), one.slice(0, 40)])).toEqual(
    new Map([one, one.slice(0, 7), one.slice(0, 40)].map((hash) => [hash, { hash: one }])),
  )
})
