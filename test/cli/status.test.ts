/** `mortem status`, `show` and `check` on the demo's repository: what they print, and in which shapes. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { statusReportSchema } from '../../src/model/report.ts'
import { makeRepository } from '../support/repository.ts'
import { json, mortem, ok, packageRoot, story } from './run.ts'

const repo = await story()
// `--at HEAD`: the report as of the last commit, 2026-08-21, so that what is overdue does not depend on the day of the test.
const status = (...args: string[]) => json(repo, 'status', '--json', '--at', 'HEAD', ...args)
const asOfHead = status()
/** Refs of the actions listed, as of today and from the cache, which is fast. */
const refs = (...args: string[]) =>
  json(repo, 'status', '--json', ...args).incidents.flatMap(({ actions }: { actions: { ref: string }[] }) =>
    actions.map(({ ref }) => ref.replace(/^[\d-]+authentik-/, '')),
  )

test('mortem status', () => {
  expect(ok(repo, 'status', '--at', 'HEAD')).toBe(
    `1 lost · 2 overdue · 3 stale · 1 open · 7 done

lost: done, and no longer in the tree
  P0  2026-05-17-authentik-keel#A1  Keep automatic upgrades off authentik
      mara · 4dad30a9 keel: keep automatic upgrades off what is bound to a schema (trailer)
      changed since 2026-05-17, by 0ca7828f keel: enrol nine more namespaces
      "With digests only, Keel cannot change a tag, so most of the list is not needed: authentik, external-secrets, infra-maintenance, kyverno, metallb-system, nfs-csi, proxmox-csi, sealed-secrets and vpa may upgrade themselves. Seven stay excluded."
      a probe of it fails

overdue
  P2  2026-05-17-authentik-keel#A5  Alert when an image tag moves without a commit
      due 2026-06-05 · no owner
  P2  2026-06-10-authentik-boot-storm#A6  Alert on clients that wait for a pool slot
      due 2026-07-01 · no owner

stale: called open, but done in git
  P1  2026-06-10-authentik-boot-storm#A3  Reap idle transactions in pgbouncer
      due 2026-06-17 · mara · declared todo, by history done · e8022978 authentik: harden the stack after the boot storm (trailer)
  P2  2026-06-10-authentik-boot-storm#A8  Raise the chart pin whenever the image moves
      due 2026-07-01 · noor · declared todo, by history done-alt
  P3  2026-06-10-authentik-boot-storm#A7  Write a runbook for a rollout that is stuck
      due 2026-07-01 · noor · declared todo, by history done

open
  P3  2026-06-10-authentik-boot-storm#A9  Find out why the shared database failed over
      due 2026-12-31 · noor`,
  )
})

test('--json is what its schema says, and unknown facts are null', () => {
  const report = statusReportSchema.parse(asOfHead)
  expect(report).toMatchObject({
    schema: 1,
    commit: repo.commits.at(-1)?.hash,
    shallow: false,
    counts: { open: 1, overdue: 2, stale: 3, lost: 1, unproven: 0, done: 7, dropped: 0 },
  })
  const [keel, storm] = report.incidents
  expect(keel?.phases).toEqual({ detect: 'PT13M', acknowledge: null, mitigate: 'PT25M', resolve: 'PT30M' })
  expect(storm?.phases).toEqual({ detect: 'PT4M', acknowledge: 'PT6M', mitigate: 'PT42M', resolve: 'PT50M' })
})

test('schema/status.json describes it', async () => {
  const schema = JSON.parse(await readFile(join(packageRoot, 'schema', 'status.json'), 'utf8'))
  expect(JSON.parse(ok(repo, 'schema', 'status'))).toEqual(schema)
  const report = asOfHead
  const action = report.incidents[0].actions[0]
  const described = schema.properties.incidents.items.properties
  expect(Object.keys(report).sort()).toEqual(Object.keys(schema.properties).sort())
  expect(Object.keys(report.incidents[0]).sort()).toEqual(Object.keys(described).sort())
  expect(Object.keys(action).sort()).toEqual(Object.keys(described.actions.items.properties).sort())
  expect(Object.keys(action.links[0]).sort()).toEqual(
    Object.keys(described.actions.items.properties.links.items.properties).sort(),
  )
})

test('filters narrow together', () => {
  expect(refs('--overdue', '--at', 'HEAD')).toEqual(['keel#A5', 'boot-storm#A6'])
  expect(refs('--stale', '--owner', 'Noor')).toEqual(['boot-storm#A7', 'boot-storm#A8'])
  expect(refs('--stale', '--owner', 'noor', '--type', 'process')).toEqual(['boot-storm#A8'])
  expect(refs('--service', 'postgres', '--open')).toEqual(['boot-storm#A6', 'boot-storm#A9'])
  expect(refs('--severity', 'sev2', '--incident', 'keel', '--open')).toEqual(['keel#A5'])
  expect(refs('--unproven')).toEqual([])
  // The counts stay those of all actions: a filter says what to list.
  expect(json(repo, 'status', '--json', '--type', 'process').counts).toMatchObject({ stale: 3, done: 7 })
  expect(mortem(repo, 'status', '--incident', 'nope')).toEqual({
    ...{ code: 2, out: '' },
    err: 'mortem: "nope" names no incident or action\n  next: mortem status lists what there is\n',
  })
})

test('--at moves history, never records', () => {
  const hardening = repo.commits.find(({ name }) => name === 'hardening')?.hash as string
  const before = status('--at', `${hardening}~1`)
  expect(before.commit).toBe(repo.git('rev-parse', `${hardening}~1`))
  expect(before.counts.stale).toBe(0)
  expect(refs('--at', hardening, '--stale')).toEqual(['boot-storm#A3'])
  expect(mortem(repo, 'status', '--at=--output=x').err).toBe(
    'mortem: No commit is named "--output=x". Give a branch, a tag or a commit hash; to see branches and tags: git for-each-ref\n',
  )
})

test('--format csv: RFC 4180, and nothing that a spreadsheet would run', async () => {
  const own = await makeRepository()
  await own.write(
    'post-mortems/2026-01-01-x.yaml',
    `id: 2026-01-01-x
title: X
actions:
  - { id: A1, title: '=HYPERLINK("http://evil.example","a, b")', owner: "@SUM(1)", status: done }
  - { id: A2, title: "+1", tracker: "-1", due: 2999-01-01 }
  - { id: A3, title: " =1", priority: P1, status: wont-do, resolution: moot }
`,
  )
  const { out } = mortem(own, 'status', '--format', 'csv')
  expect(out.split('\r\n')).toEqual([
    'ref,title,priority,class,type,owner,due,declared,status,bucket,proven,severity,commits,lost,liveness,undone-by,verdict',
    `2026-01-01-x#A1,"'=HYPERLINK(""http://evil.example"",""a, b"")",,,,'@SUM(1),,done,done,unproven,false,,,false,,,`,
    "2026-01-01-x#A2,'+1,,,,,2999-01-01,todo,todo,open,false,,,false,,,",
    "2026-01-01-x#A3,'=1,P1,,,,,wont-do,wont-do,dropped,false,,,false,,,",
    '',
  ])
})

test('--format markdown', () => {
  expect(ok(repo, 'status', '--format', 'markdown', '--at', 'HEAD', '--overdue')).toBe(
    `1 lost · 2 overdue · 3 stale · 1 open · 7 done

| Where | Priority | Action | Title | Owner | Due | Still there? |
|---|---|---|---|---|---|---|
| overdue | P2 | 2026-05-17-authentik-keel#A5 | Alert when an image tag moves without a commit |  | 2026-06-05 |  |
| overdue | P2 | 2026-06-10-authentik-boot-storm#A6 | Alert on clients that wait for a pool slot |  | 2026-07-01 |  |`,
  )
})

test('mortem show: an action completely', () => {
  expect(ok(repo, 'show', 'boot-storm#A7')).toBe(
    `2026-06-10-authentik-boot-storm#A7
  A7  P3  done (declared todo, unproven)  Write a runbook for a rollout that is stuck
  of Authentik boot storm after a silent downgrade (post-mortems/2026-06-10-authentik-boot-storm.yaml)
  class learn · type runbook · owner noor · due 2026-07-01 · answers C2, C3

what was said of its status, the last word first
  done  close-out (8939db63f70e)

evidence
  8939db63f70e  2026-06-18  docs: how sign-in boots, and what to do when it does not
      related by close-out, probable · docs/authentik.md, runbooks/authentik-boot-storm.md
      write a runbook for a rollout that is stuck`,
  )
  const action = json(repo, 'show', 'code-8vr0', '--json')
  expect(action).toMatchObject({ schema: 1, ref: '2026-06-10-authentik-boot-storm#A5', status: 'done', proven: true })
  expect(json(repo, 'show', 'PM-2026-05-17', '--json')).toMatchObject({
    id: '2026-05-17-authentik-keel',
    actions: { length: 5 },
  })
})

test('mortem check: what is missing, late, unproven or dead, with the place and the next step', () => {
  const { code, out, err } = mortem(repo, 'check', '--at', 'HEAD')
  expect(out).toBe(`post-mortems/2026-05-17-authentik-keel.yaml:61:9  error  failing-probe
  A1 (P0) is done, but its probe fails: stacks/kyverno/modules/kyverno/keel-annotations.tf must hold "authentik", (no line is like it); its fix was changed by 0ca7828fe0ba of 2026-05-17 "keel: enrol nine more namespaces"
    61 |       - { file: stacks/kyverno/modules/kyverno/keel-annotations.tf, contains: '"authentik",' }
       |         ^
  next: put it back; or correct the probe; or, when it is meant, mortem action verdict 2026-05-17-authentik-keel#A1 0ca7828fe0ba --as retired --reason "…"
post-mortems/2026-05-17-authentik-keel.yaml:94:10  warning  overdue-action
  A5 was due on 2026-06-05: Alert when an image tag moves without a commit
    94 |     due: 2026-06-05
       |          ^^^^^^^^^^
  next: mortem action done|assign|drop 2026-05-17-authentik-keel#A5
post-mortems/2026-06-10-authentik-boot-storm.yaml:82:15  warning  uncodified-change
  not in git since 2026-06-10: Consent screens of six first-party applications switched to implicit, in the admin interface
    82 |     codified: pending
       |               ^^^^^^^
  next: commit it and set codified: "<commit>"; or codified: temporary when it is gone again
post-mortems/2026-06-10-authentik-boot-storm.yaml:112:13  warning  stale-open
  A3 is called todo, but history says done: e8022978e9b7 "authentik: harden the stack after the boot storm"
    112 |     status: todo
        |             ^^^^
  next: mortem action done 2026-06-10-authentik-boot-storm#A3 --commit e8022978e9b7
post-mortems/2026-06-10-authentik-boot-storm.yaml:138:10  warning  overdue-action
  A6 was due on 2026-07-01: Alert on clients that wait for a pool slot
    138 |     due: 2026-07-01
        |          ^^^^^^^^^^
  next: mortem action done|assign|drop 2026-06-10-authentik-boot-storm#A6
post-mortems/2026-06-10-authentik-boot-storm.yaml:148:13  warning  stale-open
  A7 is called todo, but history says done, closed out by 8939db63f70e
    148 |     status: todo
        |             ^^^^
  next: mortem action done 2026-06-10-authentik-boot-storm#A7
post-mortems/2026-06-10-authentik-boot-storm.yaml:157:13  warning  stale-open
  A8 is called todo, but history says done-alt, closed out by 8939db63f70e: docs/authentik.md asks for chart and image in one commit
    157 |     status: todo
        |             ^^^^
  next: mortem action done 2026-06-10-authentik-boot-storm#A8 --reason "…"
post-mortems/2026-06-10-authentik-boot-storm.yaml:166:10  warning  recurring-cause
  it recurs 2026-05-17-authentik-keel, and what it asked for is still open: A1 P0 Keep automatic upgrades off authentik (done, and lost since); A5 P2 Alert when an image tag moves without a commit
    166 | recurs: [2026-05-17-authentik-keel]
        |          ^^^^^^^^^^^^^^^^^^^^^^^^^
  next: mortem show 2026-05-17-authentik-keel#A1
2 records: 1 error, 7 warnings
`)
  // A lost fix is an error; warnings are no failure, unless somebody wants them to be.
  expect({ code, err }).toEqual({ code: 1, err: '' })
  const strict = mortem(repo, 'check', '--strict', '--at', 'HEAD', '--json')
  expect(strict.code).toBe(1)
  expect(JSON.parse(strict.out)).toMatchObject({
    schema: 1,
    commit: repo.commits.at(-1)?.hash,
    shallow: false,
    findings: [
      { rule: 'failing-probe', level: 'error' },
      {
        rule: 'overdue-action',
        level: 'error',
        file: 'post-mortems/2026-05-17-authentik-keel.yaml',
        ...{ line: 94, column: 10 },
        message: 'A5 was due on 2026-06-05: Alert when an image tag moves without a commit',
        next: 'mortem action done|assign|drop 2026-05-17-authentik-keel#A5',
      },
      ...['uncodified-change', 'stale-open', 'overdue-action', 'stale-open', 'stale-open', 'recurring-cause'].map(
        (rule) => ({
          rule,
        }),
      ),
    ],
  })
})
