/** `check` reports only what is new since the baseline, whatever moved in the files meanwhile. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeRepository } from '../support/repository.ts'
import { json, mortem, ok, treeOf } from './run.ts'

const record = 'post-mortems/2026-06-10-boot-storm.yaml'
const action = (id: string, due: string) => `  - { id: ${id}, title: Pin the tag, owner: mara, due: ${due} }\n`
const text = (...actions: string[]) => `id: 2026-06-10-boot-storm\ntitle: Boot storm\nactions:\n${actions.join('')}`

async function owing() {
  const repo = await makeRepository()
  await repo.commit({ message: 'start' })
  await repo.write(record, text(action('A1', '2026-06-17'), action('A2', '2026-06-18')))
  return repo
}

test('what was there is hidden and counted, what is new is said', async () => {
  const repo = await owing()
  expect(ok(repo, 'check')).toMatch(/\n1 record: 2 warnings$/)
  expect(ok(repo, 'check', '--update-baseline')).toBe(
    '.mortem/baseline.json holds 2 findings: 2 added, 0 dropped that no longer occur',
  )
  expect(await readFile(join(repo.path, '.mortem/baseline.json'), 'utf8')).toBe(`{
  "schema": 1,
  "findings": [
    {"file":"${record}","rule":"overdue-action","about":"2026-06-10-boot-storm#A1 2026-06-17"},
    {"file":"${record}","rule":"overdue-action","about":"2026-06-10-boot-storm#A2 2026-06-18"}
  ]
}
`)
  expect(ok(repo, 'check')).toBe(
    '1 record: nothing new to say\n2 findings of the baseline not shown (.mortem/baseline.json)',
  )
  expect(ok(repo, 'check', '--no-baseline')).toMatch(/\n1 record: 2 warnings$/)

  // Other lines, another order, another title: still the same. Another due date that is missed: new.
  const moved = `# A comment.\n${text(action('A2', '2026-06-18'), action('A3', '2026-06-19'), action('A1', '2026-07-01'))}`
  await repo.write(record, moved.replace('Pin the tag', 'Pin it'))
  const { findings, baseline } = json(repo, 'check', '--json')
  expect(findings.map(({ message }: { message: string }) => message)).toEqual([
    'A3 was due on 2026-06-19: Pin the tag',
    'A1 was due on 2026-07-01: Pin the tag',
  ])
  expect(baseline).toEqual({ file: '.mortem/baseline.json', hidden: 1, gone: 1 })
  expect(ok(repo, 'check')).toContain('1 entry of .mortem/baseline.json no longer occurs:')
})

test('an update drops what no longer occurs; a second one changes nothing; a dry run writes nothing', async () => {
  const repo = await owing()
  ok(repo, 'check', '--update-baseline')
  await repo.write(record, text(action('A2', '2026-06-18')))
  const before = await treeOf(repo.path)
  expect(ok(repo, 'check', '--update-baseline', '--dry-run')).toBe(
    '.mortem/baseline.json would hold 1 finding: 0 added, 1 dropped that no longer occur',
  )
  expect(await treeOf(repo.path)).toEqual(before)
  const first = json(repo, 'check', '--update-baseline', '--json')
  expect(first).toMatchObject({ baseline: { total: 1, added: 0, dropped: 1 }, writes: ['.mortem/baseline.json'] })
  expect(json(repo, 'check', '--update-baseline', '--json').writes).toEqual([])
})

test('errors in the baseline no longer fail the check; strict fails on what is new only', async () => {
  const repo = await owing()
  await repo.write(record, text(action('A1', '2026-06-17')).replace('title: Boot', 'severity: banana\ntitle: Boot'))
  expect(mortem(repo, 'check').code).toBe(1)
  ok(repo, 'check', '--update-baseline')
  expect(mortem(repo, 'check', '--strict').code).toBe(0)
})

test('a second finding like one of the baseline is new', async () => {
  const repo = await owing()
  const bad = (...keys: string[]) => `id: 2026-06-10-boot-storm\ntitle: Boot storm\nrelated: [${keys.join(', ')}]\n`
  await repo.write(record, bad('2026-01-01-x'))
  ok(repo, 'check', '--update-baseline')
  await repo.write(record, bad('2026-01-01-x', '2026-01-01-x'))
  expect(json(repo, 'check', '--json')).toMatchObject({
    findings: [{ rule: 'unresolved-reference' }],
    baseline: { hidden: 1 },
  })
})

test.each([
  ['{ "schema": 1, "findings": [', ':1:'],
  ['{ "schema": 1, "findings": [{ "rule": "x" }] }', ':1:'],
  ['{ "schema": 2, "findings": [] }', ':1:13'],
  ['<<<<<<< ours\n{}\n=======\n[]\n>>>>>>> theirs\n', ':1:1'],
  ['', ''],
  ['null', ''],
])(
  'a broken baseline (%j) is a finding with a place; it hides nothing and is not written over',
  async (broken, place) => {
    const repo = await owing()
    await repo.write('.mortem/baseline.json', broken)
    const { code, out, err } = mortem(repo, 'check')
    expect({ code, err }).toEqual({ code: 1, err: '' })
    expect(out).toContain(`.mortem/baseline.json${place}`)
    expect(out).toContain('Repair it, or remove it and run mortem check --update-baseline')
    expect(out).toContain('2 warnings')
    expect(mortem(repo, 'check', '--update-baseline')).toMatchObject({ code: 2, out: '' })
    expect(await readFile(join(repo.path, '.mortem/baseline.json'), 'utf8')).toBe(broken)
  },
)

test('what is wrong with the configuration is never hidden', async () => {
  const repo = await owing()
  ok(repo, 'check', '--update-baseline')
  await repo.write('mortem.yaml', 'colour: red\n')
  expect(mortem(repo, 'check')).toMatchObject({ code: 1, err: '' })
})

test('no baseline is written from a configuration that cannot be read: it may say another place and other rules', async () => {
  const repo = await owing()
  await repo.write('mortem.yaml', 'baseline: ../elsewhere.json\n')
  const before = await treeOf(repo.path)
  const { code, err } = mortem(repo, 'check', '--update-baseline')
  expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining('mortem.yaml:1') })
  expect(await treeOf(repo.path)).toEqual(before)
})

test('a shallow clone does not drop what it cannot see', async () => {
  const repo = await owing()
  ok(repo, 'check', '--update-baseline')
  await repo.commit({ message: 'records', files: { [record]: text(action('A2', '2026-06-18')) } })
  await repo.write('.git/shallow', `${repo.git('rev-parse', 'HEAD')}\n`)
  expect(ok(repo, 'check', '--update-baseline')).toContain('holds 2 findings: 0 added, 0 dropped')
})

test('a baseline is of what is here now', async () => {
  const repo = await owing()
  expect(mortem(repo, 'check', '--update-baseline', '--at', 'HEAD')).toMatchObject({ code: 2 })
})
