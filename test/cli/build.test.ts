/** `mortem build`: what it writes, what it leaves alone, and what `--check` says. */
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeFolder, type TestRepository } from '../support/repository.ts'
import { copyOf, json, mortem, ok, shared, treeOf } from './run.ts'

const record = 'post-mortems/2026-01-01-boot-storm.yaml'
const document = 'post-mortems/2026-01-01-boot-storm.md'
const text = `id: 2026-01-01-boot-storm
title: Boot storm
severity: SEV2
status: resolved
times: { started: 2026-01-01T00:00Z, resolved: 2026-01-01T01:00Z }
summary: Nobody could sign in.
actions:
  - { id: A1, title: Pin the tag, status: done }
`

/** A repository whose documents are built and committed. Read-only: tests take a copy. */
const base = await shared()
await base.commit({
  message: 'pin\n\nRemediates: boot-storm#A1',
  files: { [record]: text, 'values.yaml': '1\n', '.gitignore': '/post-mortems/ACTION-ITEMS.md\n' },
})
mortem(base, 'build')
const files = ['2026-01-01-boot-storm.md', 'README.md'].map((name) => `post-mortems/${name}`)
const built = Object.fromEntries(await Promise.all(files.map(async (file) => [file, await read(base, file)] as const)))
await base.commit({ message: 'documents', files: built })

function read({ path }: { path: string }, file: string): Promise<string> {
  return readFile(join(path, file), 'utf8')
}

async function edited(repo: TestRepository, file: string, from: string, to: string): Promise<void> {
  const before = await read(repo, file)
  expect(before).toContain(from)
  await repo.write(
    file,
    before.replace(from, () => to),
  )
}

test('a second build writes nothing', async () => {
  const repo = await copyOf(base)
  const before = await treeOf(repo.path)
  expect(ok(repo, 'build')).toBe('3 of 3 documents up to date')
  expect(await treeOf(repo.path)).toEqual(before)
})

test('prose outside the regions is kept byte for byte', async () => {
  const repo = await copyOf(base)
  const prose = '\nMy own words:  \n\n* a list\t\n<!-- a comment -->\n{{ not a template }} \\u{1b}\n\n'
  await edited(repo, document, '<!-- mortem:impact', `${prose}<!-- mortem:impact`)
  await repo.write(document, `${await read(repo, document)}\r\nThe end without a line feed`)
  await edited(repo, record, 'Nobody could sign in.', 'Nobody could sign in for an hour.')
  expect(ok(repo, 'build', document)).toBe(`changed ${document}`)
  const after = await read(repo, document)
  expect(after).toContain('Nobody could sign in for an hour.')
  expect(after).toContain(`${prose}<!-- mortem:impact`)
  expect(after.endsWith('\r\nThe end without a line feed')).toBe(true)
})

test('a region edited by hand is left alone until --take settles it', async () => {
  const repo = await copyOf(base)
  await edited(repo, document, 'Nobody could sign in.', 'Hardly anybody could sign in.')
  await edited(repo, record, 'title: Boot storm', 'title: The boot storm')
  const before = await read(repo, document)
  const line = before.split('\n').findIndex((one) => one.startsWith('<!-- mortem:summary')) + 1
  expect(mortem(repo, 'build')).toEqual({
    code: 1,
    out: 'changed post-mortems/README.md\n1 of 3 documents up to date\n',
    err: `${document}:${line}  error  edited-region
  region "summary" was edited by hand; the file is left alone
  - yours
  + generated
  - Hardly anybody could sign in.
  + Nobody could sign in.
  next: mortem build --take generated ${document}   (drops the edit)
        mortem build --take mine ${document}        (keeps it as prose that no build touches)
`,
  })
  expect(await read(repo, document)).toBe(before)
  expect(mortem(repo, 'build', '--check')).toMatchObject({
    code: 1,
    out: `${document}  error  edited\n  was edited by hand inside a generated region\nnext: mortem build, and commit what it writes\n`,
  })

  const other = await copyOf(repo)
  expect(ok(repo, 'build', '--take', 'generated', document)).toBe(`changed ${document}`)
  expect(await read(repo, document)).toContain('Nobody could sign in.')
  expect(await read(repo, document)).toContain('# The boot storm')
  expect(ok(repo, 'build')).toBe('3 of 3 documents up to date')

  ok(other, 'build', '--take', 'mine', document)
  ok(other, 'build')
  const mine = await read(other, document)
  expect(mine).toContain('Hardly anybody could sign in.')
  expect(mine).not.toContain('mortem:summary')
  expect(mine).toContain('# The boot storm')
  expect(ok(other, 'build')).toBe('3 of 3 documents up to date')
})

test('--check: same, newer history, stale, missing, ignored', async () => {
  const repo = await copyOf(base)
  const check = () => mortem(repo, 'build', '--check')
  expect(check()).toEqual({ code: 0, out: '3 documents looked at\n', err: '' })

  await repo.commit({ message: 'boot-storm#A1 again\n\nRemediates: boot-storm#A1', files: { 'values.yaml': '2\n' } })
  const before = await treeOf(repo.path)
  expect(check()).toEqual({
    ...{ code: 0, err: '' },
    out: `${document}  notice  newer-history\n  history has moved on; mortem build renews it\n3 documents looked at\n`,
  })
  expect(await treeOf(repo.path)).toEqual(before)

  await edited(repo, record, 'Nobody', 'Not one person')
  expect(check()).toMatchObject({
    code: 1,
    out: `${document}  error  stale\n  records, templates or configuration moved on\nnext: mortem build, and commit what it writes\n`,
  })
  await rm(join(repo.path, document))
  expect(check()).toMatchObject({
    code: 1,
    out: `${document}  error  missing\n  is not there\nnext: mortem build, and commit what it writes\n`,
  })
  expect(json(repo, 'build', '--check', '--json')).toEqual({
    schema: 1,
    commit: repo.git('rev-parse', 'HEAD'),
    documents: [
      { file: document, verdict: 'missing' },
      { file: 'post-mortems/README.md', verdict: 'same' },
      { file: 'post-mortems/ACTION-ITEMS.md', verdict: 'ignored' },
    ],
  })
})

test('--check does not judge by a stamp that only this clone still has', async () => {
  const repo = await copyOf(base)
  const tree = repo.git('rev-parse', 'HEAD^{tree}')
  repo.git('reset', '--quiet', '--soft', repo.git('commit-tree', tree, '-m', 'squashed\n\nRemediates: boot-storm#A1'))
  const { code, out } = mortem(repo, 'build', '--check')
  expect({ code, out }).toMatchObject({ code: 0, out: expect.stringContaining(`${document}  notice  newer-history`) })
})

test('--check after the stamp was squashed away: a notice, not a failure', async () => {
  const repo = await copyOf(base)
  const tree = repo.git('rev-parse', 'HEAD^{tree}')
  repo.git('reset', '--quiet', '--soft', repo.git('commit-tree', tree, '-m', 'squashed\n\nRemediates: boot-storm#A1'))
  repo.git('reflog', 'expire', '--expire=now', '--all')
  repo.git('gc', '--quiet', '--prune=now')
  expect(mortem(repo, 'build', '--check')).toMatchObject({
    code: 0,
    out: `${document}  notice  newer-history\n  history has moved on; mortem build renews it\n3 documents looked at\n`,
  })
})

test('the tracker is checked when it is kept in git', async () => {
  const repo = await copyOf(base)
  await repo.write('mortem.yaml', 'documents: { tracker: commit }\n')
  await repo.write('.gitignore', '')
  await rm(join(repo.path, 'post-mortems/ACTION-ITEMS.md'))
  expect(mortem(repo, 'build', '--check').out).toContain('post-mortems/ACTION-ITEMS.md  error  missing')
  ok(repo, 'build')
  expect(ok(repo, 'build', '--check')).toBe('3 documents looked at')
})

test('a record that cannot be read stays in the index', async () => {
  const repo = await copyOf(base)
  await repo.write('post-mortems/2026-01-02-disk-full.yaml', text.replaceAll('01-01-boot-storm', '01-02-disk-full'))
  ok(repo, 'build')
  const index = await read(repo, 'post-mortems/README.md')
  expect(index).toContain('2026-01-02')
  await repo.write('post-mortems/2026-01-02-disk-full.yaml', 'actions: [\n')
  const { code, err } = mortem(repo, 'build')
  expect(code).toBe(2)
  expect(err).toContain('mortem: post-mortems/README.md is not written: it would lack what could not be read')
  expect(await read(repo, 'post-mortems/README.md')).toBe(index)
})

test('a configuration that cannot be used: nothing is written with the defaults', async () => {
  const repo = await copyOf(base)
  await repo.write('mortem.yaml', 'paths: { post-mortem: docs }\n')
  await repo.write(record, text.replace('sign in', 'sign on'))
  const before = await treeOf(repo.path)
  expect(mortem(repo, 'build')).toMatchObject({ code: 2, err: expect.stringContaining('mortem.yaml cannot be used') })
  expect(await treeOf(repo.path)).toEqual(before)
})

test('--out into a file', async () => {
  const repo = await copyOf(base)
  for (const folder of ['values.yaml', 'values.yaml/below'])
    expect(mortem(repo, 'build', '--out', folder)).toMatchObject({
      code: 2,
      err: expect.stringContaining('is a file, or lies below one; expected a folder'),
    })
})

test('--out writes all of it elsewhere and nothing here', async () => {
  const repo = await copyOf(base)
  const folder = join(await makeFolder(), 'deep', 'out')
  const before = await treeOf(repo.path)
  expect(ok(repo, 'build', '--out', folder)).toBe(`wrote 3 documents below ${folder}`)
  expect(await treeOf(repo.path)).toEqual(before)
  const out = await treeOf(folder)
  expect(Object.keys(out)).toEqual([document, 'post-mortems/ACTION-ITEMS.md', 'post-mortems/README.md'])
  expect(out['post-mortems/README.md']).toBe(built['post-mortems/README.md'])
  expect(json(repo, 'build', '--out', folder, '--json').documents.map(({ file }: { file: string }) => file)).toEqual([
    document,
    'post-mortems/README.md',
    'post-mortems/ACTION-ITEMS.md',
  ])
})

test("other people's files: a README.md and a post-mortem without regions", async () => {
  const repo = await copyOf(base)
  await repo.write('post-mortems/README.md', '# Our incidents\n\nHow we work.\n')
  await repo.write(document, '# Written by hand\n')
  expect(
    ok(repo, 'build'),
  ).toBe(`left post-mortems/README.md alone: it is not generated. To have the index in it, add these two lines:
  <!-- mortem:index -->
  <!-- /mortem:index -->
1 of 3 documents up to date`)
  expect(await read(repo, document)).toBe('# Written by hand\n')
  expect(ok(repo, 'build', '--check')).toBe('3 documents looked at')

  await repo.write(
    'post-mortems/README.md',
    '# Our incidents\n\n<!-- mortem:index -->\n<!-- /mortem:index -->\n\nHow we work.\n',
  )
  ok(repo, 'build')
  const index = await read(repo, 'post-mortems/README.md')
  expect(index).toMatch(/^# Our incidents\n\n<!-- mortem:index/)
  expect(index).toContain('Boot storm')
  expect(index).toMatch(/-->\n\nHow we work\.\n$/)
})

test('markers that do not fit together are named, and the file is left alone', async () => {
  const repo = await copyOf(base)
  await edited(repo, document, '<!-- mortem:impact', '<!-- mortem:summary')
  const before = await read(repo, document)
  const { code, err } = mortem(repo, 'build')
  expect(err).toContain(`${document}:`)
  expect(err).toContain('region "summary" is there twice; the file is left alone')
  expect(code).toBe(1)
  expect(await read(repo, document)).toBe(before)
  expect(mortem(repo, 'build', '--check').code).toBe(1)
})

test('a template of your own, and one that is broken', async () => {
  const repo = await copyOf(base)
  await repo.write(
    '.mortem/templates/index.md.hbs',
    '{{#region "index"}}\n{{#each years}}{{#each rows}}\n- {{incident}} ({{severity}})\n{{/each}}{{/each}}\n{{/region}}\n',
  )
  expect(mortem(repo, 'build', '--check').out).toContain('post-mortems/README.md  error  stale')
  ok(repo, 'build')
  expect(await read(repo, 'post-mortems/README.md')).toContain('- [Boot storm](2026-01-01-boot-storm.md) (SEV2)')

  await repo.write('.mortem/templates/post-mortem.md.hbs', '{{#region "facts"}}\n\n{{tabel rows}}\n{{/region}}\n')
  const before = await treeOf(repo.path)
  const { code, out, err } = mortem(repo, 'build')
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(
    err,
  ).toBe(`mortem: .mortem/templates/post-mortem.md.hbs:3: there is no helper "tabel"; known are region, table, pairs, list, if, unless, each, with; nothing was written
  next: repair it, or remove it to use the one that mortem brings
`)
  await repo.write('.mortem/templates/post-mortem.md.hbs', '{{#region "facts"}}\n{{#if x}}\n')
  const open = mortem(repo, 'build')
  expect(open.code).toBe(2)
  expect(open.err).toMatch(/^mortem: \.mortem\/templates\/post-mortem\.md\.hbs:\d+/)
  await writeFile(join(repo.path, '.mortem/templates/post-mortem.md.hbs'), Buffer.from([0x23, 0xff, 0xfe]))
  expect(mortem(repo, 'build')).toMatchObject({
    code: 2,
    err: expect.stringMatching(
      /^mortem: \.mortem\/templates\/post-mortem\.md\.hbs:1: is not UTF-8: byte 2 is 0xff; nothing/,
    ),
  })
  await rm(join(repo.path, '.mortem/templates/post-mortem.md.hbs'))
  delete before['.mortem/templates/post-mortem.md.hbs']
  expect(await treeOf(repo.path)).toEqual(before)
})

test.each([
  ['github', 'https://github.com/o/r', (hash: string) => `https://github.com/o/r/commit/${hash}`],
  ['gitlab', 'https://gitlab.com/o/r', (hash: string) => `https://gitlab.com/o/r/-/commit/${hash}`],
  ['forgejo', 'https://codeberg.org/o/r', (hash: string) => `https://codeberg.org/o/r/commit/${hash}`],
  ['bitbucket', 'https://bitbucket.org/o/r', (hash: string) => `https://bitbucket.org/o/r/commits/${hash}`],
  ['sourcehut', 'https://git.sr.ht/~o/r', (hash: string) => `https://git.sr.ht/~o/r/commit/${hash}`],
  ['none', null, () => null],
])('commits are linked as %s shows them', async (kind, url, link) => {
  const repo = await copyOf(base)
  await repo.write('mortem.yaml', `forge: { kind: ${kind}${url ? `, url: "${url}"` : ''} }\n`)
  const fix = repo.git('rev-parse', 'HEAD~1')
  ok(repo, 'build')
  const page = await read(repo, 'post-mortems/ACTION-ITEMS.md')
  const address = link(fix)
  expect(page).toContain(address ? `[\`${fix.slice(0, 7)}\`](${address})` : `\`${fix.slice(0, 7)}\``)
  if (address === null) expect(page).not.toContain('](http')
})
