/** Where and under what configuration the program runs: monorepos, worktrees, all kinds of clones, hostile settings. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeFolder, makeRepository, repositoryAt, type TestRepository } from '../support/repository.ts'
import { from, json, mortem, ok, shared, treeOf } from './run.ts'

const record = 'post-mortems/2026-01-01-boot-storm.yaml'
const text = `id: 2026-01-01-boot-storm
title: Boot storm
actions:
  - { id: A1, title: Pin the tag, status: done }
  - { id: A2, title: Reap idle transactions }
`

async function fill(repo: TestRepository, prefix = ''): Promise<void> {
  await repo.commit({ message: 'record', files: { [prefix + record]: text, [`${prefix}values.yaml`]: '1\n' } })
  await repo.commit({
    message: 'shop: pin the tag é\n\nRemediates: boot-storm#A1',
    author: 'Änne <anne@example.org>',
    files: { [`${prefix}values.yaml`]: '2\n', [`${prefix}naïve 名.tf`]: '1\n' },
  })
  await repo.commit({ message: 'reap\n\nRemediates: boot-storm#A2', files: { [`${prefix}pool.ini`]: '2\n' } })
}

/** What the commit changed that names A1. */
function pathsOf({ incidents }: typeof report): string[] {
  return incidents[0].actions[0].links.find(({ via }: { via: string }) => via === 'trailer').paths
}

const base = await shared()
await fill(base)
const report = json(base, 'status', '--json')

test('the report that the clones below are compared with', () => {
  expect(report).toMatchObject({ shallow: false, counts: { stale: 1, done: 1 } })
  expect(pathsOf(report)).toEqual(['naïve 名.tf', 'values.yaml'])
})

test('a root of its own in a monorepo, from any folder of it', async () => {
  const repo = await makeRepository()
  await fill(repo, 'services/shop/')
  await repo.write('services/shop/mortem.yaml', '')
  await repo.write('services/shop/src/deep/x.txt', '')
  const inside = json(from(repo, 'services/shop/src/deep'), 'status', '--json')
  // Paths are counted from the root, not from the repository's top.
  expect(inside.incidents[0]).toMatchObject({ file: record, actions: [{ proven: true }, { stale: true }] })
  expect(pathsOf(inside)).toEqual(['naïve 名.tf', 'values.yaml'])
  expect(json(repo, 'status', '--json').incidents).toEqual([])

  await repo.commit({ message: 'outside\n\nRemediates: boot-storm#A1', files: { 'charts/x.yaml': '1\n' } })
  const { links } = json(from(repo, 'services/shop'), 'show', 'boot-storm#A1', '--json')
  expect(links.map(({ paths }: { paths: string[] }) => paths)).toContainEqual([':/charts/x.yaml'])

  expect(ok(from(repo, 'services/shop/src'), 'build', '../post-mortems/README.md')).toBe(
    'created post-mortems/README.md',
  )
  ok(from(repo, 'services/shop/src'), 'build')
  expect(ok(from(repo, 'services/shop'), 'build', '--check')).toBe('3 documents looked at')
  const written = Object.keys(await treeOf(repo.path)).filter((path) => path.endsWith('.md'))
  expect(
    written.every((path) => path.startsWith('services/shop/post-mortems/')),
    written.join(),
  ).toBe(true)
  // `new` drafts with paths from the root as well.
  const draft = json(from(repo, 'services/shop/src'), 'new', '--from', 'HEAD~2', '--dry-run', '--json')
  expect(draft.incident).toMatchObject({ title: 'Pin the tag é', services: ['shop'] })
})

test('a linked worktree has its own branch, records and current incident', async () => {
  const repo = repositoryAt(await makeFolder())
  base.git('clone', '--quiet', '.', repo.path)
  const linked = repositoryAt(join(await makeFolder(), 'linked'))
  repo.git('worktree', 'add', '--quiet', '-b', 'side', linked.path)
  ok(linked, 'new', 'Only here', '--started', '2026-01-05')
  expect(json(linked, 'status', '--json').incidents).toHaveLength(2)
  expect(json(repo, 'status', '--json')).toEqual(report)
  expect(ok(linked, 'log', 'x', '--at', '2026-01-05')).toBe('2026-01-05-only-here: 2026-01-05 note: x')
})

test('a clone without files has no records to read', async () => {
  const bare = repositoryAt(await makeFolder())
  base.git('clone', '--quiet', '--no-checkout', '.', bare.path)
  expect(json(bare, 'status', '--json')).toMatchObject({ commit: report.commit, incidents: [] })
  await bare.write(record, text)
  expect(json(bare, 'status', '--json')).toEqual(report)
})

test('a shallow clone says what it cannot know', async () => {
  const clone = repositoryAt(await makeFolder())
  base.git('clone', '--quiet', '--depth=1', `file://${base.path}`, clone.path)
  const cut = json(clone, 'status', '--json')
  expect(cut).toMatchObject({ shallow: true, commit: report.commit })
  // Done, and nothing shows it: that may only be cut off.
  expect(cut.incidents[0].actions[0]).toMatchObject({ declared: 'done', proven: null, links: [] })
  expect(ok(clone, 'status')).toContain(
    'This clone is shallow: what is not found may only be cut off. git fetch --unshallow',
  )
  const check = ok(clone, 'check')
  expect(check).not.toContain('unproven-done')
  expect(check).toContain(
    'This clone is shallow: links that history cannot show were not judged. git fetch --unshallow',
  )
  expect(mortem(clone, 'status', '--at', 'HEAD~1').err).toBe(
    'mortem: No commit is named "HEAD~1". This clone is shallow, so its history is cut; get all of it with: git fetch --unshallow\n',
  )
  clone.git('fetch', '--quiet', '--unshallow')
  expect(json(clone, 'status', '--json')).toEqual(report)
})

test('a sha256 repository', async () => {
  const repo = await makeRepository({ objectFormat: 'sha256' })
  await fill(repo)
  const { commit, counts } = json(repo, 'status', '--json')
  expect(commit).toMatch(/^[0-9a-f]{64}$/)
  expect(counts).toEqual(report.counts)
  ok(repo, 'build')
  expect(ok(repo, 'build', '--check')).toBe('3 documents looked at')
})

test("a user's configuration and environment change nothing", async () => {
  const folder = await makeFolder()
  const settings = {
    ...{ 'log.showSignature': 'true', 'log.decorate': 'full', 'log.date': 'relative', 'log.follow': 'true' },
    ...{ 'format.pretty': 'oneline', 'core.quotePath': 'true', 'core.abbrev': '5', 'core.pager': 'false' },
    ...{ 'color.ui': 'always', 'diff.noprefix': 'true', 'diff.renames': 'copies', 'diff.external': 'false' },
    ...{ 'diff.relative': 'true', 'i18n.logOutputEncoding': 'ISO-8859-1', 'column.ui': 'always' },
  }
  const config = join(folder, 'config')
  await writeFile(config, '')
  for (const [key, value] of Object.entries(settings)) base.git('config', '--file', config, key, value)
  const hostile = from(base, '.', {
    ...{ GIT_CONFIG_GLOBAL: config, GIT_EXTERNAL_DIFF: 'false', GIT_PAGER: 'false', PAGER: 'false', EDITOR: 'false' },
    ...{ GIT_TRACE: '1', LC_ALL: 'de_DE.UTF-8', LANGUAGE: 'de', TZ: 'Asia/Tokyo' },
  })
  expect(JSON.parse(ok(hostile, 'status', '--json', '--at', 'HEAD'))).toEqual(
    json(base, 'status', '--json', '--at', 'HEAD'),
  )
  ok(base, 'build', '--out', join(folder, 'plain'))
  ok(hostile, 'build', '--out', join(folder, 'hostile'))
  expect(await treeOf(join(folder, 'hostile'))).toEqual(await treeOf(join(folder, 'plain')))
})
