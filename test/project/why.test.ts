/** Which commit first brought a line in: through renames, moves, reverts and commits that only put it back. */
import { rename } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { makeFolder, makeRepository, repositoryAt, type TestRepository } from '../support/repository.ts'
import { originOf, originsOf } from './origin-of.ts'

const lines = (...texts: string[]) => texts.map((text) => `${text}\n`).join('')
const tenLines = Array.from({ length: 10 }, (_, n) => `setting_number_${n} = "value ${n}"`)

/** A file of two commits. */
async function pinned(options?: Parameters<typeof makeRepository>[0]): Promise<TestRepository> {
  const repo = await makeRepository(options)
  await repo.commit({ message: 'start', files: { 'a.tf': lines('one', 'two'), 'b.tf': 'b\n' } })
  await repo.commit({ message: 'pin', files: { 'a.tf': lines('one', 'tag = 7', 'two') } })
  return repo
}

test('a plain line', async () => {
  const repo = await pinned()
  expect(await originsOf(repo, 'a.tf')).toEqual(['one: start', 'tag = 7: pin', 'two: start'])
  expect(await originOf(repo, 'a.tf', 2)).toBe('pin')
  expect(await originOf(repo, 'a.tf', 4)).toBe('no such line')
  expect(await originOf(repo, 'a.tf', 999_999_999)).toBe('no such line')
})

test('a renamed file, also one that was edited and reformatted on the way', async () => {
  const repo = await makeRepository()
  await repo.commit({ message: 'start', files: { 'a.tf': lines(...tenLines) } })
  const indented = tenLines.map((text, n) => (n === 3 ? 'changed' : `    ${text}`))
  await repo.commit({ message: 'rename', files: { 'a.tf': null, 'deep/b.tf': lines(...indented) } })
  expect(await originOf(repo, 'deep/b.tf', 1)).toBe('start')
  expect(await originOf(repo, 'deep/b.tf', 4)).toBe('rename')
})

test('a block that was moved to another file is old, a copy of it is new', async () => {
  const repo = await makeRepository()
  await repo.commit({ message: 'start', files: { 'a.tf': lines(...tenLines, 'end'), 'b.tf': 'b\n', 'c.tf': 'c\n' } })
  await repo.commit({ message: 'copy', files: { 'a.tf': lines(...tenLines, 'END'), 'c.tf': lines('c', ...tenLines) } })
  expect(await originOf(repo, 'c.tf', 5)).toBe('copy')
  await repo.commit({ message: 'move', files: { 'a.tf': 'END\n', 'b.tf': lines('b', ...tenLines) } })
  expect(await originOf(repo, 'b.tf', 5)).toBe('start')
})

test('a block that was moved within its file', async () => {
  const repo = await makeRepository()
  const others = Array.from({ length: 30 }, (_, n) => `other ${n * 7919}`)
  await repo.commit({ message: 'start', files: { 'a.tf': lines(...tenLines, ...others) } })
  await repo.commit({ message: 'down', files: { 'a.tf': lines(...others, ...tenLines) } })
  expect(await originOf(repo, 'a.tf', 5)).toBe('start')
  expect(await originOf(repo, 'a.tf', 35)).toBe('start')
})

test('a tree that was dropped and restored', async () => {
  const repo = await pinned()
  await repo.commit({ message: 'drop', files: { 'a.tf': null, 'b.tf': null, 'only.tf': '1\n' } })
  await repo.commit({ message: 'restore', files: { 'a.tf': lines('one', 'tag = 7', 'two'), 'b.tf': 'b\n' } })
  expect(await originsOf(repo, 'a.tf')).toEqual([
    'one: start < restore',
    'tag = 7: pin < restore',
    'two: start < restore',
  ])
  await repo.commit({ message: 'drop again', files: { 'a.tf': null } })
  await repo.commit({ message: 'restore again', files: { 'a.tf': lines('one', 'tag = 7', 'two') } })
  expect(await originOf(repo, 'a.tf', 2)).toBe('pin < restore again < restore')
})

test('lines that were changed while they were put back, and after', async () => {
  const repo = await pinned()
  await repo.commit({ message: 'drop', files: { 'a.tf': null } })
  await repo.commit({ message: 'restore', files: { 'a.tf': lines('one', 'tag = 7', 'two', 'three') } })
  await repo.commit({ message: 'edit', files: { 'a.tf': lines('ONE', 'tag = 7', 'two', 'three') } })
  expect(await originsOf(repo, 'a.tf')).toEqual([
    'ONE: edit',
    'tag = 7: pin < restore',
    'two: start < restore',
    'three: restore',
  ])
})

test('another file at the name of a deleted one is new', async () => {
  const repo = await makeRepository()
  await repo.commit({ message: 'start', files: { 'a.tf': lines(...tenLines, '}') } })
  await repo.commit({ message: 'drop', files: { 'a.tf': null } })
  await repo.commit({ message: 'anew', files: { 'a.tf': lines('quite', 'another', 'file', '}') } })
  expect(await originOf(repo, 'a.tf', 4)).toBe('anew')
})

test('a folder that was put back under another name', async () => {
  const repo = await makeRepository()
  const folder = (name: string) =>
    Object.fromEntries(tenLines.map((text, n) => [`${name}/${n}.tf`, lines(text, 'same', 'text')]))
  const none = (name: string) => Object.fromEntries(Object.keys(folder(name)).map((path) => [path, null]))
  await repo.commit({ message: 'start', files: folder('old') })
  await repo.commit({ message: 'drop', files: { ...none('old'), 'x.tf': '1\n' } })
  await repo.commit({ message: 'elsewhere', files: folder('new') })
  expect(await originOf(repo, 'new/3.tf', 1)).toBe('start < elsewhere')
})

test('a file that was moved in two steps is old, a copy of one that stays is new', async () => {
  const repo = await makeRepository()
  await repo.commit({
    message: 'start',
    files: { 'old.tf': lines(...tenLines), 'habit.tf': lines('all', 'have', 'it') },
  })
  await repo.commit({ message: 'first', files: { 'new.tf': lines(...tenLines), 'own.tf': lines('all', 'have', 'it') } })
  await repo.commit({ message: 'second', files: { 'old.tf': null } })
  expect(await originOf(repo, 'new.tf', 4)).toBe('start < first')
  expect(await originOf(repo, 'own.tf', 1)).toBe('first')
})

test('two lineages that were merged: an import under a root of its own brings nothing in', async () => {
  const repo = await pinned()
  const main = repo.git('rev-parse', 'HEAD')
  const tree = repo.git('rev-parse', 'HEAD^{tree}')
  const root = repo.git('commit-tree', tree, '-m', 'import')
  // The first parent is the imported side, so `git blame` never looks at the other one.
  await repo.commit({ message: 'merge', parent: [root, main] })
  expect(await originsOf(repo, 'a.tf')).toEqual(['one: start < import', 'tag = 7: pin < import', 'two: start < import'])
})

test('a revert of a revert', async () => {
  const repo = await pinned()
  const pin = repo.git('rev-parse', 'HEAD')
  const revert = await repo.commit({
    message: `Revert "pin"\n\nThis reverts commit ${pin}.`,
    files: { 'a.tf': lines('one', 'two') },
  })
  // Something else came between, so no content is as it was.
  await repo.commit({ message: 'between', files: { 'a.tf': lines('zero', 'one', 'two') } })
  await repo.commit({
    message: `Reapply "pin"\n\nThis reverts commit ${revert}.`,
    files: { 'a.tf': lines('zero', 'one', 'tag = 7', 'two') },
  })
  expect(await originOf(repo, 'a.tf', 3)).toBe('pin < Reapply "pin"')
  expect(await originOf(repo, 'a.tf', 1)).toBe('between')
})

test('a revert that names its commit by its subject only, and one of a file that was renamed since', async () => {
  const repo = await makeRepository()
  await repo.commit({ message: 'start', files: { 'x/a.tf': lines(...tenLines) } })
  await repo.commit({ message: 'thin out', files: { 'x/a.tf': lines(...tenLines.slice(0, 9)) } })
  await repo.commit({ message: 'grow', files: { 'x/a.tf': lines('more', ...tenLines.slice(0, 9)) } })
  await repo.commit({ message: 'Revert "thin out"', files: { 'x/a.tf': lines('more', ...tenLines) } })
  expect(await originOf(repo, 'x/a.tf', 11)).toBe('start < Revert "thin out"')

  const thin = await repo.commit({ message: 'thin again', files: { 'x/a.tf': lines(...tenLines.slice(0, 9)) } })
  await repo.commit({ message: 'move', files: { 'x/a.tf': null, 'y/a.tf': lines(...tenLines.slice(0, 9)) } })
  await repo.commit({ message: 'grow', files: { 'y/a.tf': lines('most', ...tenLines.slice(0, 9)) } })
  await repo.commit({
    message: `Revert "thin again"\n\nThis reverts commit ${thin}.`,
    files: { 'y/a.tf': lines('most', ...tenLines) },
  })
  expect(await originOf(repo, 'y/a.tf', 11)).toBe('start < Revert "thin again" < Revert "thin out"')
})

test('a line that somebody wrote again, with nothing that says why, is theirs', async () => {
  const repo = await pinned()
  await repo.commit({ message: 'unpin', files: { 'a.tf': lines('one', 'two') } })
  await repo.commit({
    message: 'pin for a reason of its own',
    files: { 'a.tf': lines('zero', 'one', 'tag = 7', 'two') },
  })
  expect(await originOf(repo, 'a.tf', 3)).toBe('pin for a reason of its own')
})

test('a pick from a branch that was merged later', async () => {
  const repo = await pinned()
  const base = repo.git('rev-parse', 'HEAD')
  const fix = await repo.commit({ message: 'fix', files: { 'a.tf': lines('one', 'tag = 7', 'two', 'fixed') } })
  const moved = { 'a.tf': lines('zero', 'one', 'tag = 7', 'two', 'fixed') }
  const pick = await repo.commit({
    message: `fix here too\n\n(cherry picked from commit ${fix})`,
    files: moved,
    parent: base,
  })
  await repo.commit({ message: 'merge', parent: [pick, fix] })
  expect(await originOf(repo, 'a.tf', 5)).toBe('fix < fix here too')
  expect(await originOf(repo, 'a.tf', 1)).toBe('fix here too')
})

test.each([
  ['blanks, quotes, letters and a line end', 'ä b/"quoted"\t\n名.tf'],
  ['a dash at the start', '-L1,2'],
  ['pathspec magic', ':(glob)*.tf'],
  ['a backslash', 'C:\\x.tf'],
])('a file whose name has %s', async (_, path) => {
  const repo = await makeRepository()
  await repo.commit({ message: 'start', files: { [path]: lines('one', 'two') } })
  await repo.commit({ message: 'drop', files: { [path]: null } })
  await repo.commit({ message: 'restore', files: { [path]: lines('one', 'two') } })
  expect(await originsOf(repo, path)).toEqual(['one: start < restore', 'two: start < restore'])
})

test('a sha256 repository', async () => {
  const repo = await pinned({ objectFormat: 'sha256' })
  await repo.commit({ message: 'drop', files: { 'a.tf': null } })
  await repo.commit({ message: 'restore', files: { 'a.tf': lines('one', 'tag = 7', 'two') } })
  expect(await originOf(repo, 'a.tf', 2)).toBe('pin < restore')
})

test('where a shallow clone is cut nobody is said to have written a line', async () => {
  const origin = await pinned()
  await origin.commit({ message: 'last', files: { 'a.tf': lines('one', 'tag = 7', 'TWO') } })
  const clone = repositoryAt(`${await makeFolder()}/clone`)
  origin.git('clone', '--quiet', '--depth=2', `file://${origin.path}`, clone.path)
  const cut = origin.git('rev-parse', 'HEAD~1').slice(0, 12)
  const unknown = `unknown: this clone's history is cut at ${cut}; get the rest with: git fetch --unshallow`
  expect(await originsOf(clone, 'a.tf')).toEqual([`one: ${unknown}`, `tag = 7: ${unknown}`, 'TWO: last'])
})

test('what a partial clone lacks is named, and nothing is fetched', async () => {
  const origin = await pinned()
  origin.git('config', 'uploadpack.allowFilter', 'true')
  const path = `${await makeFolder()}/clone`
  origin.git('clone', '--quiet', '--filter=blob:none', `file://${origin.path}`, path)
  await rename(`${origin.path}/.git`, `${await makeFolder()}/gone`)
  expect(await originOf(repositoryAt(path), 'a.tf', 2)).toBe(
    'unknown: this clone does not hold the contents of older files; get them with: git fetch --refetch --no-filter',
  )
})

test("a user's configuration changes nothing", async () => {
  const repo = await pinned()
  const pin = repo.git('rev-parse', 'HEAD')
  await repo.commit({ message: 'drop', files: { 'a.tf': null } })
  await repo.commit({ message: 'restore', files: { 'a.tf': lines('one', 'tag = 7', 'two') } })
  await repo.commit({ message: 'rename', files: { 'a.tf': null, 'c.tf': lines('one', 'tag = 7', 'two', 'three') } })
  const before = await originsOf(repo, 'c.tf')
  expect(before[1]).toBe('tag = 7: pin < restore')
  const folder = await makeFolder()
  const hostile = { ...repo, env: { ...repo.env, GIT_CONFIG_GLOBAL: `${folder}/config` } }
  const set = (key: string, value: string) => repo.git('config', '--file', `${folder}/config`, key, value)
  for (const key of ['showRoot', 'showEmail', 'blankBoundary', 'markIgnoredLines']) set(`blame.${key}`, 'true')
  set('diff.algorithm', 'patience')
  set('diff.renames', 'false')
  set('diff.x.textconv', 'false')
  set('blame.date', 'relative')
  await repo.write('.git/info/attributes', '* diff=x\n')
  await repo.write('.git/ignored', `${pin}\n`)
  set('blame.ignoreRevsFile', `${repo.path}/.git/ignored`)
  expect(await originsOf(hostile, 'c.tf')).toEqual(before)
  // Many have this for all their repositories; plain `git blame` dies where there is no such file.
  set('blame.ignoreRevsFile', '.git-blame-ignore-revs')
  expect(await originsOf(hostile, 'c.tf')).toEqual(before)
})
