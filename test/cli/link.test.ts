/** `mortem link`: a fingerprint in the record, and dead hashes repaired in records and documents. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeRepository, repositoryAt, type TestRepository } from '../support/repository.ts'
import { json, mortem, ok, treeOf } from './run.ts'

const file = 'post-mortems/2026-01-10-boot-storm.yaml'
const document = 'post-mortems/2026-01-10-boot-storm.md'
const record = (commits = '') => `# kept
id: 2026-01-10-boot-storm
title: Boot storm
severity: SEV2
status: mitigated
times: { started: 2026-01-10T00:00:00Z }
summary: It stormed.
actions:
  - id: A1 # the pin
    title: Pin the image tag
    status: todo
${commits}`
const gone = '0123456789abcdef0123456789abcdef01234567'
const read = (repo: TestRepository, path: string) => readFile(join(repo.path, path), 'utf8')

async function project(commits = '') {
  const repo = await makeRepository()
  await repo.commit({ message: 'start', files: { [file]: record(commits) } })
  const fix = await repo.commit({
    message: 'fix(authentik): pin the image tag (#12)',
    files: { 'values.yaml': 'tag: "2026.2"\n' },
    date: '2026-01-11T09:00:00Z',
  })
  return { repo, fix }
}

test('the record gets what survives a rewrite, and nothing else changes', async () => {
  const { repo, fix } = await project()
  expect(ok(repo, 'link', 'boot-storm#A1', 'HEAD')).toBe(
    `2026-01-10-boot-storm#A1: ${fix.slice(0, 12)} fix(authentik): pin the image tag (#12)`,
  )
  const [full] = repo.feed(repo.git('diff-tree', '-p', fix), 'patch-id', '--stable').split(' ')
  const [bare] = repo.feed(repo.git('diff-tree', '-p', '-U0', fix), 'patch-id', '--stable').split(' ')
  expect(await read(repo, file)).toBe(
    `${record()}    commits:
      - commit: ${fix}
        subject: "fix(authentik): pin the image tag (#12)"
        author: Ada <ada@example.org>
        date: "2026-01-11T09:00:00Z"
        patch-id: ${full}
        patch-id-u0: ${bare}
        request: "#12"
        paths: [values.yaml]
`.replace(/(commit|patch-id|patch-id-u0): ([0-9a-f]{40})$/gm, '$1: "$2"'),
  )
  const before = await treeOf(repo.path)
  expect(ok(repo, 'link', 'boot-storm#A1', 'HEAD')).toContain('was linked already')
  expect(await treeOf(repo.path)).toEqual(before)
})

test('a bare hash of the same commit becomes its fingerprint', async () => {
  const { repo, fix } = await project()
  await repo.write(file, record(`    commits: ["${fix.slice(0, 8)}"]\n`))
  ok(repo, 'link', 'boot-storm#A1', fix)
  const text = await read(repo, file)
  expect(text).toContain(fix)
  expect(text).not.toContain(`"${fix.slice(0, 8)}"`)
  expect(text.match(/patch-id-u0/g)).toHaveLength(1)
})

test('--dry-run writes nothing, --json says what was done', async () => {
  const { repo } = await project()
  const before = await treeOf(repo.path)
  expect(ok(repo, 'link', 'boot-storm#A1', 'HEAD', '--dry-run')).toContain(`would change ${file}`)
  expect(await treeOf(repo.path)).toEqual(before)
  expect(json(repo, 'link', 'boot-storm#A1', 'HEAD', '--json')).toMatchObject({ schema: 1, writes: [file] })
})

test('the request is that of the merge which brought the commit in', async () => {
  const repo = await makeRepository()
  const start = await repo.commit({ message: 'start', files: { [file]: record() } })
  const fix = await repo.commit({ message: 'pin', files: { 'values.yaml': '1\n' } })
  const main = await repo.commit({ message: 'main', parent: start })
  await repo.commit({
    message: 'Merge pull request #34 from ada/pin',
    parent: [main, fix],
    files: { 'values.yaml': '1\n' },
  })
  await repo.commit({ message: 'Merge pull request #35 from ada/other', parent: [repo.git('rev-parse', 'HEAD'), main] })
  ok(repo, 'link', 'boot-storm#A1', fix)
  expect(await read(repo, file)).toContain('request: "#34"')
})

test('what HEAD does not reach, and what is no commit, is refused with the next step', async () => {
  const { repo, fix } = await project()
  repo.git('branch', 'aside')
  repo.git('reset', '--quiet', '--hard', 'HEAD~1')
  const before = await treeOf(repo.path)
  expect(mortem(repo, 'link', 'boot-storm#A1', 'aside')).toEqual({
    ...{ code: 2, out: '' },
    err: 'mortem: aside is not in the history of HEAD, so nobody who has this branch can follow the link\n  next: merge or pick it first, or name the commit that it became here: git log --oneline\n',
  })
  expect(mortem(repo, 'link', 'boot-storm#A1', 'nothing').code).toBe(2)
  expect(mortem(repo, 'link', 'boot-storm#A9', fix).code).toBe(2)
  expect(mortem(repo, 'link', 'boot-storm#A1').err).toBe(
    'mortem: which commit did boot-storm#A1?\n  next: mortem link boot-storm#A1 <commit>, or mortem link --suggest\n',
  )
  expect(mortem(repo, 'link', '--write').code).toBe(2)
  expect(await treeOf(repo.path)).toEqual(before)
})

/** A record and a document that name a commit which an amend has since replaced. */
async function amended(eol = '\n') {
  const { repo, fix } = await project()
  ok(repo, 'link', 'boot-storm#A1', fix)
  const short = fix.slice(0, 8)
  const prose = [
    '# Boot storm',
    '',
    `Fixed in \`${short}\` ([${short}](https://github.com/owner/repo/commit/${fix})), not in image:${short}.  `,
    '',
    '<!-- mortem:timeline -->',
    `commit ${short}`,
    '<!-- /mortem:timeline -->',
    '```',
    `commit ${short}`,
    '```',
    'Ünïcode stays 😀, commit 3564684a is lost',
    '',
  ].join(eol)
  await repo.write(document, prose)
  repo.git('add', '-A')
  await repo.commit({ message: 'records' })
  repo.git('checkout', '--quiet', '-B', 'main', `${fix}^`)
  const next = await repo.commit({
    message: 'fix(authentik): pin the image tag (#12)',
    files: { 'values.yaml': 'tag: "2026.3"\n' },
    date: '2026-01-11T09:00:00Z',
  })
  const linked = repo.git('show', `${repo.git('rev-list', '--all', '--reflog', '-1', '--grep=records')}:${file}`)
  await repo.write(file, `${linked}\n`)
  await repo.write(document, prose)
  return { repo, fix, next, prose }
}

test('--heal lists dead hashes of records and documents with their survivors, and writes nothing', async () => {
  const { repo, fix, next } = await amended()
  const before = await treeOf(repo.path)
  const how = `→ ${next.slice(0, 12)}  certain: same author, author date and subject\n    fix(authentik): pin the image tag (#12)`
  expect(ok(repo, 'link', '--heal')).toBe(
    [
      `${file}:13  ${fix} ${how}`,
      `${document}:3  ${fix.slice(0, 8)} ${how}`,
      `${document}:3  ${fix} ${how}`,
      `${document}:11  3564684a  dead: no commit of this clone has that name`,
      '4 dead hashes, 3 survivors',
      '  next: mortem link --heal --write',
    ].join('\n'),
  )
  expect(await treeOf(repo.path)).toEqual(before)
  ok(repo, 'link', '--heal', '--write', '--dry-run')
  expect(await treeOf(repo.path)).toEqual(before)
})

test.each([['\n'], ['\r\n']])('--write repairs them and leaves all else byte for byte (%j)', async (eol) => {
  const { repo, fix, next, prose } = await amended(eol)
  const report = json(repo, 'link', '--heal', '--write', '--json')
  expect(report).toMatchObject({ schema: 1, shallow: false, writes: [file, document] })
  expect(
    report.hashes.map(({ hash, survivor, by, strength, repaired }: Record<string, unknown>) => [
      hash,
      survivor,
      by,
      strength,
      repaired,
    ]),
  ).toEqual([
    [fix, next, 'subject', 'certain', true],
    [fix.slice(0, 8), next, 'subject', 'certain', true],
    [fix, next, 'subject', 'certain', true],
    ['3564684a', null, null, null, false],
  ])
  const lines = prose.split(eol)
  lines[2] = `Fixed in \`${next.slice(0, 8)}\` ([${next.slice(0, 8)}](https://github.com/owner/repo/commit/${next})), not in image:${fix.slice(0, 8)}.  `
  expect(await read(repo, document)).toBe(lines.join(eol))
  const text = await read(repo, file)
  expect(text).toContain(`commit: "${next}"`)
  expect(text).not.toContain(fix)
  expect(text).toContain('# kept\n')
  expect(text).toContain('A1 # the pin\n')
  expect(ok(repo, 'link', '--heal')).toContain('1 dead hash, 0 survivors')
})

test('what only words tell is a proposal: --write leaves it, --accept takes it', async () => {
  const { repo, fix } = await project()
  const prose = '| 2026-01-11 | Pin the image tag | authentik | commit `35646841` |\n'
  await repo.write(document, prose)
  expect(ok(repo, 'link', '--heal', '--write')).toBe(
    [
      `${document}:1  35646841 → ${fix.slice(0, 12)}  proposed: the words and the date beside the hash`,
      '    fix(authentik): pin the image tag (#12)',
      '1 dead hash, 1 survivor',
      '  1 is a proposal by words alone: look, then mortem link --heal --write --accept',
    ].join('\n'),
  )
  expect(await read(repo, document)).toBe(prose)
  ok(repo, 'link', '--heal', '--write', '--accept')
  expect(await read(repo, document)).toBe(prose.replace('35646841', fix.slice(0, 8)))
})

test('post-mortems without a record are looked at too', async () => {
  const { repo, fix } = await project()
  repo.git('commit', '--quiet', '--amend', '-m', 'reworded')
  const loose = 'post-mortems/2025-12-01-old.md'
  await repo.write(loose, `Done in ${fix.slice(0, 10)}\n`)
  ok(repo, 'link', '--heal', '--write')
  expect(await read(repo, loose)).toBe(`Done in ${repo.git('rev-parse', 'HEAD').slice(0, 10)}\n`)
})

test('an ambiguous hash is shown with all that it could be, and stays', async () => {
  const { repo } = await project(
    `    commits: [{ commit: "${gone}", subject: twice, author: Ada <ada@example.org>, date: 2026-01-12T00:00:00Z }]\n`,
  )
  const one = await repo.commit({ message: 'twice', date: '2026-01-12T00:00:00Z', files: { 'a.tf': '1' } })
  const two = await repo.commit({ message: 'twice', date: '2026-01-12T00:00:00Z', files: { 'b.tf': '2' } })
  const before = await treeOf(repo.path)
  expect(ok(repo, 'link', '--heal', '--write')).toBe(
    `${file}:12  ${gone}  ambiguous: ${two.slice(0, 12)}, ${one.slice(0, 12)}\n1 dead hash, 0 survivors`,
  )
  expect(await treeOf(repo.path)).toEqual(before)
})

test('no dead hash, and a shallow clone', async () => {
  const { repo } = await project()
  expect(ok(repo, 'link', '--heal')).toBe('no dead hash')
  repo.git('clone', '--quiet', '--depth', '1', `file://${repo.path}`, `${repo.path}/clone`)
  const clone = { path: join(repo.path, 'clone'), env: repo.env }
  expect(ok(clone, 'link', '--heal')).toBe(
    'This clone is shallow, so no hash can be called dead here.\n  next: git fetch --unshallow',
  )
})

test('a record remembers for its document too, when the commit itself is long gone', async () => {
  const { repo, fix, next } = await amended()
  for (const ref of repo.git('for-each-ref', '--format=%(refname)').split('\n'))
    if (ref !== 'refs/heads/main') repo.git('update-ref', '-d', ref)
  repo.git('reflog', 'expire', '--expire=now', '--all')
  repo.git('gc', '--quiet', '--prune=now')
  expect(mortem(repo, 'show', fix).code).not.toBe(0)
  ok(repo, 'link', '--heal', '--write')
  expect(await read(repo, document)).toContain(`Fixed in \`${next.slice(0, 8)}\``)
})

test('a bare hash in a record has the words beside the same hash in its document', async () => {
  const { repo, fix } = await project('    commits: ["35646841"]\n')
  await repo.write(document, '| 2026-01-11 | Pin the image tag | authentik | commit `35646841` |\n')
  expect(ok(repo, 'link', '--heal')).toContain(`${file}:12  35646841 → ${fix.slice(0, 12)}  proposed`)
  ok(repo, 'link', '--heal', '--write', '--accept')
  expect(await read(repo, file)).toContain(`commit: "${fix}"`)
})

test('in a partial clone nothing is taken for new that cannot be read, and what the record knows stays', async () => {
  const repo = await makeRepository()
  await repo.commit({ message: 'start', files: { [file]: record(), 'values.yaml': 'replicas: two\n' } })
  const files = { 'values.yaml': 'replicas: two\ntag: by-hand\n' }
  const fix = await repo.commit({ message: 'pin the image tag', files, date: '2026-01-11T09:00:00Z' })
  ok(repo, 'link', 'boot-storm#A1', fix)
  const known = await read(repo, file)
  await repo.commit({ message: 'record', files: { [file]: known } })
  repo.git('config', 'uploadpack.allowFilter', 'true')
  repo.git('clone', '--quiet', '--filter=blob:none', `file://${repo.path}`, `${repo.path}/clone`)
  const clone = repositoryAt(join(repo.path, 'clone'))
  const said = ok(clone, 'link', 'boot-storm#A1', fix, '--accept')
  expect(said).toContain('was linked already')
  expect(said).not.toContain('replicas')
  expect(await read(clone, file)).toBe(known)
})

test('a file with blanks in its name serves the action as any other', async () => {
  const { repo } = await project()
  const files = { 'a b.yaml': 'first: by-hand\n', 'c.yaml': 'second: by-hand\n' }
  const fix = await repo.commit({ message: 'more', files, date: '2026-01-12T09:00:00Z' })
  ok(repo, 'link', 'boot-storm#A1', fix)
  const shown = JSON.stringify(json(repo, 'status', '--json'))
  expect(shown).toContain('"paths":["a b.yaml","c.yaml"]')
  expect(shown).toContain('"liveness":{"state":"live","left":2,"of":2,')
})

test('a question that is not asked is not answered', async () => {
  const { repo } = await project()
  expect(mortem(repo, 'link', 'boot-storm#A1', 'HEAD', '--suggest')).toMatchObject({ code: 2, out: '' })
  expect(mortem(repo, 'link', '--suggest', '--heal')).toMatchObject({ code: 2, out: '' })
})

test('a document that two records share is repaired once', async () => {
  const { repo } = await project()
  const shared = (id: string) => `id: ${id}\ntitle: Storm\nstatus: mitigated\ndocument: docs/both.md\n`
  await repo.write('post-mortems/2026-01-12-one.yaml', shared('2026-01-12-one'))
  await repo.write('post-mortems/2026-01-13-two.yaml', shared('2026-01-13-two'))
  await repo.write('docs/both.md', 'Fixed by commit 1dc14ecd.\n')
  expect(ok(repo, 'link', '--heal')).toMatch(/^docs\/both\.md:1 .*\n1 dead hash, 0 survivors$/)
})
