/** `mortem why`: which incident a line, a file or a commit answers. */
import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeFolder, makeRepository, repositoryAt, type TestRepository } from '../support/repository.ts'
import { copyOf, from, json, mortem, ok, shared } from './run.ts'

const record = 'post-mortems/2026-01-01-boot-storm.yaml'
const text = (cause: string) => `id: 2026-01-01-boot-storm
title: Boot storm
severity: SEV2
causes:
  - { id: C1, title: No pin, commits: ["${cause}"] }
actions:
  - { id: A1, title: Pin the tag, priority: P0 }
  - { id: A2, title: Bring the tree back }
`
const tree = Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`many/${n}.tf`, `${n}\n`]))

/** A fix, a tree that was dropped and restored, and an incident that speaks of all three. */
async function fill(repo: TestRepository, prefix = '') {
  const below = (files: Record<string, string | null>) =>
    Object.fromEntries(Object.entries(files).map(([path, content]) => [prefix + path, content]))
  const start = await repo.commit({ message: 'start', files: below({ 'a.tf': 'one\ntwo\n', ...tree }) })
  await repo.commit({ message: 'record', files: below({ [record]: text(start) }) })
  const pinned = { 'a.tf': 'one\ntag = 7\ntwo\n' }
  const pin = await repo.commit({ message: 'pin\n\nRemediates: boot-storm#A1', files: below(pinned) })
  const none = Object.fromEntries([...Object.keys(tree), 'a.tf'].map((path) => [path, null]))
  await repo.commit({ message: 'drop', files: below({ ...none, 'x.tf': 'x\n' }) })
  const restore = await repo.commit({
    message: 'restore\n\nRemediates: boot-storm#A2',
    files: below({ ...pinned, ...tree }),
  })
  return { start, pin, restore }
}

const repo = await shared()
const { start, pin, restore } = await fill(repo)
const short = (hash: string) => hash.slice(0, 12)

test('a line, in words', () => {
  expect(ok(repo, 'why', 'a.tf:2')).toBe(
    `a.tf:2  tag = 7
  ${short(pin)}  2026-01-01  pin  (Ada)
    put back by ${short(restore)}  2026-01-01  restore  (Ada)
    fixed  2026-01-01-boot-storm#A1 P0 done Pin the tag
      by trailer, certain · ${record}`,
  )
})

test('a line, as JSON', () => {
  expect(json(repo, 'why', 'a.tf:2', '--json')).toEqual({
    schema: 1,
    path: 'a.tf',
    line: 2,
    commit: pin,
    subject: 'pin',
    author: 'Ada',
    date: '2026-01-01T00:02:00Z',
    through: [restore],
    actions: ['2026-01-01-boot-storm#A1'],
    incidents: ['2026-01-01-boot-storm'],
    links: [
      {
        incident: '2026-01-01-boot-storm',
        action: '2026-01-01-boot-storm#A1',
        commit: pin,
        relation: 'fixed',
        via: 'trailer',
        strength: 'certain',
        liveness: expect.toSatisfy((state) => state === null || state === 'live'),
        undoneBy: expect.toSatisfy((by) => by === null || by.length === 0),
      },
    ],
    unknown: null,
    commits: null,
    counts: null,
  })
})

test('a line that answers nothing says so and is no error, and what caused an incident is told', async () => {
  const plain = await makeRepository()
  await plain.commit({ message: 'start', files: { 'a.tf': 'one\n' } })
  expect(ok(plain, 'why', 'a.tf:1')).toContain('answers no incident on record')
  expect(json(plain, 'why', 'a.tf:1', '--json')).toMatchObject({ actions: [], incidents: [], links: [] })
  expect(ok(repo, 'why', 'a.tf:1')).toContain('caused  2026-01-01-boot-storm SEV2')
})

test('who restored a whole tree did not do it for this line', () => {
  expect(json(repo, 'why', 'many/3.tf:1', '--json')).toMatchObject({ commit: start, through: [restore], actions: [] })
  expect(json(repo, 'why', restore, '--json')).toMatchObject({ actions: ['2026-01-01-boot-storm#A2'] })
})

test('one that put a few lines back did it for them, when nobody else answers', async () => {
  const own = await copyOf(repo)
  await own.commit({ message: 'note', files: { 'n.tf': 'note\n' } })
  await own.commit({ message: 'drop it', files: { 'n.tf': null } })
  const back = await own.commit({ message: 'back\n\nRemediates: boot-storm#A2', files: { 'n.tf': 'note\n' } })
  expect(json(own, 'why', 'n.tf:1', '--json')).toMatchObject({
    ...{ subject: 'note', through: [back], actions: ['2026-01-01-boot-storm#A2'] },
    links: [{ commit: back, relation: 'fixed' }],
  })
  expect(ok(own, 'why', 'n.tf:1')).toContain(`by trailer, certain, through ${short(back)}`)
})

test('a whole file', () => {
  expect(ok(repo, 'why', 'a.tf').split('\n')[0]).toBe(
    'a.tf  3 lines from 2 commits, 2 of which answer an incident on record',
  )
  const report = json(repo, 'why', 'a.tf', '--json')
  expect(report).toMatchObject({ path: 'a.tf', line: null, commit: null, counts: { lines: 3, commits: 2, unknown: 0 } })
  expect(report.commits.map(({ commit, lines }: { commit: string; lines: unknown }) => [commit, lines])).toEqual([
    [
      start,
      [
        [1, 1],
        [3, 3],
      ],
    ],
    [pin, [[2, 2]]],
  ])
})

test('a commit, by its hash, a tag or a branch', async () => {
  const own = await copyOf(repo)
  own.git('tag', 'v1', pin)
  const expected = { path: null, line: null, commit: pin, through: [], actions: ['2026-01-01-boot-storm#A1'] }
  for (const name of [pin, short(pin), 'v1']) expect(json(own, 'why', name, '--json'), name).toMatchObject(expected)
  const aside = await own.commit({ message: 'aside', parent: pin })
  own.git('checkout', '--quiet', 'main')
  expect(ok(own, 'why', aside)).toContain('unknown: it is not in the history that was looked at')
})

test('the same change on two lineages is the one that the ledger links', async () => {
  const own = await makeRepository()
  const base = await own.commit({ message: 'base', files: { 'a.tf': 'one\n' } })
  const fix = { message: 'fix', date: '2026-01-02T00:00:00Z', files: { 'a.tf': 'one\ntwo\n' } }
  const one = await own.commit({ ...fix, parent: base })
  const aside = await own.commit({ message: 'aside', files: { 'b.tf': '1\n' }, parent: base })
  const two = await own.commit({ ...fix, parent: aside })
  await own.commit({ message: 'merge', parent: [one, two] })
  await own.write(record, `${text(base)}  - { id: A3, title: Fix, commits: ["${two}"] }\n`)
  expect(json(own, 'why', 'a.tf:2', '--json')).toMatchObject({ commit: two, actions: ['2026-01-01-boot-storm#A3'] })
})

test('lines are those of the working tree, or of --at', async () => {
  const own = await copyOf(repo)
  await own.write('a.tf', 'new\none\ntag = 7\nTWO\n')
  const subjectOf = (asked: string, ...more: string[]) => json(own, 'why', asked, '--json', ...more).subject
  expect(subjectOf('a.tf:3')).toBe('pin')
  expect(json(own, 'why', 'a.tf:1', '--json')).toMatchObject({ commit: null, unknown: 'it is not committed yet' })
  expect(ok(own, 'why', 'a.tf:4')).toBe('a.tf:4\n  unknown: it is not committed yet')
  expect(subjectOf('a.tf:2', '--at', 'HEAD')).toBe('pin')
  expect(subjectOf('a.tf:2', '--at', 'HEAD~3')).toBe('start')
  await own.write('new.tf', '1\n')
  expect(json(own, 'why', 'new.tf:1', '--json')).toMatchObject({ path: 'new.tf', unknown: 'it is not committed yet' })
  own.git('rm', '--quiet', 'many/3.tf')
  expect(subjectOf('many/3.tf:1')).toBe('start')
})

test('paths are seen from the folder one is in, and told from the root', async () => {
  const own = await makeRepository()
  await fill(own, 'services/shop/')
  await own.commit({ message: 'mark', files: { 'services/shop/mortem.yaml': '', 'charts/x.yaml': '1\n' } })
  const inside = from(own, 'services/shop/many')
  for (const name of ['../a.tf:2', 'a.tf:2', join(own.path, 'services/shop/a.tf:2'), ':/services/shop/a.tf:2'])
    expect(json(inside, 'why', name, '--json'), name).toMatchObject({ path: 'a.tf', line: 2, subject: 'pin' })
  expect(json(inside, 'why', '../../../charts/x.yaml:1', '--json').path).toBe(':/charts/x.yaml')
})

test('names that look like something else', async () => {
  const own = await makeRepository()
  const names = ['-x', '--json', 'a:12', 'main', 'ä\n"b".tf', 'C:\\x', '*.tf']
  await own.commit({ message: 'start', files: Object.fromEntries(names.map((name) => [name, 'one\ntwo\n'])) })
  for (const name of names)
    expect(json(own, 'why', '--json', '--', `${name}:2`), name).toMatchObject({ path: name, line: 2, subject: 'start' })
  expect(json(own, 'why', '--json', 'a:12')).toMatchObject({ path: 'a:12', line: null })
  // A column, and what `grep -n` prints.
  for (const more of [':2:17', ':2: tag = 7'])
    expect(json(own, 'why', '--json', `main${more}`)).toMatchObject({ path: 'main', line: 2 })
  expect(ok(own, 'why', 'ä\n"b".tf:2')).toContain('ä "b".tf:2  two\n')
})

test('links, bytes and submodules', async () => {
  const own = await makeRepository()
  const one = await own.commit({ message: 'start', files: { binary: new Uint8Array([0, 10, 255, 10]), empty: '' } })
  mkdirSync(join(own.path, 'd'))
  symlinkSync('../binary', join(own.path, 'd/link'))
  symlinkSync('d', join(own.path, 'other-d'))
  mkdirSync(join(own.path, 'sub'))
  await own.write('sub/inner', 'x\n')
  own.git('add', 'd', 'other-d')
  own.git('update-index', '--add', '--cacheinfo', `160000,${one},sub`)
  await own.commit({ message: 'more' })
  expect(ok(own, 'why', 'd/link:1')).toContain('d/link:1  ../binary\n')
  expect(json(own, 'why', 'other-d/link:1', '--json').path).toBe('d/link')
  expect(ok(own, 'why', 'binary:2')).toContain('binary:2  \ufffd\n')
  expect(ok(own, 'why', 'binary')).toContain('2 lines from 1 commit, none of which answers an incident on record')
  expect(ok(own, 'why', 'empty')).toBe('empty  has no lines')
  expect(mortem(own, 'why', 'empty:1')).toMatchObject({ code: 2, err: expect.stringContaining('empty has no line 1') })
  expect(mortem(own, 'why', 'sub').err).toBe(
    'mortem: sub is a submodule\n  next: ask inside it, in a repository of its own\n',
  )
  expect(mortem(own, 'why', 'sub/inner:1').err).toContain('sub/inner lies in a submodule')
})

test.each([
  ['a.tf:9', 'mortem: a.tf has no line 9\n  next: its last line is 3\n'],
  ['a.tf:99999999999999999999', 'mortem: a.tf has no line 999999999\n  next: its last line is 3\n'],
  ['a.tf:0', 'mortem: lines are counted from 1\n  next: mortem why a.tf:1\n'],
  ['b.tf:1', 'mortem: "b.tf:1" is neither a file nor a commit here\n  next: did you mean a.tf, x.tf?\n'],
  ['src/a.tf', 'mortem: "src/a.tf" is neither a file nor a commit here\n  next: did you mean a.tf?\n'],
  ['many', 'mortem: many is a folder\n  next: name a file in it\n'],
  ['.', 'mortem: . is a folder\n  next: name a file in it\n'],
  ['../x.tf', 'mortem: ../x.tf lies outside of this repository\n  next: name a file of it\n'],
  [
    'nonsense',
    'mortem: "nonsense" is neither a file nor a commit here\n  next: give a path, a path:line, or a commit\n',
  ],
  [
    '.git/config',
    'mortem: ".git/config" is neither a file nor a commit here\n  next: give a path, a path:line, or a commit\n',
  ],
  ['x'.repeat(5000), expect.stringContaining('is neither a file nor a commit here')],
  ['', 'mortem: . is a folder\n  next: name a file in it\n'],
])('a wrong question ends with 2 and says how to go on: %s', (asked, err) => {
  expect(mortem(repo, 'why', asked)).toEqual({ code: 2, out: '', err })
})

test('a file that is gone: who removed it, and where to look', async () => {
  const own = await copyOf(repo)
  const gone = short(await own.commit({ message: 'remove', files: { 'a.tf': null } }))
  expect(mortem(own, 'why', 'a.tf:2').err).toBe(
    `mortem: a.tf was removed by ${gone}\n  next: mortem why --at ${gone}^ a.tf:2\n`,
  )
  expect(ok(own, 'why', '--at', `${gone}^`, 'a.tf:2')).toContain('pin')
})

test('a shallow clone and a repository without a commit', async () => {
  const clone = repositoryAt(await makeFolder())
  repo.git('clone', '--quiet', '--depth=1', `file://${repo.path}`, clone.path)
  const report = json(clone, 'why', 'a.tf:2', '--json')
  expect(report).toMatchObject({ commit: null, actions: [], unknown: expect.stringContaining('git fetch --unshallow') })
  expect(ok(clone, 'why', 'a.tf')).toContain('of 3 lines the commit is unknown: this clone')

  const empty = await makeRepository()
  await empty.write('a.tf', 'one\n')
  expect(json(empty, 'why', 'a.tf:1', '--json')).toMatchObject({ commit: null, unknown: 'it is not committed yet' })
  expect(mortem(empty, 'why', 'b.tf').code).toBe(2)
})
