/** Ranked commits for an action: each test holds one sign that lifts a commit above the others. */
import { expect, test } from 'vitest'
import { openHistory } from '../../src/git/history.ts'
import { openRepository } from '../../src/git/repository.ts'
import { type Suggestion, suggest } from '../../src/ledger/suggest/suggest.ts'
import { configSchema } from '../../src/model/config.ts'
import { makeRepository, type TestRepository } from '../support/repository.ts'
import { bootStorm, bootStormDocument, bootStormFile, type Files, inputOf, ledgerOf } from './ledger-of.ts'

async function suggestionsOf(repo: TestRepository, files: Files): Promise<Suggestion[]> {
  const ledger = await ledgerOf(repo, files)
  const history = await openHistory(await openRepository(repo.path, repo.env), null)
  const actions = new Set(ledger.incidents.flatMap(({ actions }) => actions.map(({ ref }) => ref)))
  return suggest({ records: inputOf(files).records, ledger, config: configSchema.parse({}), history, actions })
}

/** Subjects of the candidates for A1, best first. */
async function ranked(repo: TestRepository, title: string, document?: string): Promise<string[]> {
  const record = bootStorm(`  - { id: A1, title: ${JSON.stringify(title)} }\n`)
  const files = { [bootStormFile]: record, ...(document !== undefined && { [bootStormDocument]: document }) }
  const [suggestion] = await suggestionsOf(repo, files)
  return suggestion?.candidates.map(({ subject }) => subject) ?? []
}

const onDay = (day: string) => ({ date: `2026-${day}T12:00:00Z` })

test('the words of the title, in the message before the path', async () => {
  const repo = await makeRepository()
  await repo.commit({ message: 'tidy up', files: { 'pool/waits.ini': '1' }, ...onDay('01-12') })
  await repo.commit({ message: 'alert on pool waits', files: { 'rules.tf': '1' }, ...onDay('01-12') })
  await repo.commit({ message: 'bump the chart', files: { 'chart.yaml': '1' }, ...onDay('01-12') })
  expect(await ranked(repo, 'Alert on pool waits')).toEqual(['alert on pool waits', 'tidy up'])
})

test('the lines that it changed, when its message speaks of something else', async () => {
  const repo = await makeRepository()
  await repo.commit({
    message: 'prometheus: other rules',
    files: { 'stacks/prometheus/a.tf': 'cpu\n' },
    ...onDay('01-10'),
  })
  const rule = 'alert = "VaultRaftLeaderStuck"\n'
  await repo.commit({ message: 'update state', files: { 'stacks/prometheus/rules.tf': rule }, ...onDay('01-10') })
  const [suggestion] = await suggestionsOf(repo, {
    [bootStormFile]: bootStorm('  - { id: A1, title: Add the Prometheus alert VaultRaftLeaderStuck }\n'),
  })
  expect(suggestion?.candidates[0]).toMatchObject({
    subject: 'update state',
    reasons: ['its lines hold VaultRaftLeaderStuck, alert', 'works in prometheus', 'the same day'],
  })
})

test('the file that fits best speaks for a commit that does much else', async () => {
  const repo = await makeRepository()
  const much = Object.fromEntries(
    Array.from({ length: 12 }, (_, n) => [`docs/page${n}.txt`, 'something else altogether\n'.repeat(100)]),
  )
  await repo.commit({ message: 'base', files: { 'db.tf': 'exec pg-cluster-1\n' }, ...onDay('01-01') })
  await repo.commit({ message: 'base of another kind', files: { 'db.md': 'x' }, ...onDay('01-11') })
  const files = { ...much, 'db.tf': 'exec $(primary of the cnpg cluster)\n' }
  await repo.commit({ message: 'benchmark report', files, ...onDay('01-12') })
  expect((await ranked(repo, 'Target the primary of the cnpg cluster'))[0]).toBe('benchmark report')
})

test('the days of the incident, then the weeks after, then what came before', async () => {
  const repo = await makeRepository()
  for (const day of ['01-02', '01-11', '02-20'])
    await repo.commit({ message: `pin the image tag (${day})`, files: { 'values.yaml': day }, ...onDay(day) })
  expect(await ranked(repo, 'Pin the image tag')).toEqual(
    ['01-11', '02-20', '01-02'].map((day) => `pin the image tag (${day})`),
  )
})

test('the day that the row names', async () => {
  const repo = await makeRepository()
  await repo.commit({ message: 'outpost: session store', files: { 'a.tf': '1' }, ...onDay('01-20') })
  await repo.commit({ message: 'outpost: session store again', files: { 'a.tf': '2' }, ...onDay('03-10') })
  const row = '| Move the outpost session store | done differently on 2026-03-10 |\n'
  expect((await ranked(repo, 'Move the outpost session store', row))[0]).toBe('outpost: session store again')
})

test('prose about the work comes after the work, unless prose is asked for', async () => {
  const repo = await makeRepository()
  await repo.commit({ message: 'restart of the pods', files: { 'docs/restart.md': '1' }, ...onDay('01-11') })
  await repo.commit({ message: 'restart of the pods, in code', files: { 'pods.tf': '1' }, ...onDay('01-14') })
  expect((await ranked(repo, 'Restart of the pods'))[0]).toBe('restart of the pods, in code')
  expect((await ranked(repo, 'Runbook for the restart of the pods'))[0]).toBe('restart of the pods')
})

test('the commit that brings in a document which calls the action open did not do it', async () => {
  const repo = await makeRepository()
  const document = '- [ ] Add the alert on pool waits\n'
  const report = { [bootStormDocument]: document, 'rules.tf': 'alert = "pods"\n' }
  await repo.commit({ message: 'post-mortem; the alert on pool waits is open', files: report, ...onDay('01-10') })
  await repo.commit({ message: 'alert for waits', files: { 'rules.tf': 'alert = "pool waits"\n' }, ...onDay('01-14') })
  expect(await ranked(repo, 'Add the alert on pool waits', document)).toEqual([
    'alert for waits',
    'post-mortem; the alert on pool waits is open',
  ])
})

test('the same change on two lineages is one candidate', async () => {
  const repo = await makeRepository()
  const base = await repo.commit({ message: 'base', files: { 'b.tf': '1' } })
  const plan = { message: 'pin the image tag', files: { 'a.tf': '1' }, ...onDay('01-12') }
  const one = await repo.commit({ ...plan, parent: base })
  const aside = await repo.commit({ message: 'aside', files: { 'c.tf': '1' }, parent: base })
  const two = await repo.commit({ ...plan, parent: aside })
  await repo.commit({ message: 'merge', parent: [one, two] })
  const [suggestion] = await suggestionsOf(repo, {
    [bootStormFile]: bootStorm('  - { id: A1, title: Pin the image tag }\n'),
  })
  const [best] = suggestion?.candidates ?? []
  expect([best?.commit, ...(best?.twins ?? [])].sort()).toEqual([one, two].sort())
  expect(suggestion?.candidates.filter(({ subject }) => subject === 'pin the image tag')).toHaveLength(1)
})

test('nothing for words that no commit holds, and for a repository without one', async () => {
  const repo = await makeRepository()
  expect(await ranked(repo, 'Pin the image tag')).toEqual([])
  await repo.commit({ message: 'x', files: { y: 'z' } })
  expect(await ranked(repo, 'Pin the image tag')).toEqual([])
})

test('hostile text: any message, title, path and file is ranked or left out, the same every time', async () => {
  const repo = await makeRepository()
  const long = `${'a_'.repeat(60_000)} ${'A'.repeat(100_000)} ${'x/'.repeat(20_000)} \u202e\ud800 ${'-'.repeat(50_000)}`
  await repo.commit({
    message: long,
    files: { 'a.tf': `${long}\n`.repeat(5), [`${'p'.repeat(200)}.tf`]: '\0\0' },
    ...onDay('01-11'),
  })
  await repo.commit({ message: '', files: { 'a.tf': '\n'.repeat(100_000) }, ...onDay('01-12') })
  await repo.commit({ message: '(.*)+$ [', files: { 'b.tf': '<<<<<<<' }, ...onDay('01-12') })
  const title = `${long.replace(/[\u202e\ud800]/g, '').slice(0, 5000)} (.*)+$`
  const files = {
    [bootStormFile]: bootStorm(`  - { id: A1, title: ${JSON.stringify(title)} }\n`),
    [bootStormDocument]: `| ${title} |\n`.repeat(300),
  }
  const started = Date.now()
  const first = await suggestionsOf(repo, files)
  expect(Date.now() - started).toBeLessThan(20_000)
  expect(await suggestionsOf(repo, files)).toEqual(first)
})
