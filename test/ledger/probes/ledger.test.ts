/** What probes, and names that appeared after the incident, make of an action. */
import { expect, test } from 'vitest'
import { makeRepository, type TestRepository } from '../../support/repository.ts'
import { actionOf, bootStorm, bootStormFile, ledgerOf } from '../ledger-of.ts'

const probe = '{ file: values.yaml, contains: "tag: 2026" }'

function record(action: string): Record<string, string> {
  return { [bootStormFile]: bootStorm(`  - { id: A1, title: Pin the tag, ${action} }\n`) }
}

async function withTag(tag: string): Promise<TestRepository> {
  const repo = await makeRepository()
  await repo.commit({ message: 'one', files: { 'values.yaml': `tag: ${tag}\n` } })
  return repo
}

test('an open action whose probes all pass is stale; its status stays what was said', async () => {
  const repo = await withTag('2026.2')
  const open = actionOf(await ledgerOf(repo, record(`verify: [${probe}]`)), 'A1')
  expect(open).toMatchObject({
    status: 'todo',
    stale: true,
    staleBecause: 'its probe passes',
    proven: true,
    lost: false,
  })
  expect(open.probes).toMatchObject([{ state: 'passing', says: 'values.yaml must hold tag: 2026' }])
  const both = actionOf(await ledgerOf(repo, record(`verify: [${probe}, { path: gone }]`)), 'A1')
  expect(both).toMatchObject({ stale: false, staleBecause: null, lost: false })
})

test('a done action with a failing probe is lost, unless a verdict says why', async () => {
  const repo = await withTag('2025.12')
  const done = `status: done, verify: [${probe}]`
  expect(actionOf(await ledgerOf(repo, record(done)), 'A1')).toMatchObject({ lost: true, proven: false, stale: false })
  const retired = (commit: string) => `${done}, verdicts: [{ commit: "${commit}", as: retired, reason: no more }]`
  const nowhere = retired('1234567')
  expect(actionOf(await ledgerOf(repo, record(nowhere)), 'A1')).toMatchObject({ lost: true })
  const verdict = retired(repo.git('rev-parse', 'HEAD'))
  expect(actionOf(await ledgerOf(repo, record(verdict)), 'A1')).toMatchObject({ lost: false })
  const unknown = 'status: done, verify: [{ key: { file: values.yaml, path: tag, equals: x } }]'
  await repo.commit({ message: 'two', files: { 'values.yaml': 'a: 1\n b: 2\n' } })
  expect(actionOf(await ledgerOf(repo, record(unknown)), 'A1')).toMatchObject({ lost: false, proven: false })
})

test('a passing probe proves what no commit shows', async () => {
  const repo = await withTag('2026.2')
  expect(actionOf(await ledgerOf(repo, record(`status: done, verify: [${probe}]`)), 'A1')).toMatchObject({
    proven: true,
    stale: false,
  })
})

const rule = (name: string) => `- alert: ${name}\n  expr: up == 0\n`

/** An incident on 10 January; one commit before it, one after it. */
async function story(before: Record<string, string>, after: Record<string, string | null>): Promise<TestRepository> {
  const repo = await makeRepository()
  await repo.commit({ message: 'before', files: { 'a.txt': '', ...before }, date: '2026-01-09T00:00:00Z' })
  await repo.commit({ message: 'after', files: after, date: '2026-01-12T00:00:00Z' })
  return repo
}

async function stale(repo: TestRepository, title: string, more = ''): Promise<string | null> {
  const files = { [bootStormFile]: bootStorm(`  - { id: A1, title: "${title}"${more} }\n`) }
  const { stale, staleBecause, status } = actionOf(await ledgerOf(repo, files), 'A1')
  expect(status).toBe(more === '' ? 'todo' : 'done')
  expect(stale).toBe(staleBecause !== null)
  return staleBecause
}

test('an alert that the action names and that came after the incident', async () => {
  const repo = await story(
    { 'rules.yaml': rule('OldAlert') },
    { 'rules.yaml': rule('OldAlert') + rule('SignInIsDown') },
  )
  const [hash] = repo.git('rev-parse', 'HEAD').match(/^.{8}/) ?? []
  expect(await stale(repo, 'Add the alert SignInIsDown')).toBe(`SignInIsDown is in rules.yaml since ${hash}`)
  expect(await stale(repo, 'Add the alert SignInIsSlow')).toBe(null)
  expect(await stale(repo, 'Alert like OldAlert')).toBe(null)
  // What was there before is what the work is about.
  expect(await stale(repo, 'Let OldAlert mute SignInIsDown')).toBe(null)
  expect(await stale(repo, 'Tune SignInIsDown')).toBe(null)
  expect(await stale(repo, 'Add the alert SignInIsDown', ', status: done')).toBe(null)
})

test('an alert that only moved, or that only prose names, did not appear', async () => {
  const moved = await story(
    { 'old.yaml': rule('SignInIsDown') },
    { 'old.yaml': null, 'new.yaml': rule('SignInIsDown') },
  )
  expect(await stale(moved, 'Add the alert SignInIsDown')).toBe(null)
  const prose = await story({}, { 'docs/a.md': rule('SignInIsDown') })
  expect(await stale(prose, 'Add the alert SignInIsDown')).toBe(null)
  const planned = await story({ 'plan.md': 'SignInIsDown' }, { 'rules.yaml': rule('SignInIsDown') })
  expect(await stale(planned, 'Add the alert SignInIsDown')).toMatch(/^SignInIsDown is in rules\.yaml since /)
})

test('an alert that was dropped with the tree and restored came with its first commit', async () => {
  const repo = await story({}, { 'rules.yaml': rule('SignInIsDown') })
  const [hash] = repo.git('rev-parse', 'HEAD').match(/^.{8}/) ?? []
  await repo.commit({ message: 'dropped', files: { 'rules.yaml': null }, date: '2026-01-13T00:00:00Z' })
  await repo.commit({
    message: 'restored',
    files: { 'rules.yaml': rule('SignInIsDown') },
    date: '2026-01-14T00:00:00Z',
  })
  expect(await stale(repo, 'Add the alert SignInIsDown')).toBe(`SignInIsDown is in rules.yaml since ${hash}`)
})

test('a path that the action names and that came after the incident', async () => {
  const repo = await story({ 'stacks/kured/main.tf': 'a' }, { 'scripts/exports': 'x', 'stacks/kured/values.yaml': 'b' })
  const [hash] = repo.git('rev-parse', 'HEAD').match(/^.{8}/) ?? []
  expect(await stale(repo, 'Keep /etc/exports in git (scripts/exports)')).toBe(`scripts/exports is there since ${hash}`)
  expect(await stale(repo, 'Keep it in stacks/kured/')).toBe(null)
  expect(await stale(repo, 'Keep it in scripts/other')).toBe(null)
  expect(await stale(repo, 'Update scripts/exports')).toBe(null)
})

test('a path that was moved, or that is the post-mortem itself, did not appear', async () => {
  const moved = await story({ 'bin/exports': 'long enough' }, { 'bin/exports': null, 'scripts/exports': 'long enough' })
  expect(await stale(moved, 'Keep scripts/exports in git')).toBe(null)
  const own = await story({}, { 'post-mortems/2026-01-10-boot-storm.md': '# x' })
  expect(await stale(own, 'Write post-mortems/2026-01-10-boot-storm.md')).toBe(null)
})

test('a history that begins after the incident, or is cut, says nothing', async () => {
  const repo = await makeRepository()
  await repo.commit({ message: 'import', files: { 'r.yaml': rule('SignInIsDown') }, date: '2026-02-01T00:00:00Z' })
  expect(await stale(repo, 'Add the alert SignInIsDown')).toBe(null)
})
