/** Each row of src/ledger/vias.ts: what a commit or file says, and the link it makes. */
import { expect, test } from 'vitest'
import type { Via } from '../../src/ledger/ledger.ts'
import { vias } from '../../src/ledger/vias.ts'
import { makeRepository } from '../support/repository.ts'
import { actionOf, bootStorm, bootStormDocument, bootStormFile, incidentOf, ledgerOf, linksOf } from './ledger-of.ts'

const pin = bootStorm('  - { id: A1, title: Pin the image tag to the live tag }\n')
const code = { 'stacks/values.yaml': 'tag: 1\n' }

test('a trailer in the last paragraph is certain, elsewhere probable, quoted nothing', async () => {
  const repo = await makeRepository()
  await repo.commit({ message: 'canonical\n\nRemediates: boot-storm#A1 (all pods)\n', files: code })
  await repo.commit({ message: 'recovered\n\nRemediates: boot-storm#A1\n\nand then some prose\n' })
  await repo.commit({ message: 'quoted\n\n> Remediates: boot-storm#A1\n\nprose\n' })
  await repo.commit({ message: 'fenced\n\n```\nRemediates: boot-storm#A1\n```\n\nprose\n' })
  const ledger = await ledgerOf(repo, { [bootStormFile]: pin })
  expect(linksOf(ledger, 'A1')).toEqual(['fixed trailer certain: canonical', 'fixed trailer probable: recovered'])
  expect(actionOf(ledger, 'A1').links[0]).toMatchObject({ note: 'all pods', paths: ['stacks/values.yaml'] })
  expect(actionOf(ledger, 'A1').proven).toBe(true)
})

test('a trailer without an action belongs to the incident', async () => {
  const repo = await makeRepository()
  await repo.commit({ message: 'one\n\nRemediates: boot-storm' })
  await repo.commit({ message: 'two\n\nMitigates: boot-storm' })
  await repo.commit({ message: 'three\n\nIncident: boot-storm' })
  const ledger = await ledgerOf(repo, { [bootStormFile]: pin })
  expect(linksOf(ledger, null)).toEqual([
    'fixed trailer certain: one',
    'mitigated trailer certain: two',
    'related trailer certain: three',
  ])
  expect(linksOf(ledger, 'A1')).toEqual([])
})

test('keys are those of the configuration', async () => {
  const repo = await makeRepository()
  await repo.commit({ message: 'ours\n\nAnswers: boot-storm#A1' })
  await repo.commit({ message: 'not ours\n\nRemediates: boot-storm#A1' })
  const config = { messages: { remediates: 'Answers' } }
  const ledger = await ledgerOf(repo, { [bootStormFile]: pin }, { config })
  expect(linksOf(ledger, 'A1')).toEqual(['fixed trailer certain: ours', 'related mention certain: not ours'])
})

test('hashes in the record: fixed by an action, caused by a cause, as a change says', async () => {
  const repo = await makeRepository()
  const cause = await repo.commit({ message: 'raise the version', files: code })
  const fix = await repo.commit({ message: 'pin it', files: { 'stacks/values.yaml': 'tag: 2\n', 'README.md': 'x' } })
  const patch = await repo.commit({ message: 'patch the probe' })
  const text = `id: 2026-01-10-boot-storm
title: Boot storm
causes:
  - { id: C1, title: The version was raised, commits: ["${cause.slice(0, 8)}"] }
changes:
  - { relation: mitigated, what: The probe was patched, codified: "${patch}" }
  - { what: A change of the first action, action: A1, codified: "${patch.slice(0, 9)}" }
  - { what: Not in git yet, codified: pending }
actions:
  - { id: A1, title: Pin the tag, status: done, commits: ["${fix.slice(0, 7).toUpperCase()}"] }
  - id: A2
    title: Two files
    commits: [{ commit: "${fix}", paths: [README.md] }]
`
  const ledger = await ledgerOf(repo, { [bootStormFile]: text })
  expect(linksOf(ledger, null)).toEqual([
    'caused record certain: raise the version',
    'mitigated record certain: patch the probe',
  ])
  expect(linksOf(ledger, 'A1')).toEqual(['fixed record certain: pin it', 'related record certain: patch the probe'])
  expect(actionOf(ledger, 'A1').links[0]).toMatchObject({ commit: fix, paths: ['stacks/values.yaml'] })
  expect(actionOf(ledger, 'A2').links[0]?.paths).toEqual(['README.md'])
})

test('a hash beside the action in its document is probable, certain with a second sign', async () => {
  const repo = await makeRepository()
  const bare = await repo.commit({ message: 'tidy up', files: code })
  const bySubject = await repo.commit({ message: 'raise the worker memory limit', files: { 'stacks/b.yaml': 'x' } })
  const byPath = await repo.commit({ message: 'more', files: { 'stacks/probe.yaml': 'x' } })
  const byTag = await repo.commit({ message: 'more again [2026-01-10-boot-storm]', files: { 'stacks/d.yaml': 'x' } })
  const generated = await repo.commit({ message: 'raise the worker memory limit again' })
  const text = bootStorm(`  - { id: A1, title: Pin the image tag }
  - { id: A2, title: Raise the worker memory limit }
  - { id: A3, title: Give the probe more time }
  - { id: A4, title: Alert on waiting clients }
`)
  const document = `# Boot storm

| action | commit |
|---|---|
| Pin the image tag | ${bare.slice(0, 8)} |

- Raise the worker memory limit (${bySubject.slice(0, 9)})
- Give the probe more time in probe.yaml: ${byPath.slice(0, 8)}
- Alert on waiting clients
  https://forge.example/commit/${byTag}

<!-- mortem:actions -->
- Raise the worker memory limit ${generated.slice(0, 9)}
<!-- /mortem:actions -->
`
  const ledger = await ledgerOf(repo, { [bootStormFile]: text, [bootStormDocument]: document })
  expect(linksOf(ledger, 'A1')).toEqual(['fixed document probable: tidy up'])
  expect(linksOf(ledger, 'A2')).toEqual(['fixed document certain: raise the worker memory limit'])
  expect(linksOf(ledger, 'A3')).toEqual(['fixed document certain: more'])
  expect(linksOf(ledger, 'A4')).toEqual(['fixed document certain: more again [2026-01-10-boot-storm]'])
})

test('an image digest or a hash in a longer word of the document is no commit', async () => {
  const repo = await makeRepository()
  const hash = (await repo.commit({ message: 'one' })).slice(0, 8)
  const document = `- Pin the image tag to the live tag app:${hash}, sha256:${hash}, x-${hash}\n`
  const ledger = await ledgerOf(repo, { [bootStormFile]: pin, [bootStormDocument]: document })
  expect(linksOf(ledger, 'A1')).toEqual([])
})

test('a shared tracker id is probable; only a closing word or the own id of the action makes it a fix', async () => {
  const repo = await makeRepository()
  const text = bootStorm(
    `  - { id: A1, title: Pin the tag, tracker: code-8vr0 }
  - { id: A2, title: Alert, tracker: "https://forge.example/owner/repo/issues/42" }
`,
    'tracker: "#7"\n',
  )
  await repo.commit({ message: 'pooler: roll the pods\n\nCloses: code-8vr0' })
  await repo.commit({ message: 'alerts: page\n\nFixes #42' })
  await repo.commit({ message: 'docs: speak of #42' })
  await repo.commit({ message: 'docs: speak of #7' })
  await repo.commit({ message: 'docs: a code-path and code-12345 of no one' })
  const ledger = await ledgerOf(repo, { [bootStormFile]: text })
  expect(linksOf(ledger, 'A1')).toEqual(['fixed tracker probable: pooler: roll the pods'])
  expect(linksOf(ledger, 'A2')).toEqual([
    'fixed tracker probable: alerts: page',
    'related tracker probable: docs: speak of #42',
  ])
  expect(linksOf(ledger, null)).toEqual(['related tracker probable: docs: speak of #7'])
})

test('an id of a record needs no expression; one that is only filed or named beside a closed one is no fix', async () => {
  const repo = await makeRepository()
  const text = bootStorm(`  - { id: A1, title: Rotate the keys, tracker: OPS-7 }
  - { id: A2, title: Alert, tracker: OPS-8 }
  - { id: A3, title: Runbook, tracker: OPS-9 }
`)
  await repo.commit({ message: 'vault: rotate\n\nLong story.\n\nCloses: OPS-7\n\nOPS-8 stays open.\n' })
  await repo.commit({ message: 'vault: note\n\nFiled OPS-9 for it.' })
  await repo.commit({ message: 'vault: more\n\nPart of: OPS-9' })
  const ledger = await ledgerOf(repo, { [bootStormFile]: text })
  expect(linksOf(ledger, 'A1')).toEqual(['fixed tracker probable: vault: rotate'])
  expect(linksOf(ledger, 'A2')).toEqual(['related tracker probable: vault: rotate'])
  expect(linksOf(ledger, 'A3')).toEqual([
    'related tracker probable: vault: note',
    'fixed tracker probable: vault: more',
  ])
})

test('a tracker id of several actions is listed; the words of the message may tell which is meant', async () => {
  const repo = await makeRepository()
  const text = bootStorm(`  - { id: A1, title: Rotate the passwords of the database, tracker: code-8vr0 }
  - { id: A2, title: Alert on failed logins, tracker: code-8vr0 }
`)
  await repo.commit({ message: 'vault: tidy up\n\nCloses: code-8vr0', files: code })
  await repo.commit({ message: 'alert on failed logins\n\nCloses: code-8vr0', files: { 'stacks/rules.tf': '1' } })
  const ledger = await ledgerOf(repo, { [bootStormFile]: text })
  expect(linksOf(ledger, 'A1')).toEqual([])
  expect(linksOf(ledger, 'A2')).toEqual(['fixed bullet probable: alert on failed logins'])
  const listed = { kind: 'tracker', target: 'code-8vr0', line: 3, state: 'ambiguous' }
  expect(ledger.unresolved).toMatchObject([listed, listed])
  expect(ledger.unresolved[0]?.candidates).toEqual(['2026-01-10-boot-storm#A1', '2026-01-10-boot-storm#A2'])
})

test('a bullet that matches one action of the incident is probable and narrows the files down', async () => {
  const repo = await makeRepository()
  const text = bootStorm(`  - { id: A1, title: Pin the image tag to the live tag }
  - { id: A2, title: Reap idle transactions in pgbouncer }
  - { id: A3, title: Alert on clients that wait }
`)
  const message = `authentik: harden the stack

- values.yaml: pin the image tag to the tag that is live,
  so that no apply takes it back
- pgbouncer.ini: reap idle transactions after five minutes
- traefik: leave other things alone

Incident: boot-storm
`
  const files = { 'a/values.yaml': '1', 'a/pgbouncer.ini': '1', 'traefik/main.tf': '1' }
  await repo.commit({ message, files })
  await repo.commit({ message: message.replace('boot-storm', 'other-thing'), files: { 'a/values.yaml': '2' } })
  await repo.commit({ message: message.replace('harden', 'describe'), files: { 'docs/a.md': 'only words' } })
  const ledger = await ledgerOf(repo, { [bootStormFile]: text })
  expect(linksOf(ledger, 'A1')).toEqual(['fixed bullet probable: authentik: harden the stack'])
  expect(actionOf(ledger, 'A1').links[0]).toMatchObject({
    paths: ['a/values.yaml'],
    note: 'values.yaml: pin the image tag to the tag that is live, so that no apply takes it back',
  })
  expect(actionOf(ledger, 'A2').links[0]?.paths).toEqual(['a/pgbouncer.ini'])
  expect(linksOf(ledger, 'A3')).toEqual([])
})

test('two actions that a bullet fits equally well get nothing', async () => {
  const repo = await makeRepository()
  const text = bootStorm(`  - { id: A1, title: Raise the memory limit of the server }
  - { id: A2, title: Raise the memory limit of the worker }
`)
  await repo.commit({ message: 'tune\n\n- raise the memory limit\n\nIncident: boot-storm', files: code })
  const ledger = await ledgerOf(repo, { [bootStormFile]: text })
  expect(linksOf(ledger, 'A1').concat(linksOf(ledger, 'A2'))).toEqual([])
})

test('tags and mentions belong to the incident, documents by path or name', async () => {
  const repo = await makeRepository()
  await repo.commit({ message: 'add an alert [PM-2026-01-10]' })
  await repo.commit({ message: 'speak\n\nSee 2026-01-10-boot-storm for why.' })
  await repo.commit({ message: `name\n\nFull analysis in ${bootStormDocument}.` })
  await repo.commit({ message: 'name\n\nAs in docs/post-mortems/2026-01-11-another.md.' })
  const ledger = await ledgerOf(repo, { [bootStormFile]: pin })
  expect(linksOf(ledger, null)).toEqual([
    'related tag certain: add an alert [PM-2026-01-10]',
    'related mention certain: speak',
    'related mention certain: name',
  ])
  expect(ledger.unresolved).toEqual([])
})

test('close-outs say a status with its reason, by priority and words, and prove nothing', async () => {
  const repo = await makeRepository()
  const text = bootStorm(`  - { id: A1, priority: P2, title: Codify the outpost in Terraform }
  - { id: A2, priority: P3, title: Reduce the validity of access tokens }
  - { id: A3, priority: P2, title: Reduce the validity of access tokens }
  - { id: A4, title: Another thing }
`)
  const message = `docs: close things

Close out post-mortem \`2026-01-10-boot-storm.md\`:
  - P2 codify-outpost-Terraform: DONE.
  - P3 access token validity: DONE-alt (storage is
    moot now)
  - A4: won't do (nobody asks for it)
  - P1 something that is not there: DONE
`
  await repo.commit({ message, files: { 'docs/a.md': 'x' } })
  const ledger = await ledgerOf(repo, { [bootStormFile]: text })
  const said = incidentOf(ledger).actions.map(({ record, status, words, proven }) => [
    ...[record.id, status, words[0]?.reason ?? null, proven],
  ])
  expect(said).toEqual([
    ['A1', 'done', null, false],
    ['A2', 'done-alt', 'storage is moot now', false],
    ['A3', 'todo', null, false],
    ['A4', 'wont-do', 'nobody asks for it', false],
  ])
  expect(linksOf(ledger, 'A1')).toEqual(['related close-out probable: docs: close things'])
  expect(ledger.unresolved).toMatchObject([
    { kind: 'close-out', target: 'something that is not there', line: 8, state: 'unresolved' },
  ])
})

test('an item of a close-out that fits several actions says nothing of any, and is listed with them', async () => {
  const repo = await makeRepository()
  const text = bootStorm('  - { id: A1, title: Pin the image tag }\n  - { id: A2, title: Pin the image digest }\n')
  await repo.commit({ message: 'docs\n\nClose out post-mortem boot-storm:\n- pin the image: DONE\n- A2: DONE\n' })
  const ledger = await ledgerOf(repo, { [bootStormFile]: text })
  expect(incidentOf(ledger).actions.map(({ status }) => status)).toEqual(['todo', 'done'])
  expect(ledger.unresolved).toMatchObject([
    {
      ...{ kind: 'close-out', target: 'pin the image', line: 4, state: 'ambiguous' },
      candidates: ['2026-01-10-boot-storm#A1', '2026-01-10-boot-storm#A2'],
    },
  ])
})

test('Retires gives a verdict with the reason, for one action or all; Caused-By gives the cause', async () => {
  const repo = await makeRepository()
  const cause = await repo.commit({ message: 'raise the version' })
  const retiring = await repo.commit({ message: 'new chart\n\nRetires: boot-storm#A1 (replaced by the new chart)' })
  const all = await repo.commit({ message: 'drop it all\n\nRetires: boot-storm' })
  await repo.commit({ message: `write it up\n\nIncident: boot-storm\nCaused-By: ${cause.slice(0, 10)} (the upgrade)` })
  const text = bootStorm(`  - id: A1
    title: Pin the tag
    verdicts: [{ commit: "${all.slice(0, 8)}", as: superseded, reason: by hand }]
  - { id: A2, title: Alert }
`)
  const ledger = await ledgerOf(repo, { [bootStormFile]: text })
  expect(actionOf(ledger, 'A1').verdicts).toEqual([
    { commit: all, as: 'retired', reason: 'no reason given', source: { commit: all } },
    { commit: retiring, as: 'retired', reason: 'replaced by the new chart', source: { commit: retiring } },
    { commit: all.slice(0, 8), as: 'superseded', reason: 'by hand', source: 'record' },
  ])
  expect(actionOf(ledger, 'A2').verdicts.map(({ reason }) => reason)).toEqual(['no reason given'])
  expect(linksOf(ledger, null)[0]).toBe('caused trailer certain: raise the version')
})

test('what caused an incident did not cause the one that is named beside it', async () => {
  const repo = await makeRepository()
  const cause = (await repo.commit({ message: 'raise the version' })).slice(0, 10)
  const other = '2026-01-05-disk-full'
  const files = {
    [bootStormFile]: pin,
    [`post-mortems/${other}.yaml`]: pin.replace('2026-01-10-boot-storm', other),
  }
  await repo.commit({
    message: `fix\n\nUnlike ${other} this was our own.\n\nIncident: boot-storm\nCaused-By: ${cause}`,
  })
  const ledger = await ledgerOf(repo, files)
  expect(linksOf(ledger, null, other)).toEqual(['related mention certain: fix'])
  expect(linksOf(ledger, null, 'boot-storm')).toContain('caused trailer certain: raise the version')

  await repo.commit({ message: `more\n\nLike ${other} and 2026-01-10-boot-storm.\n\nCaused-By: ${cause}` })
  expect((await ledgerOf(repo, files)).unresolved).toMatchObject([
    { kind: 'caused-by', target: cause, state: 'ambiguous', candidates: [other, '2026-01-10-boot-storm'] },
  ])
})

test('one commit with several signs is one link, under the best of them', async () => {
  const repo = await makeRepository()
  const hash = await repo.commit({
    message: 'pin the image tag to the live tag [PM-2026-01-10]\n\nRemediates: boot-storm#A1',
    files: code,
  })
  const text = bootStorm(`  - { id: A1, title: Pin the image tag to the live tag, commits: ["${hash.slice(0, 8)}"] }\n`)
  const ledger = await ledgerOf(repo, { [bootStormFile]: text })
  expect(linksOf(ledger, 'A1')).toEqual(['fixed trailer certain: pin the image tag to the live tag [PM-2026-01-10]'])
  expect(actionOf(ledger, 'A1').links[0]?.recorded).toBe(hash.slice(0, 8))
})

test('every kind of link has its row, in the order of their worth', () => {
  const known: Record<Via, number> = {
    ...{ trailer: 0, record: 1, healed: 2, accepted: 3, flip: 4, document: 5 },
    ...{ tracker: 6, bullet: 7, tag: 8, mention: 9, 'close-out': 10 },
  }
  expect(Object.fromEntries(vias.map(({ via }, n) => [via, n]))).toEqual(known)
})
