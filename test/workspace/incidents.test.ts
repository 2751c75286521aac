import { chmodSync, mkdirSync, symlinkSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { configSchema } from '../../src/model/config.ts'
import { readIncidents } from '../../src/workspace/incidents.ts'
import { temporary } from './temporary.ts'

const config = configSchema.parse({})
const record = (id: string, rest = '') => `id: ${id}\ntitle: t\n${rest}`
const problemsOf = async (root: string) =>
  (await readIncidents(root, config)).problems.map(({ rule, file, line, column, message, next }) => ({
    at: `${file}:${line}:${column}`,
    rule,
    message,
    next,
  }))

test('no folder, no incidents', async () => {
  expect(await readIncidents(temporary(), config)).toEqual({ records: [], problems: [], documents: [] })
})

test('records of all depths, sorted; what is no record of ours is left alone', async () => {
  const root = temporary({
    'post-mortems/2026-06-10-b.yaml': record('2026-06-10-b'),
    'post-mortems/2026-06-10-b.md': '# b\n',
    'post-mortems/2026/2026-01-02-a.yml': record('2026-01-02-a', 'document: docs/a.md\n'),
    'post-mortems/folder.yaml/2026-02-02-c.YAML': record('2026-02-02-c'),
    'post-mortems/2026-03-03-loose.md': '# loose\n',
    'post-mortems/old/page.html': '<h1>',
    'post-mortems/README.md': 'index',
    'post-mortems/ACTION-ITEMS.md': 'tracker',
    'post-mortems/index.html': 'index',
    'post-mortems/template.md': 'template',
    'post-mortems/picture.png': new Uint8Array([0xff]),
    'post-mortems/.hidden/2026-01-01-x.yaml': 'broken: [',
    'post-mortems/node_modules/p/2026-01-01-x.yaml': 'broken: [',
    'docs/a.md': '# a\n',
  })
  const { records, problems, documents } = await readIncidents(root, config)
  expect(problems).toEqual([])
  expect(records.map(({ file, document }) => [file, document.file, document.text])).toEqual([
    ['post-mortems/2026-06-10-b.yaml', 'post-mortems/2026-06-10-b.md', '# b\n'],
    ['post-mortems/2026/2026-01-02-a.yml', 'docs/a.md', '# a\n'],
    ['post-mortems/folder.yaml/2026-02-02-c.YAML', 'post-mortems/folder.yaml/2026-02-02-c.md', null],
  ])
  expect(documents).toEqual([
    { file: 'post-mortems/2026-03-03-loose.md', text: '# loose\n' },
    { file: 'post-mortems/old/page.html', text: '<h1>' },
  ])
})

describe('one broken file hides none of the others', () => {
  test.each<[what: string, name: string, content: string | Uint8Array, message: string, next: string | null]>([
    [
      'invalid UTF-8',
      'x.yaml',
      Buffer.from('id: a\ntitle: caf\xe9\n', 'latin1'),
      'is not UTF-8: byte 17 is 0xe9',
      'Save the file as UTF-8',
    ],
    ['UTF-16', 'x.yaml', Buffer.from('\uFEFFid: a', 'utf16le'), 'is UTF-16; expected UTF-8', 'Save the file as UTF-8'],
    [
      '10 MB',
      'x.yaml',
      'x'.repeat(10 << 20),
      'has 10 MiB; at most 1 MiB are read',
      'Move logs and other evidence to files of their own',
    ],
    ['empty', 'x.yaml', '', 'is empty; expected a record with id and title', 'Write it, or delete the file'],
    ['an orphan fragment', 'x.yaml', '- step: one\n', 'is a list; expected a record with id and title', null],
    [
      'another kind',
      'x.yaml',
      'name: x\n',
      'is not an incident record: it has neither id nor title',
      'Give it an id and a title, or move it out of the folder of the records',
    ],
    [
      'another name',
      'x.yaml',
      record('2026-06-10-y'),
      'id: "2026-06-10-y" is not the name of the file; expected "x"',
      'Rename the file to post-mortems/2026-06-10-y.yaml',
    ],
    [
      'another id',
      '2026-06-10-x.yaml',
      record('2026-06-10-y'),
      'id: "2026-06-10-y" is not the name of the file; expected "2026-06-10-x"',
      'Rename the file to post-mortems/2026-06-10-y.yaml; or write id: 2026-06-10-x and keep 2026-06-10-y under aliases',
    ],
  ])('%s', async (_, name, content, message, next) => {
    const root = temporary({
      'post-mortems/2026-01-01-con.yaml': record('2026-01-01-con'),
      [`post-mortems/${name}`]: content,
    })
    const { records, problems } = await readIncidents(root, config)
    expect(records.map(({ incident }) => incident.id)).toContain('2026-01-01-con')
    expect(problems).toMatchObject([{ rule: 'schema', level: 'error', file: `post-mortems/${name}`, message, next }])
  })

  test('the first invalid byte has its place, also behind real replacement characters', async () => {
    const bytes = Buffer.concat([Buffer.from('id: a\ntitle: \uFFFD\uFFFDé'), Buffer.from([0xff]), Buffer.from('x\n')])
    expect(await problemsOf(temporary({ 'post-mortems/x.yaml': bytes }))).toMatchObject([
      { at: 'post-mortems/x.yaml:2:11', message: 'is not UTF-8: byte 22 is 0xff' },
    ])
  })
})

describe('ids are given once', () => {
  test('over records, without case, aliases too, and broken ones too', async () => {
    const root = temporary({
      'post-mortems/2026-06-10-a.yaml': record('2026-06-10-a', 'aliases: [storm, storm]\n'),
      'post-mortems/2026-06-10-b.yaml': record('2026-06-10-b', 'aliases:\n  - Storm\n  - 2026-06-10-A\n'),
      'post-mortems/x/2026-06-10-b.yaml': record('2026-06-10-b', 'sevrity: x\n'),
    })
    const next = 'Ids and aliases are never used twice; give the newer incident another one'
    expect(await problemsOf(root)).toEqual([
      {
        at: 'post-mortems/2026-06-10-b.yaml:4:5',
        rule: 'duplicate-id',
        message: 'aliases[0]: "Storm" is also an alias in post-mortems/2026-06-10-a.yaml:3',
        next,
      },
      {
        at: 'post-mortems/2026-06-10-b.yaml:5:5',
        rule: 'duplicate-id',
        message: 'aliases[1]: "2026-06-10-A" is also the id in post-mortems/2026-06-10-a.yaml:1',
        next,
      },
      {
        at: 'post-mortems/x/2026-06-10-b.yaml:1:5',
        rule: 'duplicate-id',
        message: 'id: "2026-06-10-b" is also the id in post-mortems/2026-06-10-b.yaml:1',
        next,
      },
      {
        at: 'post-mortems/x/2026-06-10-b.yaml:3:1',
        rule: 'schema',
        message: 'unknown key "sevrity"; did you mean "severity"?',
        next: null,
      },
    ])
  })

  test('of actions and causes after a merge', async () => {
    const actions = 'actions:\n  - { id: A1, title: x }\n  - { id: A7, title: x }\n  - { id: A1, title: y }\n'
    const causes = 'causes:\n  - { id: C1, title: x }\n  - { title: y }\n  - { id: C1, title: y }\n'
    const root = temporary({ 'post-mortems/2026-06-10-a.yaml': record('2026-06-10-a', actions + causes) })
    expect(await problemsOf(root)).toEqual([
      {
        at: 'post-mortems/2026-06-10-a.yaml:6:11',
        rule: 'duplicate-id',
        message: 'actions[2].id: "A1" is there twice, on lines 4 and 6',
        next: 'Give the newer one the next free id, A8',
      },
      {
        at: 'post-mortems/2026-06-10-a.yaml:10:11',
        rule: 'duplicate-id',
        message: 'causes[2].id: "C1" is there twice, on lines 8 and 10',
        next: 'Give the newer one the next free id, C2',
      },
    ])
  })
})

describe('links', () => {
  test('inside the root are followed, once', async () => {
    const root = temporary({
      'post-mortems/2026-06-10-a.yaml': record('2026-06-10-a'),
      'elsewhere/2026-06-11-b.yaml': record('2026-06-11-b'),
      'more/2026-06-12-c.yaml': record('2026-06-12-c'),
    })
    symlinkSync('2026-06-10-a.yaml', join(root, 'post-mortems/same.yaml'))
    symlinkSync('../elsewhere/2026-06-11-b.yaml', join(root, 'post-mortems/2026-06-11-b.yaml'))
    symlinkSync('../more', join(root, 'post-mortems/more'))
    symlinkSync('..', join(root, 'post-mortems/up'))
    const { records, problems } = await readIncidents(root, config)
    expect(records.map(({ incident }) => incident.id).sort()).toEqual(['2026-06-10-a', '2026-06-11-b', '2026-06-12-c'])
    expect(problems).toEqual([])
  })

  test('that lead out, to nothing or in a circle are errors, and nothing is read', async () => {
    const secret = temporary({ 'secret.yaml': record('2026-06-10-secret'), 'folder/x.yaml': record('2026-06-10-x') })
    const root = temporary({ 'post-mortems/2026-06-10-a.yaml': record('2026-06-10-a') })
    symlinkSync(join(secret, 'secret.yaml'), join(root, 'post-mortems/secret.yaml'))
    symlinkSync(join(secret, 'folder'), join(root, 'post-mortems/folder'))
    symlinkSync('gone.yaml', join(root, 'post-mortems/lost.yaml'))
    symlinkSync('loop.yaml', join(root, 'post-mortems/loop.yaml'))
    const { records, problems } = await readIncidents(root, config)
    expect(records.map(({ incident }) => incident.id)).toEqual(['2026-06-10-a'])
    expect(problems.map(({ file, message }) => `${file} ${message}`)).toEqual([
      'post-mortems/folder is a link that leads out of the root; not read',
      'post-mortems/loop.yaml cannot be read (ELOOP)',
      'post-mortems/lost.yaml is a link to nothing',
      'post-mortems/secret.yaml is a link that leads out of the root; not read',
    ])
  })

  test('of the whole folder out of the root', async () => {
    const secret = temporary({ '2026-06-10-x.yaml': record('2026-06-10-x') })
    const root = temporary()
    symlinkSync(secret, join(root, 'post-mortems'))
    expect(await problemsOf(root)).toMatchObject([{ message: 'is a link that leads out of the root; not read' }])
  })

  test('of a document out of the root: its text is not read', async () => {
    const secret = temporary({ 'x.md': 'secret' })
    const root = temporary({ 'post-mortems/2026-06-10-a.yaml': record('2026-06-10-a') })
    symlinkSync(join(secret, 'x.md'), join(root, 'post-mortems/2026-06-10-a.md'))
    const { records, problems } = await readIncidents(root, config)
    expect(records[0]?.document.text).toBeNull()
    expect(problems).toMatchObject([{ file: 'post-mortems/2026-06-10-a.md' }])
  })
})

test('what is neither file nor folder is not read', async () => {
  const root = temporary({ 'post-mortems/2026-06-10-a.yaml': record('2026-06-10-a') })
  const server = createServer().listen(join(root, 'post-mortems/socket.yaml'))
  onTestFinished(() => void server.close())
  await new Promise((listening) => server.once('listening', listening))
  expect(await problemsOf(root)).toMatchObject([{ message: 'is not a regular file; expected a file' }])
})

test('a file where the folder should be', async () => {
  expect(await problemsOf(temporary({ 'post-mortems': 'x' }))).toMatchObject([
    { message: 'is a file; expected a folder' },
  ])
})

test.skipIf(process.getuid?.() === 0)('what may not be read is an error', async () => {
  const root = temporary({ 'post-mortems/x.yaml': record('2026-06-10-x') })
  chmodSync(join(root, 'post-mortems/x.yaml'), 0)
  mkdirSync(join(root, 'post-mortems/closed'), 0)
  expect((await problemsOf(root)).map(({ message }) => message)).toEqual([
    'cannot be read (EACCES)',
    'cannot be read (EACCES)',
  ])
})
