/** The second sign: rows and bullets are certain only where the commit's own changes show what the action asks for. */
import { expect, test } from 'vitest'
import { rowsOf } from '../../src/ledger/document-rows.ts'
import { makeRepository } from '../support/repository.ts'
import { actionOf, bootStorm, bootStormDocument, bootStormFile, ledgerOf, linksOf } from './ledger-of.ts'

const table = (rows: [string, string][]) =>
  ['| what | state |', '|---|---|', ...rows.map((row) => `| ${row.join(' | ')} |`), ''].join('\n')

test('a row that turns to done beside other work is probable, and makes no status', async () => {
  const repo = await makeRepository()
  const record = bootStorm('  - { id: A1, title: Bump the tmpfs sizeLimit 512Mi to 2Gi }\n')
  const document = (state: string) => table([['Bump the tmpfs sizeLimit 512Mi to 2Gi', state]])
  await repo.commit({ message: 'open', files: { [bootStormFile]: record, [bootStormDocument]: document('TODO') } })
  const alert = { 'alerts.yaml': 'text: the tmpfs sizeLimit is nearly reached\n' }
  await repo.commit({ message: 'ignore output', files: { [bootStormDocument]: document('DONE'), ...alert } })
  expect(linksOf(await ledgerOf(repo), 'A1')).toEqual(['fixed flip probable: ignore output'])
  expect(actionOf(await ledgerOf(repo), 'A1').status).toBe('todo')
})

test('a bullet is certain when the lines hold the files, identifiers and values that the title names', async () => {
  const repo = await makeRepository()
  const record = bootStorm(`  - { id: A1, title: "Pin registry:2 to registry:2.8.3" }
  - { id: A2, title: Add the alert NFSHighRetransmissions }
`)
  await repo.commit({ message: 'record', files: { [bootStormFile]: record } })
  const message = `harden [2026-01-10-boot-storm]\n\n- compose.yml: pin registry:2 to registry:2.8.3\n- add the alert NFSHighRetransmissions\n`
  // The message claims an alert that the change does not hold.
  await repo.commit({ message, files: { 'compose.yml': 'image: registry:2.8.3 # pinned, was registry:2\n' } })
  const ledger = await ledgerOf(repo)
  expect(linksOf(ledger, 'A1')).toEqual(['fixed bullet certain: harden [2026-01-10-boot-storm]'])
  expect(linksOf(ledger, 'A2')).toEqual(['fixed bullet probable: harden [2026-01-10-boot-storm]'])
})

test('words that a sibling has as well do not tell which of them was done', async () => {
  const repo = await makeRepository()
  const record = bootStorm(`  - { id: A1, title: Migrate the dns volumes to fast encrypted disks }
  - { id: A2, title: Migrate the vault volumes to fast encrypted disks }
`)
  await repo.commit({ message: 'record', files: { [bootStormFile]: record } })
  const message = 'migrate the dns volumes to fast encrypted disks [2026-01-10-boot-storm]'
  await repo.commit({ message, files: { 'dns/main.tf': 'disks = "fast encrypted" # volumes migrated\n' } })
  const ledger = await ledgerOf(repo)
  expect(linksOf(ledger, 'A1')).toEqual([`fixed bullet certain: ${message}`])
  expect(linksOf(ledger, 'A2')).toEqual([])
})

test('to look into something is shown by no lines', async () => {
  const repo = await makeRepository()
  const record = bootStorm('  - { id: A1, title: Investigate the pgbouncer pool waits }\n')
  await repo.commit({ message: 'record', files: { [bootStormFile]: record } })
  const message = 'investigate the pgbouncer pool waits [2026-01-10-boot-storm]'
  await repo.commit({ message, files: { 'pgbouncer.ini': 'pool_waits = investigate\n' } })
  expect(linksOf(await ledgerOf(repo), 'A1')).toEqual([`fixed bullet probable: ${message}`])
})

test('a document that comes with the work: its done rows count, what it calls open does not', async () => {
  const repo = await makeRepository()
  const record = bootStorm(`  - { id: A1, title: Add alerts for node runtime health }
  - { id: A2, title: Fix the helm values of the reboot window }
`)
  await repo.commit({ message: 'start', files: { 'start.txt': 'start\n' } })
  await repo.write(bootStormFile, record)
  const document = table([
    ['Add alerts for node runtime health', 'done'],
    ['Fix the helm values of the reboot window', 'TODO'],
  ])
  const message =
    'post-mortem: boot storm\n\n- add alerts for node runtime health\n- fix the helm values of the reboot window\n'
  const work = { 'rules.yaml': 'alerts: node runtime health\nhelm: values of the reboot window\n' }
  await repo.commit({ message, files: { [bootStormDocument]: document, ...work } })
  const files = { [bootStormFile]: record, [bootStormDocument]: document }
  const ledger = await ledgerOf(repo, files)
  expect(linksOf(ledger, 'A1')).toEqual(['fixed flip certain: post-mortem: boot storm'])
  expect(linksOf(ledger, 'A2')).toEqual([])
})

test('a tag that could mean two incidents of a day: the words choose', async () => {
  const repo = await makeRepository()
  const other = 'post-mortems/2026-01-10-nfs-outage.yaml'
  const files = {
    [bootStormFile]: bootStorm('  - { id: A1, title: Reap idle database transactions }\n'),
    [other]:
      'id: 2026-01-10-nfs-outage\ntitle: NFS\nactions:\n  - { id: A1, title: Check exports in daily-backup.sh }\n',
  }
  await repo.commit({ message: 'records', files })
  const message = 'Check exports in daily-backup.sh [PM-2026-01-10]'
  await repo.commit({ message, files: { 'scripts/daily-backup.sh': 'check exports\n' } })
  const ledger = await ledgerOf(repo)
  expect(linksOf(ledger, 'A1', 'nfs-outage')).toEqual([`fixed bullet certain: ${message}`])
  expect(linksOf(ledger, 'A1', 'boot-storm')).toEqual([])
})

test('the first commit that speaks of an alert or file that one action names, and brings it in', async () => {
  const repo = await makeRepository()
  const record = bootStorm(`  - { id: A1, title: Add the alert VaultRaftLeaderStuck }
  - { id: A2, title: Runbook docs/runbooks/vault-raft-leader.md }
  - { id: A3, title: Shorten access_token_validity_seconds }
`)
  await repo.commit({ message: 'record', files: { [bootStormFile]: record }, date: '2026-01-11T00:00:00Z' })
  const add = 'monitoring: VaultRaftLeaderStuck, vault-raft-leader.md, access_token_validity_seconds'
  const date = '2026-01-12T00:00:00Z'
  const files = {
    'rules.tf': 'alert = "VaultRaftLeaderStuck"\naccess_token_validity_seconds = 3600\n',
    'docs/runbooks/vault-raft-leader.md': 'restart it\n',
  }
  await repo.commit({ message: add, files, date })
  const tune = { 'rules.tf': 'alert = "VaultRaftLeaderStuck" # for 5m\n' }
  await repo.commit({ message: 'tune VaultRaftLeaderStuck', files: tune, date: '2026-01-13T00:00:00Z' })
  const ledger = await ledgerOf(repo)
  expect(linksOf(ledger, 'A1')).toEqual([`fixed bullet certain: ${add}`])
  expect(linksOf(ledger, 'A2')).toEqual([`fixed bullet certain: ${add}`])
  // A setting comes in for many reasons.
  expect(linksOf(ledger, 'A3')).toEqual([])
})

test('a name that was there before, that two actions ask for, or that comes a year later proves nothing', async () => {
  const repo = await makeRepository()
  const record = bootStorm(`  - { id: A1, title: Add the alert DiskNearlyFullSoon }
  - { id: A2, title: Add the alert VaultRaftLeaderStuck }
  - { id: A3, title: Tune the alert VaultRaftLeaderStuck }
  - { id: A4, title: Add the alert RedisSplitBrainSeen }
`)
  await repo.commit({ message: 'before', files: { 'rules.tf': 'DiskNearlyFullSoon\n' }, date: '2026-01-01T00:00:00Z' })
  await repo.commit({ message: 'record', files: { [bootStormFile]: record }, date: '2026-01-11T00:00:00Z' })
  const again = { 'rules.tf': 'DiskNearlyFullSoon\nDiskNearlyFullSoon for 5m\nVaultRaftLeaderStuck\n' }
  const message = 'DiskNearlyFullSoon and VaultRaftLeaderStuck'
  await repo.commit({ message, files: again, date: '2026-01-12T00:00:00Z' })
  const late = { 'late.tf': 'RedisSplitBrainSeen\n' }
  await repo.commit({ message: 'RedisSplitBrainSeen', files: late, date: '2027-01-12T00:00:00Z' })
  const ledger = await ledgerOf(repo)
  for (const id of ['A1', 'A2', 'A3', 'A4']) expect(linksOf(ledger, id)).toEqual([])
})

test('a clause of the document that says what a commit did; not one that blames, or names several', async () => {
  const repo = await makeRepository()
  const record = bootStorm(`  - { id: A1, title: Drop port 5050 from the image address }
  - { id: A2, title: Rebuild the image for all workers }
`)
  const date = '2026-01-10T10:00:00Z'
  const files = { 'ci.yml': 'image address: registry.example\n' }
  await repo.commit({ message: 'old', files: { 'ci.yml': 'image address: registry.example:5050\n' }, date })
  const drop = await repo.commit({ message: 'ci: drop port', files, date })
  const rebuild = await repo.commit({ message: 'rebuild', files: { Dockerfile: '# image for all workers\n' }, date })
  const document = [
    `- 11:20 ${drop.slice(0, 9)} drops port 5050 from the image address; green again`,
    `- 11:30 ${rebuild.slice(0, 9)} and ${drop.slice(0, 9)} rebuild the image for all workers`,
    `- root cause: ${rebuild.slice(0, 9)} broke the rebuild of the image for all workers`,
  ].join('\n')
  const ledger = await ledgerOf(repo, { [bootStormFile]: record, [bootStormDocument]: document })
  expect(linksOf(ledger, 'A1')).toEqual(['fixed document certain: ci: drop port'])
  expect(linksOf(ledger, 'A2')).toEqual([])
})

test('rows of HTML: list items, table rows, and boxes that are ticked by their class', () => {
  const html = `<!DOCTYPE html><html><body><script>"<li>no</li>"</script>
<!-- <li>neither</li> -->
<h2>Follow-up</h2>
<ul><li>Pin the <code>image</code> tag &mdash; done</li></ul>
<div class="task-item done"><div class="check">&#10003;</div><div>Add alerts</div></div>
<div class="task-item"><div>Write the runbook</div></div>
<table><tr><td>Move the volume</td><td>TODO</td></tr></table>`
  expect(rowsOf(html).map(({ line, status, text }) => `${line} ${status} ${text}`)).toEqual([
    '3 null # Follow-up',
    '4 null - Pin the image tag — done',
    '5 done - [x] ✓ Add alerts',
    '6 todo - [ ] Write the runbook',
    '7 todo | Move the volume | TODO |',
  ])
})
