/** What a record said under a former name still counts, and a message means what it could mean when it was written. */
import { expect, test } from 'vitest'
import { makeRepository } from '../support/repository.ts'
import { bootStorm, bootStormFile, ledgerOf, statusOf } from './ledger-of.ts'

const record = (status: string) => bootStorm(`  - { id: A1, title: Pin the image tag, status: ${status} }\n`)

test('an action that was reopened stays open when its record is moved', async () => {
  const repo = await makeRepository()
  const old = 'incidents/2026-01-10-boot-storm.yaml'
  await repo.commit({ message: 'record', files: { [old]: record('in-progress') } })
  await repo.commit({ message: 'fix\n\nRemediates: boot-storm#A1', files: { 'a.tf': '1' } })
  await repo.commit({ message: 'it is done', files: { [old]: record('done') } })
  await repo.commit({ message: 'it came back', files: { [old]: record('in-progress') } })
  await repo.commit({ message: 'move the records', files: { [old]: null, [bootStormFile]: record('in-progress') } })
  expect(statusOf(await ledgerOf(repo), 'A1')).toMatch(/^in-progress /)
})

test('a commit amended after the incident can name it, however old its author date is', async () => {
  const repo = await makeRepository()
  await repo.commit({ message: 'record', files: { [bootStormFile]: record('todo') }, date: '2026-01-11T00:00:00Z' })
  const env = { GIT_AUTHOR_DATE: '2025-06-01T00:00:00Z', GIT_COMMITTER_DATE: '2026-01-12T00:00:00Z' }
  await repo.write('a.tf', '1')
  repo.git('add', 'a.tf')
  Object.assign(repo.env, env)
  repo.git('commit', '-q', '-m', 'begun in June\n\nRemediates: 2026-01-10-boot-storm#A1')
  expect(statusOf(await ledgerOf(repo), 'A1')).toMatch(/^done /)
})
