/** A whole incident from the terminal alone, and records that a person wrote by hand. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeRepository, type TestRepository } from '../support/repository.ts'
import { json, mortem, ok } from './run.ts'

test('new, three logs, resolve, a fix with a trailer, action add, close, build, check', async () => {
  const repo = await makeRepository()
  await repo.commit({ message: 'start', files: { 'values.yaml': 'image: latest\n' } })

  const started = ['--severity', 'SEV2', '--service', 'authentik', '--started', '~2026-06-10T22:30Z']
  expect(ok(repo, 'new', 'Sign-in is broken', ...started)).toBe(
    `created post-mortems/2026-06-10-sign-in-is-broken.yaml
created post-mortems/2026-06-10-sign-in-is-broken.md
2026-06-10-sign-in-is-broken is the current incident
  next: mortem log "what happens" · mortem resolve`,
  )
  expect(ok(repo, 'log', 'AuthentikDown pages', '--kind', 'detection', '--at', '2026-06-10T22:24:00Z')).toBe(
    '2026-06-10-sign-in-is-broken: 2026-06-10T22:24:00Z detection: AuthentikDown pages',
  )
  ok(repo, 'log', 'Probe relaxed by hand', '--out-of-band', '--at', '2026-06-10T22:58:00Z')
  ok(repo, 'log', 'Sign-in answers', '--kind', 'mitigation', '--at', '2026-06-10T23:02:00Z')
  expect(ok(repo, 'resolve', '--at', '2026-06-10T23:10:00Z')).toBe(
    `2026-06-10-sign-in-is-broken: resolved at 2026-06-10T23:10:00Z
it still lacks:
  a resolved incident needs a summary: one paragraph that a stranger understands
    next: mortem resolve --summary "…" -i 2026-06-10-sign-in-is-broken`,
  )
  // A second call keeps the time of the first.
  expect(ok(repo, 'resolve', '--summary', 'An apply took authentik back a version.')).toBe(
    '2026-06-10-sign-in-is-broken: resolved at 2026-06-10T23:10:00Z',
  )

  const fix = await repo.commit({
    date: '2026-06-11T00:26:52Z',
    message: 'authentik: pin the image tag\n\nRemediates: sign-in-is-broken#A1\n',
    files: { 'values.yaml': 'image: 2026.2.4\n' },
  })
  expect(ok(repo, 'action', 'add', 'Pin the image tag', '--priority', 'P0', '--owner', 'mara')).toBe(
    `2026-06-10-sign-in-is-broken#A1: Pin the image tag
  the commit that does it says: Remediates: 2026-06-10-sign-in-is-broken#A1`,
  )
  expect(ok(repo, 'status')).toBe(
    `1 stale

stale: called open, but done in git
  P0  2026-06-10-sign-in-is-broken#A1  Pin the image tag
      mara · declared todo, by history done · ${fix.slice(0, 8)} authentik: pin the image tag (trailer)`,
  )
  // What git says is written into the record only when a person agrees.
  expect(ok(repo, 'close', '--dry-run')).toBe(
    `2026-06-10-sign-in-is-broken#A1 is called todo; git says done, by ${fix.slice(0, 12)} authentik: pin the image tag
  next: mortem close --accept writes that into the record
would change post-mortems/2026-06-10-sign-in-is-broken.yaml: 2026-06-10-sign-in-is-broken: closed
  - status: resolved
  + status: closed`,
  )
  ok(repo, 'close', '--accept')
  expect(ok(repo, 'build')).toBe(
    `changed post-mortems/2026-06-10-sign-in-is-broken.md
created post-mortems/README.md
created post-mortems/ACTION-ITEMS.md
  post-mortems/ACTION-ITEMS.md moves with every commit; keep it out of git: mortem init, or add it to .gitignore`,
  )
  expect(ok(repo, 'check')).toBe(
    `post-mortems/2026-06-10-sign-in-is-broken.yaml:1:1  warning  review-overdue
  a SEV2 is to be reviewed within 5 d of its end (2026-06-10T23:10:00Z); it is still a draft
    1 | id: 2026-06-10-sign-in-is-broken
      | ^^
  next: set review: reviewed once it was read
post-mortems/2026-06-10-sign-in-is-broken.yaml:17:95  warning  uncodified-change
  not in git since 2026-06-10: Probe relaxed by hand
    17 | … Probe relaxed by hand, codified: pending }
       |                                    ^^^^^^^
  next: commit it and set codified: "<commit>"; or codified: temporary when it is gone again
1 record: 2 warnings`,
  )

  // The detection was earlier than the guessed start, so the impact began no later than that.
  expect(await readFile(join(repo.path, 'post-mortems/2026-06-10-sign-in-is-broken.yaml'), 'utf8')).toBe(
    `id: 2026-06-10-sign-in-is-broken
title: Sign-in is broken
severity: SEV2
status: closed
services: [authentik]
times:
  started: "~2026-06-10T22:24Z"
  detected: "2026-06-10T22:24:00Z"
  mitigated: "2026-06-10T23:02:00Z"
  resolved: "2026-06-10T23:10:00Z"
summary: An apply took authentik back a version.
timeline:
  - { at: "2026-06-10T22:24:00Z", kind: detection, event: AuthentikDown pages }
  - { at: "2026-06-10T22:58:00Z", kind: action, event: Probe relaxed by hand }
  - { at: "2026-06-10T23:02:00Z", kind: mitigation, event: Sign-in answers }
changes:
  - { at: "2026-06-10T22:58:00Z", relation: mitigated, what: Probe relaxed by hand, codified: pending }
actions:
  - id: A1
    priority: P0
    title: Pin the image tag
    owner: mara
    status: done
    commits: ["${fix}"]
`,
  )
  const document = await readFile(join(repo.path, 'post-mortems/2026-06-10-sign-in-is-broken.md'), 'utf8')
  for (const said of [
    '# Sign-in is broken',
    'An apply took authentik back a version.',
    fix.slice(0, 7),
    'AuthentikDown',
  ])
    expect(document).toContain(said)
})

const bootStorm = 'post-mortems/2026-06-10-boot-storm.yaml'

/** A record as a person formats it: comments, blank lines, a flow map, quotes, keys in an order of their own. */
const handmade = `# Boot storm. Ask mara before changing times.
title:   'Boot storm'     # the chart
id: 2026-06-10-boot-storm
status: resolved
severity: SEV2
times: { started: 2026-06-10T22:20:00Z,   resolved: 2026-06-10T23:10:00Z }
summary: >
  Folded over
  two lines.

actions:
    # the first one matters
    - id: A1      # P0
      title: "Pin the tag"
      status: todo   # not yet

    - { id: A2, title: Reap idle transactions, status: todo }
`

const edits: { call: string[]; removed: string[]; added: string[] }[] = [
  {
    call: ['action', 'done', 'boot-storm#A1'],
    removed: ['      status: todo   # not yet'],
    added: ['      status: done   # not yet'],
  },
  {
    call: ['action', 'done', 'boot-storm#A2', '--reason', 'the pooler: does it'],
    removed: ['    - { id: A2, title: Reap idle transactions, status: todo }'],
    added: ['    - { id: A2, title: Reap idle transactions, status: done-alt, resolution: "the pooler: does it" }'],
  },
  {
    call: ['action', 'assign', 'boot-storm#A1', 'mara', '--due', '2026-06-17'],
    removed: [],
    added: ['      owner: mara', '      due: "2026-06-17"'],
  },
  {
    call: ['action', 'drop', 'boot-storm#A2', '--reason', 'moot'],
    removed: ['    - { id: A2, title: Reap idle transactions, status: todo }'],
    added: ['    - { id: A2, title: Reap idle transactions, status: wont-do, resolution: moot }'],
  },
  {
    call: ['action', 'add', 'Alert on pool waits', '-i', 'boot-storm'],
    removed: [],
    // As the items before it are written, with a blank line between.
    added: ['', '    - { id: A3, title: Alert on pool waits, status: todo }'],
  },
  { call: ['close', '-i', 'boot-storm'], removed: ['status: resolved'], added: ['status: closed'] },
  {
    call: ['resolve', '-i', 'boot-storm', '--at', '2026-06-10T23:20:00Z'],
    removed: ['times: { started: 2026-06-10T22:20:00Z,   resolved: 2026-06-10T23:10:00Z }'],
    added: ['times: { started: 2026-06-10T22:20:00Z,   resolved: "2026-06-10T23:20:00Z" }'],
  },
]

test.each(edits)('mortem $call changes the lines that it was asked to change, and no other', async (edit) => {
  const repo = await makeRepository()
  await repo.commit({ message: 'record', files: { [bootStorm]: handmade } })
  ok(repo, ...edit.call)
  expect(changedIn(repo)).toEqual([...edit.removed.map((line) => `-${line}`), ...edit.added.map((line) => `+${line}`)])
})

test('a record with Windows line ends keeps them', async () => {
  const repo = await makeRepository()
  await repo.commit({ message: 'record', files: { [bootStorm]: handmade.replaceAll('\n', '\r\n') } })
  ok(repo, 'action', 'done', 'boot-storm#A1')
  ok(repo, 'action', 'assign', 'boot-storm#A1', 'mara')
  ok(repo, 'log', 'Probe relaxed', '-i', 'boot-storm', '--at', '2026-06-10T22:58:00Z')
  expect(changedIn(repo)).toEqual([
    '+timeline:\r',
    '+    - { at: "2026-06-10T22:58:00Z", kind: note, event: Probe relaxed }\r',
    '-      status: todo   # not yet\r',
    '+      owner: mara\r',
    '+      status: done   # not yet\r',
  ])
})

/** The lines of the record that differ from HEAD, in order. */
function changedIn(repo: TestRepository): string[] {
  const diff = repo.git('diff', '--unified=0', '--no-color', '--', bootStorm).split('\n')
  return diff.filter((line) => /^[+-]/.test(line) && !/^(?:\+\+\+|---) /.test(line))
}

test('an edit that a record cannot hold is refused, and nothing is written', async () => {
  const repo = await makeRepository()
  await repo.commit({ message: 'record', files: { [bootStorm]: handmade } })
  const { code, err } = mortem(repo, 'action', 'assign', 'boot-storm#A1', '')
  expect(err).toBe(`mortem: nothing was written: ${bootStorm} would not be a record
${bootStorm}:15:14  error  schema
  actions[0].owner: is empty; expected text
    15 |       owner: ""
       |              ^^
`)
  expect(code).toBe(2)
  expect(mortem(repo, 'action', 'add', 'x', '-i', 'boot-storm', '--type', 'allert').err).toMatch(
    /^mortem: "allert" is not a type of action; expected alert, config, /,
  )
  expect(mortem(repo, 'action', 'add', 'x', '-i', 'boot-storm', '--due', '2026-02-30').err).toMatch(
    /'2026-02-30' is invalid\. Expected a day of the calendar/,
  )
  expect(repo.git('status', '--porcelain')).toBe('')
})

test('the incident that a command means', async () => {
  const repo = await makeRepository()
  expect(mortem(repo, 'log', 'x')).toEqual({
    ...{ code: 2, out: '' },
    err: 'mortem: no incident is open\n  next: mortem new "what is broken"\n',
  })
  const record = (id: string, more = '') => `id: ${id}\ntitle: T\n${more}`
  await repo.write('post-mortems/2026-01-01-one.yaml', record('2026-01-01-one'))
  // The only one that is not over.
  expect(ok(repo, 'log', 'x', '--at', '2026-01-01T10:00Z')).toBe('2026-01-01-one: 2026-01-01T10:00Z note: x')
  await repo.write('post-mortems/2026-01-02-two.yaml', record('2026-01-02-two', 'aliases: [zwei]\n'))
  expect(mortem(repo, 'log', 'x').err).toBe(
    'mortem: 2 incidents are open: 2026-01-01-one, 2026-01-02-two\n  next: say which with --incident\n',
  )
  for (const name of ['two', 'zwei', 'PM-2026-01-02'])
    expect(ok(repo, 'log', 'x', '-i', name, '--at', '2026-01-01T10:00Z', '--dry-run'), name).toContain('2026-01-02-two')
  // The one that was begun last here.
  ok(repo, 'new', 'Three', '--started', '2026-01-03')
  expect(json(repo, 'log', 'x', '--at', '2026-01-03T10:00Z', '--json')).toEqual({
    schema: 1,
    incident: '2026-01-03-three',
    said: '2026-01-03-three: 2026-01-03T10:00Z note: x',
    writes: ['post-mortems/2026-01-03-three.yaml'],
  })
  // The same name on the same day gets a number.
  expect(json(repo, 'new', 'Three', '--started', '2026-01-03', '--dry-run', '--json').incident.id).toBe(
    '2026-01-03-three-2',
  )
})

test('times as people type them', async () => {
  const repo = await makeRepository()
  await repo.write('post-mortems/2026-01-01-one.yaml', 'id: 2026-01-01-one\ntitle: T\ntimezone: Europe/Sofia\n')
  const at = (time: string) => {
    const { out, err } = mortem(repo, 'log', 'x', `--at=${time}`, '--dry-run', '--json')
    return out ? (JSON.parse(out).said as string).slice('2026-01-01-one: '.length, -' note: x'.length) : err
  }
  const written = Date.parse(at('-1h30m')) / 60_000
  expect(Math.abs(written - (Date.now() / 60_000 - 90))).toBeLessThan(1)
  // A clock time is the last such moment in the incident's own zone.
  const noon = new Date(at('12:00'))
  expect(noon.toLocaleTimeString('en-GB', { timeZone: 'Europe/Sofia' })).toBe('12:00:00')
  expect(noon.getTime()).toBeLessThanOrEqual(Date.now() + 300_000)
  expect(at('~12:00')).toMatch(/^~20/)
  expect(at('2026-06-10')).toBe('2026-06-10')
  expect(at('25:00')).toBe('mortem: "25:00" is a time of day that does not exist\n')
  expect(at('yesterday')).toContain('next: give --at 09:03, --at -5m or --at 2026-06-10T22:40Z')
})

test('an id that was dropped from a record is not given again', async () => {
  const repo = await makeRepository()
  const file = 'post-mortems/2026-01-01-boot-storm.yaml'
  const text = 'id: 2026-01-01-boot-storm\ntitle: Boot storm\nactions:\n  - { id: A1, title: Pin the tag }\n'
  await repo.commit({ message: 'two', files: { [file]: `${text}  - { id: A2, title: Old }\n` } })
  await repo.commit({ message: 'fix\n\nRemediates: boot-storm#A2' })
  await repo.commit({ message: 'one', files: { [file]: text } })
  expect(ok(repo, 'action', 'add', 'New work', '-i', 'boot-storm')).toContain('2026-01-01-boot-storm#A3: New work')
})
