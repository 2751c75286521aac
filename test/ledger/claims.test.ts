/** Work that sits just before the commit that claims it. */
import { expect, test } from 'vitest'
import { makeRepository, type TestRepository } from '../support/repository.ts'
import { actionOf, bootStorm, bootStormFile, ledgerOf, linksOf } from './ledger-of.ts'

const record = (first: string, second = 'todo') =>
  bootStorm(`  - { id: A1, title: Pin the image tag, status: ${first} }
  - { id: A2, title: Raise the limit in worker.yaml, status: ${second} }
`)
const work = { message: 'authentik: pin the image tag', files: { 'stacks/a.tf': '1' } }
const open = (repo: TestRepository) =>
  repo.commit({ message: 'docs: open', files: { [bootStormFile]: record('todo') } })

test('turned to done in the next commit', async () => {
  const repo = await makeRepository()
  await open(repo)
  const fix = await repo.commit(work)
  const claim = await repo.commit({ message: 'docs: mark it', files: { [bootStormFile]: record('done') } })
  const ledger = await ledgerOf(repo)
  expect(actionOf(ledger, 'A1').links).toMatchObject([
    {
      ...{ commit: fix, relation: 'fixed', via: 'flip', strength: 'probable', paths: ['stacks/a.tf'] },
      note: `claimed by ${claim.slice(0, 12)}`,
    },
  ])
  expect(actionOf(ledger, 'A1')).toMatchObject({ status: 'done', proven: true })
  expect(actionOf(ledger, 'A1').words.map(({ commit, via }) => [commit, via])).toEqual([[claim, 'declared']])
})

test('by a trailer, a tracker id or a close-out on a commit that changes no code', async () => {
  const by = async (message: string) => {
    const repo = await makeRepository()
    await repo.commit({ message: 'start' })
    await repo.commit(work)
    await repo.commit({ message, files: { 'docs/notes.md': '1' } })
    const text = record('todo').replace('tag,', 'tag, tracker: code-8vr0,')
    return linksOf(await ledgerOf(repo, { [bootStormFile]: text }), 'A1')
  }
  expect(await by('docs: note\n\nRemediates: boot-storm#A1')).toEqual([
    'fixed trailer probable: authentik: pin the image tag',
    'fixed trailer certain: docs: note',
  ])
  expect(await by('docs: note\n\nCloses: code-8vr0')).toEqual([
    'fixed tracker probable: authentik: pin the image tag',
    'fixed tracker probable: docs: note',
  ])
  expect(await by('docs: note\n\nClose out boot-storm:\n- A1: DONE')).toEqual([
    'fixed close-out probable: authentik: pin the image tag',
    'related close-out probable: docs: note',
  ])
  expect(await by('docs: note\n\nClose out boot-storm:\n- A1: dropped')).toEqual([
    'related close-out probable: docs: note',
  ])
})

test('several actions at once: each has the commit that says the same or changes a file that it names', async () => {
  const repo = await makeRepository()
  await open(repo)
  await repo.commit(work)
  await repo.commit({ message: 'more room', files: { 'stacks/worker.yaml': '1' } })
  await repo.commit({ message: 'something else', files: { 'stacks/b.tf': '1' } })
  await repo.commit({ message: 'docs: done', files: { [bootStormFile]: record('done', 'done') } })
  const ledger = await ledgerOf(repo)
  expect(linksOf(ledger, 'A1')).toEqual(['fixed flip probable: authentik: pin the image tag'])
  expect(linksOf(ledger, 'A2')).toEqual(['fixed flip probable: more room'])
})

test('the side that a claiming merge brings in, whoever wrote it', async () => {
  const repo = await makeRepository()
  const start = await open(repo)
  const aside = await repo.commit({ ...work, author: 'Bob <bob@example.org>', parent: start })
  const main = await repo.commit({ message: 'pin the image tag of others', parent: start, files: { 'x.tf': '1' } })
  await repo.commit({ message: 'Merge branch x\n\nRemediates: boot-storm#A1', parent: [main, aside] })
  expect(linksOf(await ledgerOf(repo), 'A1')).toEqual([
    'fixed trailer probable: authentik: pin the image tag',
    'fixed trailer certain: Merge branch x',
  ])
})

test.each<[string, object]>([
  ['of somebody else', { author: 'Bob <bob@example.org>' }],
  ['of last week', { date: '2025-12-20T00:00:00Z' }],
  ['that says something else', { message: 'authentik: tidy up' }],
  ['that changes only words', { files: { 'docs/a.md': '1' } }],
  ['that takes it back', { message: 'Revert "pin the image tag"\n\nThis reverts commit 0123abcd.' }],
])('not a commit %s', async (_, other) => {
  const repo = await makeRepository()
  await open(repo)
  await repo.commit({ ...work, ...other })
  await repo.commit({ message: 'docs: mark it', files: { [bootStormFile]: record('done') } })
  expect(linksOf(await ledgerOf(repo), 'A1')).toEqual([])
})

test('nor one that is too far, or before a claim with work of its own or of an action that has its commit', async () => {
  const far = await makeRepository()
  await open(far)
  await far.commit(work)
  for (let n = 0; n < 5; n++) await far.commit({ message: `step ${n}`, files: { 'b.tf': String(n) } })
  await far.commit({ message: 'docs: mark it', files: { [bootStormFile]: record('done') } })
  expect(linksOf(await ledgerOf(far), 'A1')).toEqual([])

  const own = await makeRepository()
  await open(own)
  await own.commit(work)
  const files = { [bootStormFile]: record('done'), 'c.tf': '1' }
  await own.commit({ message: 'all of it', files })
  expect(linksOf(await ledgerOf(own), 'A1')).toEqual(['fixed flip certain: all of it'])
  await own.commit({ ...work, message: 'pin the image tag again' })
  await own.commit({ message: 'docs\n\nRemediates: boot-storm#A1' })
  expect(linksOf(await ledgerOf(own), 'A1')).toEqual(['fixed flip certain: all of it', 'fixed trailer certain: docs'])
})
