/** Probes on the command line: proposed by close, written by --accept, and what each of them makes of the next commit. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { probeLines } from '../../src/cli/probes.ts'
import { evaluate } from '../../src/ledger/probes/evaluate.ts'
import { viewOf } from '../../src/ledger/probes/view.ts'
import { readRecord } from '../../src/workspace/record.ts'
import { actionOf, ledgerOf } from '../ledger/ledger-of.ts'
import { makeRepository } from '../support/repository.ts'
import { json, mortem, ok, packageRoot } from './run.ts'

const file = 'post-mortems/2026-01-10-boot-storm.yaml'
const rules = '- alert: SignInDown\n  expr: up == 0\n'

test('close proposes what would keep an action done; accepted, it is in the record and fails when the fix is taken out', async () => {
  const repo = await makeRepository()
  const record = `id: 2026-01-10-boot-storm
title: Boot storm
status: resolved
actions:
  - id: A1
    title: Pin the storage class   # now
    status: done
  - id: A2
    title: Add the alert SignInDown
`
  await repo.commit({ message: 'record', files: { [file]: record, 'values.yaml': 'storage:\n  class: nfs\n' } })
  const pin = {
    message: 'pin\n\nRemediates: boot-storm#A1',
    files: { 'values.yaml': 'storage:\n  class: encrypted\n' },
  }
  await repo.commit({ ...pin, date: '2026-01-11T00:00:00Z' })
  await repo.commit({ message: 'alert', files: { 'rules.yaml': rules }, date: '2026-01-12T00:00:00Z' })
  const [, alert] = /^(.{8})/.exec(repo.git('rev-parse', 'HEAD')) ?? []

  const said = ok(repo, 'close', '-i', 'boot-storm', '--dry-run')
  expect(
    said,
  ).toContain(`2026-01-10-boot-storm#A2 is called todo; git says done: SignInDown is in rules.yaml since ${alert}
2026-01-10-boot-storm#A1 would be kept by
  values.yaml must have storage.class = encrypted
  next: mortem close --accept writes that into the record
`)
  ok(repo, 'close', '-i', 'boot-storm', '--accept')
  expect(await readFile(join(repo.path, file), 'utf8')).toBe(`id: 2026-01-10-boot-storm
title: Boot storm
status: closed
actions:
  - id: A1
    title: Pin the storage class   # now
    status: done
    verify:
      - { key: { file: values.yaml, path: storage.class, equals: encrypted } }
  - id: A2
    title: Add the alert SignInDown
    status: done
`)
  expect(probeLines(actionOf(await ledgerOf(repo), 'A1'))).toEqual([
    '  passing  values.yaml must have storage.class = encrypted',
  ])
  await repo.commit({ message: 'undo', files: { 'values.yaml': 'storage:\n  class: nfs\n' } })
  expect(json(repo, 'status', '--json')).toMatchObject({
    counts: { lost: 1 },
    incidents: [{ actions: [{ probes: { passing: 0, failing: 1, unknown: 0 }, lost: true, bucket: 'lost' }, {}] }],
  })
})

test('a probe that cannot be read is named with its place and what was expected', async () => {
  const repo = await makeRepository()
  const action = (verify: string) =>
    `id: 2026-01-10-x\ntitle: x\nactions:\n  - { id: A1, title: x, verify: [${verify}] }\n`
  await repo.write(file, action("{ file: a, matches: '(a' }"))
  expect(mortem(repo, 'check').out).toContain(
    'actions[0].verify[0].matches: the expression "(a" has a ( without a ) (at character 2)',
  )
  await repo.write(file, action('{ key: { file: a.yaml, path: a..b, equals: x } }'))
  expect(mortem(repo, 'check').out).toContain(
    'actions[0].verify[0].key.path: "a..b" is not a path to a key: expected a name, or one in double quotes, at character 3',
  )
})
test('the example of docs/records.md is a list of probes', async () => {
  const docs = await readFile(join(packageRoot, 'docs/records.md'), 'utf8')
  const [, verify = ''] = /```yaml\n(verify:\n[\s\S]*?)```/.exec(docs) ?? []
  const indented = verify.replace(/^(?=.)/gm, '    ')
  const { record, problems } = readRecord(
    `id: 2026-01-10-x\ntitle: x\nactions:\n  - id: A1\n    title: x\n${indented}`,
    file,
  )
  expect(problems).toEqual([])
  expect(probeLines({ probes: evaluate(record?.incident.actions[0]?.verify ?? [], await emptyTree()) })).toHaveLength(7)
})

async function emptyTree() {
  return viewOf([], {
    tree: async () => new Map(),
    blobs: async () => new Map(),
    holding: async () => ({ paths: new Map(), unread: [] }),
    lastBlobs: async () => new Map(),
  })
}
