/** What counts as still there: one fix, one later edit, one answer. */
import { describe, expect, test } from 'vitest'
import { makeRepository } from '../../support/repository.ts'
import { stateOf } from './state-of.ts'

/** The state of a fix that turned `before` into `after`, once the file reads `now`. */
async function judge(file: string, before: string | null, after: string | null, now: string | null) {
  const repo = await makeRepository()
  await repo.commit({
    message: 'start',
    files: { 'README.txt': 'start\n', ...(before === null ? {} : { [file]: before }) },
  })
  const fix = await repo.commit({ message: 'the fix', files: { [file]: after } })
  await repo.commit({ message: 'later', files: { [file]: now } })
  return stateOf(repo, { A1: fix })
}

const values = (tag: string) => `image:\n  repository: ghcr.io/goauthentik/server\n  tag: ${tag}\nreplicas: 2\n`

describe('a line that the fix added', () => {
  test.each<[string, string, string, string, string]>([
    ['is untouched', values('latest'), values('2026.2.4'), `${values('2026.2.4')}debug: false\n`, 'live 2/2'],
    ['is gone', 'a: 1\n', 'a: 1\nprobe: /healthz\n', 'a: 1\n', 'gone 0/1 by "later"'],
    ['names a higher version', values('2025.1.0'), values('2025.2.1'), values('2026.2.4'), 'live 2/2'],
    [
      'names the version that it replaced',
      values('2025.1.0'),
      values('2025.2.1'),
      values('2025.1.0'),
      'gone 0/2 by "later"',
    ],
    ['names a lower version', values('2025.1.0'), values('2025.2.1'), values('2025.2.0'), 'changed 1/2 by "later"'],
    ['names no version any more', values('2025.1.0'), values('2025.2.1'), values('latest'), 'changed 1/2 by "later"'],
    ['has another threshold', 'limit: 10\n', 'limit: 30\n', 'limit: 60\n', 'changed 1/2 by "later"'],
    ['is laid out anew', 'x: 1\n', "x: 1\nhosts: ['one', 'two']\n", 'x: 1\nhosts: [ "one", "two", ]\n', 'live 1/1'],
    ['has quotes around its word', 'x: 1\n', 'x: 1\npull: by-hand\n', 'x: 1\npull: "by-hand"\n', 'live 1/1'],
    [
      'is spread over lines, with quotes around its words',
      '[]\n',
      '[\n  { "first": "by-hand", "second": "by-foot" },\n]\n',
      '[\n  {\n    "first": "by-hand",\n    "second": "by-foot"\n  }\n]\n',
      'live 1/1',
    ],
    [
      'is spread over lines',
      'x = 1\n',
      'x = 1\nhosts = ["one", "two"]\n',
      'x = 1\nhosts = [\n  "one",\n  "two",\n]\n',
      'live 1/1',
    ],
    [
      'is a list that grew',
      'x = 1\n',
      'x = 1\nhosts = ["one", "two"]\n',
      'x = 1\nhosts = ["one", "two", "three"]\n',
      'live 1/1',
    ],
    [
      'is a list that shrank',
      'x = 1\n',
      'x = 1\nhosts = ["one", "two"]\n',
      'x = 1\nhosts = ["one"]\n',
      'gone 0/1 by "later"',
    ],
    ['got quotes', 'x: 1\n', 'x: 1\nmode: session\n', 'x: 1\nmode: "session"\n', 'live 1/1'],
    ['got a comment', 'x: 1\n', 'x: 1\nreplicas: 3\n', 'x: 1\nreplicas: 3  # one for each node\n', 'live 1/1'],
    ['became a comment', 'x: 1\n', 'x: 1\nreplicas: 3\n', 'x: 1\n# replicas: 3\n', 'gone 0/1 by "later"'],
    [
      'was moved within the file',
      'a: 1\nb: 2\n',
      'a: 1\nmax_connections: 40\nb: 2\n',
      'a: 1\nb: 2\nmax_connections: 40\n',
      'live 1/1',
    ],
  ])('%s', async (_name, before, after, now, expected) => {
    expect(await judge('stacks/values.tf.yaml', before, after, now)).toBe(expected)
  })
})

describe('a line that the fix removed', () => {
  test('comes back', async () => {
    expect(await judge('a.yaml', 'on:\n  keel: true\nx: 1\n', 'on:\nx: 1\n', 'on:\n  keel: true\nx: 1\n')).toBe(
      'gone 0/1 by "later"',
    )
  })

  test('comes back with its whole file', async () => {
    expect(await judge('cron.sh', 'rm -rf /srv/data\n', null, 'rm -rf /srv/data\n')).toBe('gone 0/1 by "later"')
  })

  test('is not the same line below another header', async () => {
    const before = 'web:\n  replicas: 1\nworker:\n  replicas: 2\n'
    const after = 'web:\n  replicas: 3\nworker:\n  replicas: 2\n'
    expect(await judge('a.yaml', before, after, `${after}cron:\n  replicas: 1\n`)).toBe('live 2/2')
  })
})

describe('short list items', () => {
  const lists = (excluded: string[], enrolled: string[]) =>
    `excluded = [\n${excluded.map((name) => `  "${name}",\n`).join('')}]\nenrolled = [\n${enrolled.map((name) => `  "${name}",\n`).join('')}]\n`

  test('count where they stand', async () => {
    const before = lists(['vault'], ['authentik', 'dns'])
    const after = lists(['vault', 'authentik'], ['dns'])
    expect(await judge('keel.tf', before, after, before)).toBe('gone 0/2 by "later"')
  })

  test('count as often as they stand', async () => {
    const before = 'a:\n  - ha\n'
    const after = 'a:\n  - ha\n  - ha\n'
    expect(await judge('a.yaml', before, after, before)).toBe('gone 0/1 by "later"')
  })

  test('others of the list do not matter', async () => {
    const after = lists(['vault', 'authentik'], ['dns'])
    expect(await judge('keel.tf', lists(['vault'], ['dns']), after, lists(['authentik', 'web'], []))).toBe('live 1/1')
  })
})

test('the same words in another block do not stand in for a block that was removed', async () => {
  const alert = (name: string) => `  - alert: ${name}\n    for: 10m\n    labels:\n      severity: page\n`
  const before = `rules:\n${alert('DiskFull')}`
  const after = `rules:\n${alert('DiskFull')}${alert('NodeLowFreeMemory')}`
  const now = `rules:\n${alert('DiskFull')}${alert('CpuHigh')}`
  expect(await judge('rules.yaml', before, after, now)).toBe('gone 0/4 by "later"')
})

test('a header that is renamed takes nothing away', async () => {
  const block = (name: string) => `${name}:\n  command: pg_dump --all-databases\n  schedule: daily\n`
  expect(await judge('a.yaml', 'x: 1\n', `x: 1\n${block('backup')}`, `x: 1\n${block('dump')}`)).toBe(
    'changed 2/3 by "later"',
  )
})

describe('nothing to watch', () => {
  test.each([
    ['package-lock.json', '{"a": 1}\n', 'it changed lock files or generated files only'],
    ['logo.png', 'a\0b', 'what it changed is binary, too large, or not in this clone'],
    ['notes.tf', '# a comment only\n', 'it left no line of weight'],
    ['secrets.yaml', 'password: ENC[AES256_GCM,data:abc,iv:x]\n', 'it left no line of weight'],
  ])('%s', async (file, text, reason) => {
    expect(await judge(file, null, text, 'other\n')).toBe(`unknown: ${reason}`)
  })
})

test('lines of other Markdown are work; of a documentation action there is nothing else', async () => {
  expect(await judge('docs/runbook.md', '# Runbook\n', '# Runbook\n\nRestart the pooler first.\n', '# Runbook\n')).toBe(
    'gone 0/1 by "later"',
  )
})
