import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openHistory } from '../../src/git/history.ts'
import { batchObjects } from '../../src/git/objects.ts'
import { records } from '../../src/git/records.ts'
import { openRepository } from '../../src/git/repository.ts'
import { makeRepository, type TestRepository } from '../support/repository.ts'

const open = async (repo: TestRepository) => openHistory(await openRepository(repo.path, repo.env), null)

test('texts of blobs; missing, binary and large ones are absent', async () => {
  const repo = await makeRepository()
  const store = (content: string | Uint8Array) => repo.feed(content, 'hash-object', '-w', '--stdin')
  const texts = ['', 'text\n', 'no end', `\ufeffBOM\r\n`, `fake ${'a'.repeat(40)} blob 3\nabc\n`, 'x'.repeat(1 << 20)]
  const kept = new Map(texts.map((text) => [store(text), text]))
  const lateNul = store(`${'x'.repeat(8000)}\0`)
  const latin = store(Buffer.from('caf\xe9', 'latin1'))
  const absent = [store('x\0y'), store('x'.repeat((1 << 20) + 1)), '1'.repeat(40), 'HEAD', 'no hash']
  const commit = await repo.commit({ message: 'a commit is no blob' })
  const found = await (await open(repo)).blobs([...absent, ...kept.keys(), lateNul, latin, commit, ...kept.keys()])
  expect(found).toEqual(new Map([...kept, [lateNul, `${'x'.repeat(8000)}\0`], [latin, 'caf\ufffd']]))
})

test('the tree at head, below folders and files', async () => {
  const repo = await makeRepository()
  const hash = await repo.commit({ message: 'one', files: { 'docs/a.md': 'a', 'docs/b/c.md': 'c', docsx: 'x' } })
  repo.git('update-index', '--add', '--cacheinfo', `160000,${hash},docs/module`)
  await repo.commit({ message: 'two' })
  await repo.write('docs/uncommitted.md', '')
  const tree = (await open(repo)).tree
  expect([...(await tree([])).keys()]).toEqual(['docs/a.md', 'docs/b/c.md', 'docsx'])
  expect([...(await tree(['./docs/'])).keys()]).toEqual(['docs/a.md', 'docs/b/c.md'])
  expect([...(await tree(['docs/b', 'docsx', 'gone'])).keys()]).toEqual(['docs/b/c.md', 'docsx'])
  expect((await tree(['docs/a.md'])).get('docs/a.md')).toBe(repo.git('rev-parse', 'HEAD:docs/a.md'))
})

test('tags, peeled to commits', async () => {
  const repo = await makeRepository()
  const one = await repo.commit({ message: 'one', files: { a: '' } })
  repo.git('branch', 'v1')
  const two = await repo.commit({ message: 'two' })
  repo.git('tag', 'light', one)
  repo.git('tag', '-m', 'x', 'v1', two)
  repo.git('tag', '-m', 'x', 'nested', 'v1')
  repo.git('tag', '-m', 'x', 'twice-nested', 'nested')
  repo.git('tag', 'blob', 'HEAD:a')
  repo.git('tag', 'dir/ünï', one)
  expect(Object.fromEntries(await (await open(repo)).tags())).toEqual({
    light: one,
    v1: two,
    nested: two,
    'twice-nested': two,
    'dir/ünï': one,
  })
})

test('records survive any cut of their bytes', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 200 }),
      fc.array(fc.nat(200), { maxLength: 8 }),
      async (bytes, cuts) => {
        const whole = Buffer.from(bytes)
        const expected = whole.toString('utf8').split('\0')
        if (expected.at(-1) === '') expected.pop()
        const found: string[] = []
        for await (const batch of records(pieces(whole, cuts))) found.push(...batch)
        expect(found).toEqual(expected)
      },
    ),
  )
})

test('batch output survives any cut of its bytes', async () => {
  const name = 'a'.repeat(40)
  await fc.assert(
    fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 40 })), fc.array(fc.nat(400)), async (contents, cuts) => {
      const whole = Buffer.concat([
        ...contents.flatMap((content) => [Buffer.from(`${name} blob ${content.length}\n`), content, Buffer.from('\n')]),
        Buffer.from('what was asked missing\n'),
      ])
      const found: unknown[] = []
      for await (const object of batchObjects(pieces(whole, cuts))) found.push(object)
      expect(found).toEqual([
        ...contents.map((content) => ({ name, type: 'blob', content: Buffer.from(content) })),
        { name: 'what was asked', type: 'missing', content: null },
      ])
    }),
  )
})

async function* pieces(whole: Buffer, cuts: number[]): AsyncGenerator<Buffer> {
  let from = 0
  for (const cut of [...cuts, whole.length].sort((a, b) => a - b)) {
    const to = Math.min(cut, whole.length)
    if (to > from) yield whole.subarray(from, to)
    from = Math.max(from, to)
  }
}
