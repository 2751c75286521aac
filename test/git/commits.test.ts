import { expect, test } from 'vitest'
import { UnknownRevision } from '../../src/git/errors.ts'
import { openHistory } from '../../src/git/history.ts'
import { openRepository } from '../../src/git/repository.ts'
import type { HistoryCommit } from '../../src/ledger/history.ts'
import { makeFolder, makeRepository, repositoryAt, type TestRepository } from '../support/repository.ts'

const open = async (repo: TestRepository, rev: string | null = null) =>
  openHistory(await openRepository(repo.path, repo.env), rev)

async function read(repo: TestRepository, rev: string | null = null): Promise<HistoryCommit[]> {
  const commits: HistoryCommit[] = []
  for await (const commit of (await open(repo, rev)).commits()) commits.push(commit)
  return commits
}

test('a commit has all its fields', async () => {
  const repo = await makeRepository()
  const first = await repo.commit({ message: 'one\n' })
  const second = await repo.commit({
    message: 'two\n\nBody\n',
    author: 'Zoë Ñ <z@example.org>',
    date: '2026-03-01T10:00:00+02:00',
  })
  expect(await read(repo)).toEqual([
    {
      hash: second,
      parents: [first],
      author: 'Zoë Ñ',
      email: 'z@example.org',
      authored: Date.parse('2026-03-01T08:00:00Z') / 1000,
      committed: Date.parse('2026-03-01T08:00:00Z') / 1000,
      message: 'two\n\nBody\n',
    },
    expect.objectContaining({ hash: first, parents: [], message: 'one\n', authored: Date.UTC(2026, 0, 1) / 1000 }),
  ])
  expect(await open(repo)).toMatchObject({ head: second, headDate: Date.parse('2026-03-01T08:00:00Z') / 1000 })
})

test('without a commit there is no head and nothing to read', async () => {
  const repo = await makeRepository()
  const history = await open(repo)
  expect(history).toMatchObject({ head: null, headDate: null, shallow: false })
  expect(await read(repo)).toEqual([])
  expect(await history.pathHistory(['a'])).toEqual([])
  expect(await history.tree([])).toEqual(new Map())
  expect(await history.tags()).toEqual(new Map())
  expect(await history.changes([])).toEqual(new Map())
  expect(await history.blobs([])).toEqual(new Map())
})

test('a HEAD whose commit is missing is damage, not an empty repository', async () => {
  const repo = await makeRepository()
  await repo.write('.git/refs/heads/main', `${'1'.repeat(40)}\n`)
  await expect(open(repo)).rejects.toThrow(`HEAD is ${'1'.repeat(40)}, which is missing`)
})

test('no message can forge, hide or cut a commit', async () => {
  const repo = await makeRepository()
  const messages = [
    'òòòòòò deadbeef òò forged òò 2026 òò a òò b\n',
    `\x1e\x1f\x01${'a'.repeat(40)}\x1e forged\n`,
    `commit ${'b'.repeat(40)}\nAuthor: x\n\n    forged\n`,
    'terminal \x1b[2J\x1b]0;title\x07 and \u202e bidi\n',
    '\r\nleading break\r\n',
    '',
    `%H%x00 %B | ---- \\0 \\x00\n`,
    `one line of ${'ß'.repeat(500_000)}\n`,
  ]
  const hashes: string[] = []
  for (const message of messages) hashes.push(await repo.commit({ message }))
  const commits = (await read(repo)).reverse()
  expect(commits.map(({ hash }) => hash)).toEqual(hashes)
  expect(commits.map(({ message }) => message)).toEqual(messages)
})

test('a NUL in a commit, which only plumbing can put there, leaves its neighbours whole', async () => {
  const repo = await makeRepository()
  const first = await repo.commit({ message: 'one\n' })
  const object = `tree ${repo.git('write-tree')}\nparent ${first}\nauthor A <a@b> 1 +0000\ncommitter A <a@b> 2 +0000\n\nsubject\0${first}\0rest\n`
  const odd = repo.feed(object, 'hash-object', '-t', 'commit', '-w', '--literally', '--stdin')
  const last = await repo.commit({ message: 'three\n', parent: odd })
  const commits = await read(repo)
  expect(commits.map(({ hash }) => hash)).toEqual([last, odd, first])
  expect(commits.map(({ message }) => message.trimEnd())).toEqual(['three', 'subject', 'one'])
})

test('a commit with a broken header is read as far as it goes', async () => {
  const repo = await makeRepository()
  const object = `tree ${repo.git('write-tree')}\nauthor broken\ncommitter\n\nsubject\n`
  const odd = repo.feed(object, 'hash-object', '-t', 'commit', '-w', '--literally', '--stdin')
  repo.git('update-ref', 'HEAD', odd)
  expect(await read(repo)).toEqual([
    { hash: odd, parents: [], author: '', email: '', authored: 0, committed: 0, message: 'subject\n' },
  ])
})

test('messages in other encodings', async () => {
  const repo = await makeRepository()
  const person = 'A <a@b> 1 +0000'
  const store = (header: string) => {
    const object = `tree ${repo.git('write-tree')}\nauthor ${person}\ncommitter ${person}\n${header}\ncaf\xe9\n`
    return repo.feed(Buffer.from(object, 'latin1'), 'hash-object', '-t', 'commit', '-w', '--stdin')
  }
  const declared = store('encoding ISO-8859-1\n')
  const invalid = store('')
  await repo.commit({ message: 'merge', parent: [declared, invalid] })
  const messages = new Map((await read(repo)).map(({ hash, message }) => [hash, message]))
  expect(messages.get(declared)).toBe('café\n')
  expect(messages.get(invalid)).toBe('caf\ufffd\n')
})

test('two roots and an octopus merge', async () => {
  const repo = await makeRepository()
  const a = await repo.commit({ message: 'a', files: { a: '' } })
  repo.git('checkout', '--quiet', '--orphan', 'other')
  const b = await repo.commit({ message: 'b', files: { b: '' } })
  const c = await repo.commit({ message: 'c', parent: a })
  const octopus = await repo.commit({ message: 'octopus', parent: [a, b, c] })
  const commits = await read(repo)
  expect(commits[0]).toMatchObject({ hash: octopus, parents: [a, b, c] })
  expect(new Set(commits.map(({ hash }) => hash))).toEqual(new Set([octopus, a, b, c]))
})

test('SHA-256 names', async () => {
  const repo = await makeRepository({ objectFormat: 'sha256' })
  const hash = await repo.commit({ message: 'one\n' })
  expect(hash).toHaveLength(64)
  expect((await read(repo)).map((commit) => commit.hash)).toEqual([hash])
})

test('a shallow clone ends where it was cut', async () => {
  const repo = await makeRepository()
  for (const message of ['one', 'two', 'three', 'four']) await repo.commit({ message })
  for (const depth of [1, 3]) {
    const path = `${await makeFolder()}/clone`
    repo.git('clone', '--quiet', `--depth=${depth}`, `file://${repo.path}`, path)
    const clone = repositoryAt(path)
    const commits = await read(clone)
    expect((await open(clone)).shallow).toBe(true)
    expect(commits).toHaveLength(depth)
    expect(commits.at(-1)?.parents).toEqual([])
  }
})

test('a revision may be anything that names a commit', async () => {
  const repo = await makeRepository()
  const one = await repo.commit({ message: 'one' })
  const two = await repo.commit({ message: 'two' })
  repo.git('tag', 'main', one)
  repo.git('tag', '-m', 'annotated', 'v1', one)
  repo.git('update-ref', 'refs/heads/-x', one)
  const head = async (rev: string) => (await open(repo, rev)).head
  expect(await head('HEAD')).toBe(two)
  expect(await head('HEAD~1')).toBe(one)
  expect(await head(one.slice(0, 8))).toBe(one)
  expect(await head('v1')).toBe(one)
  // Of a tag and a branch of one name git takes the tag.
  expect(await head('main')).toBe(one)
  expect(await head('heads/main')).toBe(two)
  expect(await head('-x')).toBe(one)
})

test('a revision that names nothing', async () => {
  const repo = await makeRepository()
  await repo.commit({ message: 'one', files: { a: '' } })
  for (const rev of ['nope', '--all', '--output=x', '', 'HEAD..HEAD', 'HEAD:a', 'main\nHEAD', '1'.repeat(40)]) {
    const failure = await open(repo, rev).catch((error) => error)
    expect(failure).toBeInstanceOf(UnknownRevision)
    expect(failure).toMatchObject({ rev, message: expect.stringContaining(JSON.stringify(rev)) })
  }
  const path = `${await makeFolder()}/clone`
  await repo.commit({ message: 'two' })
  repo.git('clone', '--quiet', '--depth=1', `file://${repo.path}`, path)
  await expect(open(repositoryAt(path), 'HEAD~1')).rejects.toThrow('git fetch --unshallow')
})
