/** A root below the repository's top: paths from the root inside, `:/` paths from the top outside. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openHistory } from '../../src/git/history.ts'
import { openRepository } from '../../src/git/repository.ts'
import { loadLedger } from '../../src/project/library.ts'
import { openProject } from '../../src/project/project.ts'
import { scoped } from '../../src/project/scope.ts'
import { survey } from '../../src/project/survey.ts'
import { makeFolder, makeRepository } from '../support/repository.ts'

test('changes, trees and the history of paths are counted from the root', async () => {
  const repo = await makeRepository()
  const first = await repo.commit({
    message: 'one',
    files: { 'shop/a.tf': '1\n', 'charts/x.yaml': '1\n', 'shopping/b': '1\n' },
  })
  const history = await openHistory(await openRepository(repo.path, repo.env), null)
  expect(scoped(history, '')).toBe(history)
  const inside = scoped(history, 'shop')
  const paths = (changes: { path: string }[] | undefined) => changes?.map(({ path }) => path).sort()
  expect(paths((await inside.changes([first])).get(first))).toEqual([':/charts/x.yaml', ':/shopping/b', 'a.tf'])
  expect([...(await inside.tree([])).keys()]).toEqual(['a.tf'])
  expect([...(await inside.tree([':/charts'])).keys()]).toEqual([':/charts/x.yaml'])
  expect((await inside.pathHistory(['a.tf', ':/charts/x.yaml'])).map(({ changes }) => paths(changes))).toEqual([
    [':/charts/x.yaml', 'a.tf'],
  ])
})

test('the nearest mortem.yaml upwards is the root', async () => {
  const repo = await makeRepository()
  await repo.write('shop/mortem.yaml', '')
  await mkdir(join(repo.path, 'shop/src/deep'), { recursive: true })
  await mkdir(join(repo.path, 'other'))
  const prefix = async (folder: string) => (await openProject(join(repo.path, folder), repo.env)).prefix
  expect(await prefix('shop/src/deep')).toBe('shop')
  expect(await prefix('shop')).toBe('shop')
  expect(await prefix('other')).toBe('')
})

test('a survey counts what a person wrote, and looks into no dependency', async () => {
  const repo = await makeRepository()
  for (const file of [
    'docs/incidents/2026-01-02-a.md',
    'docs/incidents/2026-01-03-b.html',
    'docs/incidents/2026-01-04-c.yaml',
    'docs/incidents/2026-01-04-c.md',
    'docs/incidents/template.md',
    'node_modules/x/post-mortems/2026-01-01-x.md',
    'ops/runbooks/a.md',
    'ops/runbooks/README.md',
    '.husky/pre-push',
  ])
    await repo.write(file, 'x\n')
  repo.git('remote', 'add', 'fork', 'git@github.com:me/fork.git')
  repo.git('remote', 'add', 'origin', 'https://me:secret@gitlab.com/team/infra.git')
  expect(await survey(await openProject(repo.path, repo.env))).toEqual({
    folder: 'docs/incidents',
    ...{ documents: 2, records: 1 },
    ...{ runbookFolder: 'ops/runbooks', runbooks: 1 },
    forge: { kind: 'gitlab', url: 'https://gitlab.com/team/infra' },
    hookManager: 'husky',
  })
})

test('the library reads a ledger and names what it could not read', async () => {
  const repo = await makeRepository()
  await repo.commit({ message: 'one', files: { 'post-mortems/2026-01-01-a.yaml': 'id: 2026-01-01-a\ntitle: A\n' } })
  await repo.write('post-mortems/2026-01-02-b.yaml', 'id: [\n')
  const { ledger, problems } = await loadLedger(repo.path, repo.env)
  expect(ledger.incidents.map(({ record }) => record.id)).toEqual(['2026-01-01-a'])
  expect(problems.length).toBeGreaterThan(0)
  await expect(loadLedger(repo.path, repo.env, 'nope')).rejects.toMatchObject({ name: 'UnknownRevision' })
  const nowhere = await makeFolder()
  await expect(loadLedger(nowhere, repo.env)).rejects.toMatchObject({ name: 'NoRepository' })
})

test('a fix that is moved out of the root is still there, and gone when it is taken out there', async () => {
  const repo = await makeRepository()
  const record = 'id: 2026-01-01-a\ntitle: A storm\nactions:\n  - { id: A1, title: Pin it }\n'
  const files = { 'shop/mortem.yaml': '', 'shop/post-mortems/2026-01-01-a.yaml': record, 'shop/v.yaml': 'a: one\n' }
  await repo.commit({ message: 'start', files })
  const text = 'a: one\ntag: by-hand\n'
  await repo.commit({ message: 'pin\n\nRemediates: 2026-01-01-a#A1', files: { 'shop/v.yaml': text } })
  const state = async () =>
    (await loadLedger(join(repo.path, 'shop'), repo.env)).ledger.incidents[0]?.actions[0]?.liveness?.state
  await repo.commit({ message: 'move', files: { 'shop/v.yaml': null, 'infra/v.yaml': text } })
  expect(await state()).toBe('live')
  await repo.commit({ message: 'unpin', files: { 'infra/v.yaml': 'a: one\n' } })
  expect(await state()).toBe('gone')
})
