/** What every command has in common: exit codes, wrong calls, `--dry-run`, broken records, places without a repository. */
import { chmod, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { makeFolder, makeRepository } from '../support/repository.ts'
import { copyOf, from, json, main, mortem, ok, spawned, story, treeOf } from './run.ts'

const repo = await story()
const at = (path: string) => ({ path, env: repo.env })

test.each([
  [['stats'], "error: unknown command 'stats'\n(Did you mean status?)\n"],
  [['action', 'dun', 'x'], "error: unknown command 'dun'\n(Did you mean done?)\n"],
  [['status', '--opne'], "error: unknown option '--opne'\n(Did you mean --open?)\n"],
  [['action', 'drop', 'boot-storm#A6'], "error: required option '--reason <text>' not specified\n"],
  [['log'], "error: missing required argument 'text'\n"],
  [['status', 'extra'], "error: too many arguments for 'status'. Expected 0 arguments but got 1.\n"],
  [
    ['action', 'add', 'x', '--priority', 'P9'],
    "error: option '--priority <priority>' argument 'P9' is invalid. Allowed choices are P0, P1, P2, P3, P4.\n",
  ],
  [['new'], 'mortem: an incident needs a title\n  next: mortem new "what is broken", or --from <commit>\n'],
  [['schema', 'incdent'], 'mortem: "incdent" has no schema; expected incident, config, status or baseline\n'],
  [
    ['show', 'boot-storm#A77'],
    'mortem: "boot-storm#A77" names no incident or action\n  next: did you mean 2026-06-10-authentik-boot-storm#A1, 2026-06-10-authentik-boot-storm#A2, 2026-06-10-authentik-boot-storm#A3?\n',
  ],
  [
    ['show', 'authentik'],
    'mortem: "authentik" could be 2026-05-17-authentik-keel, 2026-06-10-authentik-boot-storm\n  next: name one of them in full\n',
  ],
  [
    ['build', 'README.md'],
    'mortem: README.md is not a document that mortem builds\n  next: mortem build --dry-run lists them\n',
  ],
  [
    ['build', '--take', 'mine'],
    'mortem: --take settles the files that it is given\n  next: mortem build --take mine <file>\n',
  ],
  [
    ['new', 't', '--severity', 'bad'],
    'mortem: "bad" is not on the scale\n  next: expected SEV1, SEV2, SEV3, SEV4 or SEV5\n',
  ],
])('a wrong call ends with 2 and says what was expected: mortem %s', (args, err) => {
  expect(mortem(repo, ...args)).toEqual({ code: 2, out: '', err })
})

test('--help, --version and schema need no repository and no git', async () => {
  const nowhere = { path: await makeFolder(), env: { ...repo.env, PATH: '/nonexistent' } }
  expect(ok(nowhere, '--version')).toMatch(/^\d+\.\d+\.\d+$/)
  expect(ok(nowhere, '--help')).toContain('Exit codes: 0 fine, 1 findings, 2 usage or unreadable input, 3 no git or')
  expect(ok(nowhere, 'help', 'build')).toContain('--take <side>')
  expect(JSON.parse(ok(nowhere, 'schema', 'config'))).toMatchObject({ type: 'object' })
})

test('no repository, no git, no working tree: 3, and how to go on', async () => {
  const folder = await makeFolder()
  expect(mortem(at(folder), 'status')).toEqual({
    ...{ code: 3, out: '' },
    err: `mortem: ${folder} is not in a git repository. Make one with: git init\n`,
  })
  expect(mortem(from(repo, '.', { PATH: '/nonexistent' }), 'check')).toEqual({
    ...{ code: 3, out: '' },
    err: 'mortem: The command `git` was not found. Install git, or add it to PATH.\n',
  })
  repo.git('clone', '--quiet', '--bare', '.', join(folder, 'bare.git'))
  const bare = join(folder, 'bare.git')
  expect(mortem(at(bare), 'build')).toEqual({
    ...{ code: 3, out: '' },
    err: `mortem: ${bare} has no working tree, and records are read from its files. Make one with: git worktree add <folder>\n`,
  })
})

test('a repository without a commit', async () => {
  const empty = await makeRepository()
  expect(ok(empty, 'status')).toBe(
    'no actions\n\nNo incident to show. Start one: mortem new "what is broken", or mortem new --from <commit>',
  )
  expect(json(empty, 'status', '--json')).toMatchObject({ commit: null, shallow: false, incidents: [] })
  expect(ok(empty, 'check')).toBe('0 records: nothing to say')
  ok(empty, 'new', 'First', '--started', '2026-01-01T10:00Z')
  ok(empty, 'build')
  expect(ok(empty, 'build', '--check')).toBe('3 documents looked at')
  expect(mortem(empty, 'new', '--from', 'HEAD').err).toMatch(/^mortem: No commit is named "HEAD"\. /)
  expect(mortem(empty, 'status', '--at', 'HEAD').code).toBe(2)
})

test.each([
  ['new', 'Sign-in is broken'],
  ['new', '--from', 'HEAD'],
  ['log', 'x', '-i', 'boot-storm', '--out-of-band'],
  ['resolve', '-i', 'boot-storm', '--at', '-5m'],
  ['close', '-i', 'boot-storm', '--accept'],
  ['action', 'add', 'x', '-i', 'boot-storm'],
  ['action', 'done', 'boot-storm#A6', '--commit', 'HEAD'],
  ['action', 'assign', 'boot-storm#A6', 'noor'],
  ['action', 'drop', 'boot-storm#A6', '--reason', 'moot'],
  ['build'],
  ['build', '--out', 'elsewhere'],
  ['init', '--yes'],
])('mortem %s %s --dry-run writes nothing', async (...args) => {
  const before = await treeOf(repo.path)
  expect(mortem(repo, ...args, '--dry-run')).toMatchObject({ err: '' })
  expect(await treeOf(repo.path)).toEqual(before)
})

test('a broken record is named after the answer that the good ones gave', async () => {
  const own = await copyOf(repo)
  await own.write('post-mortems/2026-07-01-broken.yaml', 'id: 2026-07-01-broken\ntitle: [T\nseverity: SEV2\n')
  await own.write(
    'post-mortems/2026-07-02-wrong.yaml',
    'id: 2026-07-02-wrong\ntitel: T\nactions: [{ id: A1, priority: P9 }]\n',
  )
  const good = ok(repo, 'status', '--at', 'HEAD')
  const status = mortem(own, 'status', '--at', 'HEAD')
  expect(status.out).toBe(`${good}\n`)
  expect(status.code).toBe(2)
  expect(status.err).toContain('post-mortems/2026-07-01-broken.yaml:')
  expect(status.err).toContain('unknown key "titel"')
  expect(status.err).toContain('"P9" is not a priority; expected P0, P1, P2, P3 or P4')
  expect(status.err).toMatch(/\nmortem: \d errors in what was read; the rest is above\n$/)
  // The same from the cache.
  mortem(own, 'status')
  expect(mortem(own, 'status').err).toBe(status.err)

  const build = mortem(own, 'build')
  expect(build.out).toContain('created post-mortems/2026-06-10-authentik-boot-storm.md')
  // What is made from all records would lack the broken ones.
  const kept = ['README.md', 'ACTION-ITEMS.md'].map(
    (name) => `mortem: post-mortems/${name} is not written: it would lack what could not be read\n`,
  )
  expect(build).toMatchObject({ code: 2, err: status.err + kept.join('') })
  expect(mortem(own, 'show', 'boot-storm')).toMatchObject({ code: 2, err: status.err })

  // `check` is asked for exactly this, so for it they are findings.
  const check = mortem(own, 'check', '--json')
  expect(check).toMatchObject({ code: 1, err: '' })
  const files = JSON.parse(check.out).findings.map(({ file }: { file: string }) => file)
  expect(files).toContain('post-mortems/2026-07-01-broken.yaml')
  expect(files.filter((file: string) => file === 'post-mortems/2026-07-02-wrong.yaml').length).toBeGreaterThan(1)
  expect(files).toContain('post-mortems/2026-05-17-authentik-keel.yaml')
})

test('a broken configuration is named, and the defaults stand in', async () => {
  const own = await copyOf(repo)
  await own.write('mortem.yaml', 'forge: { kind: githib }\npath: {}\n')
  const { code, out, err } = mortem(own, 'status', '--at', 'HEAD')
  expect(out).toContain('2 overdue · 3 stale')
  expect(code).toBe(2)
  expect(err).toContain('mortem.yaml:1:16  error  schema')
  expect(err).toContain('unknown key "path"')
  expect(mortem(own, 'init', '--yes')).toMatchObject({ code: 2, out: '' })
})

test.skipIf(process.getuid?.() === 0)('a folder without rights: 3, and nothing is half written', async () => {
  const own = await copyOf(repo)
  await chmod(join(own.path, 'post-mortems'), 0o555)
  const before = await treeOf(own.path)
  const { code, err } = mortem(own, 'build')
  await chmod(join(own.path, 'post-mortems'), 0o755)
  expect(err).toContain('EACCES')
  expect(code).toBe(3)
  expect(await treeOf(own.path)).toEqual(before)
})

test('a reader that closes early is no error', async () => {
  const own = await makeRepository()
  const actions = Array.from({ length: 5000 }, (_, n) => `  - { id: A${n + 1}, title: Action number ${n + 1} }`)
  await writeFile(join(own.path, 'mortem.yaml'), '')
  await own.write('post-mortems/2026-01-01-x.yaml', `id: 2026-01-01-x\ntitle: X\nactions:\n${actions.join('\n')}\n`)
  expect(own.git('-c', `alias.piped=!"${process.execPath}" "${main}" status | head -1`, 'piped')).toBe('5000 open')
  await rm(join(own.path, 'mortem.yaml'))
})

test.each([
  [['status', '--open'], 0],
  [['show', 'no-such-incident'], 2],
  [['status', '--no-such-option'], 2],
  [['--version'], 0],
  [['status', '--at', 'no-such-commit', '--json'], 2],
])('a process of its own says what a call in a thread says: mortem %j', (args, code) => {
  const ran = spawned(repo, ...args)
  expect(ran).toEqual(mortem(repo, ...args))
  expect(ran.code).toBe(code)
})

test('a process of its own ends with 3 outside a repository', async () => {
  const folder = await makeFolder()
  const ran = spawned({ path: folder, env: { ...process.env, GIT_CEILING_DIRECTORIES: dirname(folder) } }, 'status')
  expect(ran).toMatchObject({ code: 3, out: '', err: expect.stringContaining('mortem: ') })
})
