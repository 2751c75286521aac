/** Data that was written to deceive, to escape or to exhaust: it stays data, end to end. */
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeFolder, makeRepository } from '../support/repository.ts'
import { json, mortem, ok, type Ran } from './run.ts'

/** What a terminal would obey: controls but tab and line end, and what turns a line around. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const obeyed = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u2028\u2029]/

test('nothing in records or commits reaches the terminal as a command', async () => {
  const repo = await makeRepository()
  const evil = (name: string) => `"${name}\\e[31m\\e]0;x\\a \\u202e\\u009b2J\\n\\r  1 overdue"`
  const fix = await repo.commit({
    message: 'fix \u001b[2J\u009b \u202e\u2028x\r\n\nRemediates: evil#A1 (no\u001b[1mte)\nIncident: 2026-01-02-evvil\n',
    files: { 'f\u001b[31m\n.tf': '1\n' },
  })
  await repo.write(
    'post-mortems/2026-01-02-evil.yaml',
    `id: 2026-01-02-evil
title: ${evil('title')}
status: closed
services: [${evil('service')}]
owner: ${evil('owner')}
summary: ${evil('summary')}
timeline: [{ at: 2026-01-02, event: ${evil('event')}, source: ${evil('source')} }]
causes: [{ id: ${evil('C1')}, title: ${evil('cause')} }]
actions:
  - { id: A1, title: ${evil('action')}, owner: ${evil('who')}, tracker: ${evil('CODE')}, type: ${evil('type')}, commits: ["${fix}"] }
  - { id: A2, title: ${evil('open')}, resolution: ${evil('why')}, addresses: [${evil('C1')}], due: 2020-01-01 }
`,
  )
  await repo.write('post-mortems/2026-01-03-\u001b[31m\u202e.yaml', 'id: x\nbad\u001bkey: 1\n')
  const calls = [
    ...[['status'], ['status', '--format', 'csv'], ['status', '--format', 'markdown'], ['check']],
    ...[
      ['show', 'evil'],
      ['show', 'evil#A1'],
      ['show', 'evil#A2'],
      ['close', '-i', 'evil', '--dry-run'],
    ],
    ...[['action', 'done', 'evil#A2', '--dry-run'], ['new', '--from', 'HEAD', '--dry-run'], ['build']],
  ]
  for (const call of calls) {
    const { out, err } = mortem(repo, ...call)
    const text = (out + err).replaceAll('\r\n', '\n')
    expect(obeyed.exec(text)?.[0], `mortem ${call.join(' ')}\n${JSON.stringify(text)}`).toBeUndefined()
    // A line break in a value cannot forge a line of ours.
    expect(text).not.toMatch(/^ {2}1 overdue/m)
    if (call.some((word) => word === 'show' || word === 'status' || word === 'check')) expect(text).toContain('\\u{1b}')
  }
  const pages = await readdir(join(repo.path, 'post-mortems'))
  for (const page of pages.filter((name) => name.endsWith('.md')))
    expect(obeyed.exec(await readFile(join(repo.path, 'post-mortems', page), 'utf8')), page).toBeNull()
})

test('nor does the name of a file or folder', async () => {
  const repo = await makeRepository()
  const name = 'a\\e]0;owned\\a\\e[2J\\u202e.md'
  await repo.write('post-mortems/2026-01-02-evil.yaml', `id: 2026-01-02-evil\ntitle: x\ndocument: "docs/${name}"\n`)
  const other = await makeRepository()
  await other.commit({ message: 'x', files: { 'a\u001b[31m/post-mortems/2026-01-01-a.md': 'x' } })
  const built = json(repo, 'build', '--dry-run', '--json')
  expect(built.documents[0].file).toBe('docs/a\u001b]0;owned\u0007\u001b[2J\u202e.md')
  for (const out of [ok(repo, 'build'), ok(other, 'init', '--dry-run')]) {
    expect(obeyed.exec(out)).toBeNull()
    expect(out).toContain('\\u001b[')
  }
})

test('ids and paths that would lead out of the repository', async () => {
  const repo = await makeRepository()
  const outside = await makeFolder()
  await repo.write('post-mortems/2026-01-01-a.yaml', 'id: 2026-01-01-../../etc\ntitle: T\n')
  await repo.write('post-mortems/2026-01-02-b.yaml', `id: 2026-01-02-b\ntitle: T\ndocument: ../../${outside}/x.md\n`)
  await repo.write('post-mortems/2026-01-03-c.yaml', 'id: 2026-01-03-c\ntitle: T\ndocument: docs/c.md\n')
  await symlink(outside, join(repo.path, 'docs'))
  const { code, err } = mortem(repo, 'build')
  expect(code).toBe(2)
  expect(err).toContain('post-mortems/2026-01-01-a.yaml:1:5  error')
  expect(err).toContain('post-mortems/2026-01-02-b.yaml:3:11  error')
  expect(err).toContain('is a link that leads out of the root; not read; the file is left alone')
  expect(await readdir(outside)).toEqual([])
  for (const title of ['../../etc/passwd', '..'])
    expect(json(repo, 'new', title, '--started', '2026-01-05', '--dry-run', '--json').incident.id).toMatch(
      /^2026-01-05-[a-z0-9-]+$/,
    )
})

test('a folder of post-mortems that is a link out of the repository is not read and not written', async () => {
  const repo = await makeRepository()
  const outside = await makeFolder()
  await writeFile(join(outside, '2026-01-01-secret.yaml'), 'id: 2026-01-01-secret\ntitle: Secret\n')
  await symlink(outside, join(repo.path, 'post-mortems'))
  const status = mortem(repo, 'status')
  expect(status.code).toBe(2)
  expect(status.out + status.err).not.toContain('Secret')
  expect(status.err).toMatch(/^post-mortems {2}error/)
  expect(mortem(repo, 'new', 'X')).toMatchObject({ code: 2, out: '' })
  expect(mortem(repo, 'build').code).toBe(2)
  expect(await readdir(outside)).toEqual(['2026-01-01-secret.yaml'])
})

test('ten megabytes, a bomb, a pipe, bytes that are no text: named, and the good record is read', async () => {
  const repo = await makeRepository()
  await repo.write('post-mortems/2026-01-01-good.yaml', 'id: 2026-01-01-good\ntitle: Good\n')
  await repo.write('post-mortems/2026-01-02-big.yaml', `id: 2026-01-02-big\ntitle: ${'x'.repeat(10 << 20)}\n`)
  const level = (n: number) =>
    `l${n}: &l${n} [${Array(10)
      .fill(`*l${n - 1}`)
      .join(', ')}]`
  const bomb = Array.from({ length: 9 }, (_, n) => level(n + 1)).join('\n')
  await repo.write('post-mortems/2026-01-03-bomb.yaml', `id: 2026-01-03-bomb\nl0: &l0 lol\n${bomb}\n`)
  await repo.write('post-mortems/2026-01-04-bytes.yaml', new Uint8Array([0x69, 0x64, 0x3a, 0x20, 0xff, 0xfe, 0x00]))
  await mkdir(join(repo.path, 'post-mortems/2026-01-05-folder.yaml'))
  const began = Date.now()
  const { code, out, err }: Ran = mortem(repo, 'status', '--json')
  expect(Date.now() - began).toBeLessThan(15_000)
  expect(code).toBe(2)
  expect(JSON.parse(out).incidents.map(({ id }: { id: string }) => id)).toEqual(['2026-01-01-good'])
  for (const file of ['2026-01-02-big', '2026-01-03-bomb', '2026-01-04-bytes'])
    expect(err).toContain(`post-mortems/${file}.yaml`)
  expect(err).toContain('has 10 MiB; at most 1 MiB are read')
  expect(err.length).toBeLessThan(10_000)
})

test('a huge message, and one that forges the separators of git log', async () => {
  const repo = await makeRepository()
  await repo.write(
    'post-mortems/2026-01-01-good.yaml',
    'id: 2026-01-01-good\ntitle: Good\nactions: [{ id: A1, title: T }]\n',
  )
  await repo.commit({ message: `big\n\n${'Incident: '.repeat(400_000)}\n`, files: { a: '1\n' } })
  await repo.commit({ message: 'ò forged \u0001\u001e commit 4e88298\n\nRemediates: good#A1\n', files: { a: '2\n' } })
  expect(ok(repo, 'status')).toContain('ò forged \\u{1}\\u{1e} commit 4e88298 (trailer)')
})
