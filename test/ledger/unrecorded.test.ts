/** What looks like an incident without a record: harm and a response to it, not told by a record or document yet. */
import { expect, test } from 'vitest'
import { openHistory } from '../../src/git/history.ts'
import { openRepository } from '../../src/git/repository.ts'
import { unrecordedIncidents } from '../../src/ledger/suggest/unrecorded.ts'
import { configSchema } from '../../src/model/config.ts'
import { makeRepository, type TestRepository } from '../support/repository.ts'
import { bootStorm, bootStormFile, type Files, ledgerOf } from './ledger-of.ts'

async function found(repo: TestRepository, files: Files = {}) {
  const ledger = await ledgerOf(repo, files)
  const history = await openHistory(await openRepository(repo.path, repo.env), null)
  return unrecordedIncidents(history, ledger, configSchema.parse({}))
}

test('a repair of harm counts; a feature about outages and an ordinary fix do not', async () => {
  const repo = await makeRepository()
  const message = 'redis: restore dynamic DNS to fix the stale-IP outage\n\nThe pods were unreachable for 40 minutes.\n'
  const outage = await repo.commit({ message, files: { 'redis/main.tf': '1' }, date: '2026-02-01T10:00:00Z' })
  await repo.commit({
    message: 'feat: outage-failover worker',
    files: { 'worker.js': '1' },
    date: '2026-02-03T10:00:00Z',
  })
  await repo.commit({ message: 'fix a typo', files: { 'a.tf': '1' }, date: '2026-02-05T10:00:00Z' })
  const [one, ...others] = await found(repo)
  expect(others).toEqual([])
  expect(one).toMatchObject({ best: outage, title: 'redis: restore dynamic DNS to fix the stale-IP outage' })
  expect(one?.reasons[0]).toContain('outage')
})

test('commits of one place and time are one incident', async () => {
  const repo = await makeRepository()
  const commit = (message: string, path: string, hour: string) =>
    repo.commit({ message, files: { [path]: hour }, date: `2026-02-01T${hour}:00:00Z` })
  const first = await commit('nextcloud: revert the tuning, pods were crashlooping', 'nextcloud/a.tf', '08')
  const best = await commit('nextcloud: recover from database corruption, fix the outage', 'nextcloud/b.tf', '10')
  await commit('mail: unbreak delivery, emergency rollback of a failed upgrade', 'mail/a.tf', '11')
  const incidents = await found(repo)
  expect(incidents).toHaveLength(2)
  expect(incidents[0]).toMatchObject({ best, commits: [{ commit: first }, { commit: best }] })
})

test('what a record or a post-mortem tells already is left out', async () => {
  const repo = await makeRepository()
  const message = 'boot: hotfix for the outage, pods were unreachable'
  await repo.commit({
    message: `${message} [2026-01-10-boot-storm]`,
    files: { 'a.tf': '1' },
    date: '2026-01-20T00:00:00Z',
  })
  await repo.commit({ message, files: { 'boot/a.tf': '1' }, date: '2026-01-11T00:00:00Z' })
  const told = { 'docs/post-mortems/2026-03-01-mail-loop.md': '# Mail loop\n', 'mail/a.tf': '1' }
  await repo.commit({ message: 'mail: hotfix for the outage', files: told, date: '2026-03-09T00:00:00Z' })
  expect(await found(repo, { [bootStormFile]: bootStorm('  []\n') })).toEqual([])
})
