/** Flips: a commit that changes code and turns an action to done in its record or its hand-written document. */
import { expect, test } from 'vitest'
import { makeRepository } from '../support/repository.ts'
import { actionOf, bootStorm, bootStormDocument, bootStormFile, ledgerOf, linksOf, statusOf } from './ledger-of.ts'

const record = (status: string, title = 'Pin the image tag') =>
  bootStorm(`  - { id: A1, title: ${title}, status: ${status} }\n`)

test('with code in the same commit, in the record', async () => {
  const repo = await makeRepository()
  await repo.commit({ message: 'open', files: { [bootStormFile]: record('todo') } })
  await repo.commit({ message: 'fix', files: { [bootStormFile]: record('done'), 'stacks/a.tf': '1' } })
  const ledger = await ledgerOf(repo)
  expect(linksOf(ledger, 'A1')).toEqual(['fixed flip certain: fix'])
  expect(actionOf(ledger, 'A1').links[0]?.paths).toEqual(['stacks/a.tf'])
})

test('not when only words change with it', async () => {
  const repo = await makeRepository()
  await repo.commit({ message: 'open', files: { [bootStormFile]: record('todo') } })
  await repo.commit({ message: 'say done', files: { [bootStormFile]: record('done'), 'docs/a.md': '1' } })
  const ledger = await ledgerOf(repo)
  expect(linksOf(ledger, 'A1')).toEqual([])
  expect(actionOf(ledger, 'A1')).toMatchObject({ status: 'done', proven: false })
})

test('only the action that turns, and only to done', async () => {
  const repo = await makeRepository()
  const two = (a: string, b: string) =>
    bootStorm(`  - { id: A1, title: Pin the tag, status: ${a} }\n  - { id: A2, title: Alert, status: ${b} }\n`)
  await repo.commit({ message: 'open', files: { [bootStormFile]: two('todo', 'done') } })
  await repo.commit({ message: 'begin', files: { [bootStormFile]: two('in-progress', 'done'), 'a.tf': '1' } })
  await repo.commit({ message: 'give up', files: { [bootStormFile]: two('in-progress', 'wont-do'), 'a.tf': '2' } })
  await repo.commit({ message: 'finish', files: { [bootStormFile]: two('done-alt', 'wont-do'), 'a.tf': '3' } })
  const ledger = await ledgerOf(repo)
  expect(linksOf(ledger, 'A1')).toEqual(['fixed flip certain: finish'])
  expect(linksOf(ledger, 'A2')).toEqual([])
})

test('brought in as done with code counts, brought in as todo does not', async () => {
  const repo = await makeRepository()
  await repo.commit({ message: 'in as todo', files: { [bootStormFile]: record('todo'), 'a.tf': '1' } })
  const other = 'post-mortems/2026-01-11-other.yaml'
  const text = record('done').replace('01-10-boot-storm', '01-11-other')
  await repo.commit({ message: 'in as done', files: { [other]: text, 'a.tf': '2' } })
  const ledger = await ledgerOf(repo)
  expect(linksOf(ledger, 'A1', 'boot-storm')).toEqual([])
  expect(linksOf(ledger, 'A1', 'other')).toEqual(['fixed flip certain: in as done'])
})

test('in the hand-written document: a cell, a checkbox, a word in front, a heading', async () => {
  const repo = await makeRepository()
  const text = bootStorm(`  - { id: A1, title: Pin the image tag }
  - { id: A2, title: Raise the worker memory }
  - { id: A3, title: Alert on waiting clients }
  - { id: A4, title: Write the recovery runbook }
`)
  const document = (mark: [string, string, string, string]) => `| what | state |
|---|---|
| Pin the image tag | ${mark[0]} |

- ${mark[1]} Raise the worker memory
- ${mark[2]} Alert on waiting clients

### Write the recovery runbook${mark[3]}
`
  const open = document(['open', '[ ]', 'TODO:', ' (open)'])
  const fixed = document(['✅ Done', '[x]', 'DONE:', ' (done)'])
  await repo.commit({ message: 'open', files: { [bootStormFile]: text, [bootStormDocument]: open } })
  const work = {
    'a.tf': 'pin_image_tag = true\nworker_memory = "2Gi" # raised\nalert "waiting clients" {}\n',
    'recovery/runbook.sh': 'write',
  }
  await repo.commit({ message: 'fix', files: { [bootStormDocument]: fixed, ...work } })
  const ledger = await ledgerOf(repo)
  for (const id of ['A1', 'A2', 'A3', 'A4']) expect(linksOf(ledger, id)).toEqual(['fixed flip certain: fix'])
  // Only the record declares; the document's row is the evidence of the link.
  expect(statusOf(ledger, 'A1')).toBe('done (link done)')
})

test('not by moving the record file', async () => {
  const repo = await makeRepository()
  const old = 'incidents/2026-01-10-boot-storm.yaml'
  await repo.commit({ message: 'done', files: { [old]: record('done') } })
  await repo.commit({ message: 'move', files: { [old]: null, [bootStormFile]: record('done'), 'a.tf': '1' } })
  const ledger = await ledgerOf(repo)
  expect(linksOf(ledger, 'A1')).toEqual([])
})

test('not by dropping the tree and restoring it', async () => {
  const repo = await makeRepository()
  await repo.commit({ message: 'done', files: { [bootStormFile]: record('done') } })
  await repo.commit({ message: 'drop', files: { [bootStormFile]: null } })
  await repo.commit({ message: 'restore', files: { [bootStormFile]: record('done'), 'a.tf': '1' } })
  const ledger = await ledgerOf(repo)
  expect(linksOf(ledger, 'A1')).toEqual([])
})

test('not twice when the same lineage is merged in again', async () => {
  const repo = await makeRepository()
  const open = await repo.commit({ message: 'open', files: { [bootStormFile]: record('todo') } })
  const files = { [bootStormFile]: record('done'), 'a.tf': '1' }
  const date = '2026-01-02T00:00:00Z'
  const one = await repo.commit({ message: 'fix', files, date, parent: open })
  const base = await repo.commit({ message: 'aside', files: { 'b.tf': '1' }, parent: open })
  const two = await repo.commit({ message: 'fix', files, date, parent: base })
  await repo.commit({ message: 'merge', parent: [one, two] })
  const ledger = await ledgerOf(repo)
  expect(linksOf(ledger, 'A1')).toEqual(['fixed flip certain: fix'])
  expect(actionOf(ledger, 'A1').links[0]?.twins).toHaveLength(1)
})

test('an old version that cannot be read declares nothing, and the next one does not turn everything', async () => {
  const repo = await makeRepository()
  await repo.commit({ message: 'done', files: { [bootStormFile]: record('done') } })
  await repo.commit({ message: 'break', files: { [bootStormFile]: 'actions: [\n<<<<<<< ours\n' } })
  await repo.commit({ message: 'repair', files: { [bootStormFile]: record('done'), 'a.tf': '1' } })
  const ledger = await ledgerOf(repo)
  expect(linksOf(ledger, 'A1')).toEqual([])
  expect(statusOf(ledger, 'A1')).toBe('done (declared done)')
})

test('a file that ends in .html or .txt is work, for templates and requirements are', async () => {
  const repo = await makeRepository()
  await repo.commit({ message: 'open', files: { [bootStormFile]: record('todo') } })
  await repo.commit({ message: 'fix', files: { [bootStormFile]: record('done'), 'app/templates/login.html': '1' } })
  expect(linksOf(await ledgerOf(repo), 'A1')).toEqual(['fixed flip certain: fix'])
})
