/** The incident record, the configuration, and the JSON Schemas made of them. */
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { configSchema } from '../../src/model/config.ts'
import { incidentSchema } from '../../src/model/incident.ts'
import { schemas } from '../../src/model/json-schema.ts'
import { readRecord } from '../../src/workspace/record.ts'

const small = { id: '2026-06-10-boot-storm', title: 'Boot storm' }

/** Every key there is, as a person would write it. */
const whole = `id: 2026-06-10-login-slow-start
title: Login would not start
severity: SEV2
status: resolved
review: draft
aliases: [slow-start]
document: docs/post-mortems/x.md
services: [login, database]
owner: ada
tracker: https://forge.example/ops/issues/42
timezone: Europe/Sofia
times:
  started: 2026-06-10T22:20:00Z
  detected: "~2026-06-10T22:24Z"
  acknowledged: null
  mitigated: 2026-06-10T23:02:00Z
  resolved: 2026-06-10T23:10:00Z
detection: { by: person, alert: null, should-have: LoginDown }
summary: |
  Nobody could sign in for fifty minutes.
impact:
  users: Everybody was asked to sign in, and could not.
  data-loss: none
timeline:
  - { at: 2026-06-10T22:40:58Z, kind: impact, event: The database failed over., source: operator log }
  - { at: 2026-06-10, event: A day is enough }
causes:
  - id: C1
    kind: root
    confidence: confirmed
    title: The chart was older than the image
    detail: Markdown.
    commits: ["97ccdbec"]
detection-gaps:
  - { gap: No alert on a falling tag, effect: It looked like a setting, action: A1 }
changes:
  - { at: 2026-06-10T22:58:00Z, relation: mitigated, what: Probe patched by hand, codified: "4e882989" }
  - { what: Restarted, codified: temporary, action: A1 }
actions:
  - id: A1
    priority: P0
    class: prevent
    type: config
    title: Pin the tag
    addresses: [C1]
    owner: ada
    due: 2026-06-17
    tracker: code-8vr0
    status: done-alt
    resolution: Another way
    commits:
      - "4e882989"
      - { commit: "01955916", subject: pin it, author: Ada, date: 2026-06-11T00:26:52Z, patch-id: "${'a'.repeat(40)}", patch-id-u0: null, request: "#7", paths: [a.tf] }
    verify:
      - { file: stacks/values.yaml, matches: 'tag: "?2026' }
      - { file: stacks/values.yaml, contains: tag }
      - { file: stacks/values.yaml, absent: latest }
      - { path: runbooks/x.md }
      - { alert: LoginDown }
      - { key: { file: a.yaml, path: image.tag, equals: "3.2" } }
      - { key: { file: a.yaml, path: image.tag, exists: true } }
    verdicts:
      - { commit: "a1cf7cca", as: superseded, reason: Pinned harder elsewhere }
recurs: [2026-05-17-login-updater]
occurrences: [{ at: 2026-07-01, note: Five minutes }]
lessons: [Compare the tag before every apply.]
related: [2026-04-18-login-shm-full]
runbooks: [login-slow-start]
public: { title: Sign-in outage, summary: It was down., actions: [A1] }
`

test('a record with every key is read, and hashes stay what was written', () => {
  const { record, problems } = readRecord(whole, 'post-mortems/x.yaml')
  expect(problems).toEqual([])
  expect(record?.incident.actions[0]?.commits.map(({ commit }) => commit)).toEqual(['4e882989', '01955916'])
  expect(record?.incident.changes[0]?.codified).toBe('4e882989')
  expect(record?.incident.times).toMatchObject({ detected: '~2026-06-10T22:24Z', acknowledged: null })
})

test('absent and null are the same: unknown, or an empty list', () => {
  const absent = incidentSchema.parse(small)
  const nulls = Object.fromEntries(Object.keys(absent).map((key) => [key, null]))
  expect(incidentSchema.parse({ ...nulls, ...small })).toEqual(absent)
  expect(absent).toMatchObject({
    ...{ severity: null, status: 'investigating', review: null, services: [], actions: [], impact: {} },
    times: { started: null, detected: null, acknowledged: null, mitigated: null, resolved: null },
  })
  const action = incidentSchema.parse({ ...small, actions: [{ id: 'A1', title: 'One', status: null, commits: null }] })
  expect(action.actions[0]).toMatchObject({ status: 'todo', commits: [], verify: [], due: null })
})

test('what was read can be read again', () => {
  const once = incidentSchema.parse(readRecord(whole, 'x.yaml').yaml.value)
  expect(incidentSchema.parse(once)).toEqual(once)
})

describe('is refused', () => {
  const refused: [string, object, string][] = [
    ['an unknown key', { sumary: 'x' }, ''],
    ['an unknown key inside', { actions: [{ id: 'A1', title: 'x', stats: 'done' }] }, 'actions.0'],
    ['a blank title', { title: ' ' }, 'title'],
    ['a number for text', { summary: 7 }, 'summary'],
    ['one value for a list', { services: 'login' }, 'services'],
    ['an unknown status', { status: 'done' }, 'status'],
    ['an id that is none', { id: 'boot-storm' }, 'id'],
    ['an action id that is none', { actions: [{ id: 'B1', title: 'x' }] }, 'actions.0.id'],
    ['a date for a moment without offset', { times: { started: '2026-06-10T22:20' } }, 'times.started'],
    ['a due month', { actions: [{ id: 'A1', title: 'x', due: '2026-06' }] }, 'actions.0.due'],
    ['a short hash', { actions: [{ id: 'A1', title: 'x', commits: ['4e8829'] }] }, 'actions.0.commits.0'],
    ['a word for a hash', { changes: [{ what: 'x', codified: 'later' }] }, 'changes.0.codified'],
    [
      'a probe of two kinds',
      { actions: [{ id: 'A1', title: 'x', verify: [{ file: 'a', contains: 'b', absent: 'c' }] }] },
      'actions.0.verify.0',
    ],
    ['a document outside', { document: '../x.md' }, 'document'],
    ['an absolute document', { document: '/etc/x.md' }, 'document'],
    ['an alias of two words', { aliases: ['boot storm'] }, 'aliases.0'],
    ['an alias with an action', { aliases: ['boot#A1'] }, 'aliases.0'],
    ['a zone that does not exist', { timezone: 'Europe/Nowhere' }, 'timezone'],
    [
      'a verdict without a reason',
      { actions: [{ id: 'A1', title: 'x', verdicts: [{ commit: '4e882989', as: 'retired' }] }] },
      'actions.0.verdicts.0.reason',
    ],
  ]

  test.each(refused)('%s', (_, change, path) => {
    const { error } = incidentSchema.safeParse({ ...small, ...change })
    expect(error?.issues.map((issue) => issue.path.join('.'))).toContain(path)
  })
})

test('every problem is reported at once', () => {
  const { error } = incidentSchema.safeParse({ ...small, status: 'x', severity: 1, services: 2, actions: [{}] })
  expect(error?.issues.length).toBeGreaterThanOrEqual(5)
})

describe('the configuration', () => {
  test('is complete when it is empty', () => {
    const config = configSchema.parse({})
    expect(config).toMatchObject({
      paths: { 'post-mortems': 'post-mortems', runbooks: 'runbooks', templates: '.mortem/templates', site: 'site' },
      forge: null,
      documents: { tracker: 'built', index: 'commit' },
      messages: { remediates: 'Remediates', trackers: ['code-[a-z0-9]{3,4}'], 'date-window': 'P90D' },
      baseline: '.mortem/baseline.json',
    })
    expect(config.severities.map(({ name }) => name)).toEqual(['SEV1', 'SEV2', 'SEV3', 'SEV4', 'SEV5'])
    expect(configSchema.parse({ paths: { 'post-mortems': 'docs/pm' } }).paths.runbooks).toBe('runbooks')
  })

  test('is never shared between two readings', () => {
    const first = configSchema.parse({})
    first.severities.pop()
    first.messages.trackers.push('x')
    expect(configSchema.parse({}).severities).toHaveLength(5)
    expect(configSchema.parse({}).messages.trackers).toHaveLength(1)
  })

  test.each([
    ['an unknown key', { path: {} }],
    ['an unknown rule', { rules: { 'no-such-rule': 'warn' } }],
    ['an unknown policy', { rules: { schema: 'error' } }],
    ['a pattern that is none', { messages: { trackers: ['('] } }],
    ['a duration that is none', { messages: { 'date-window': '90 days' } }],
    ['a key with a space', { messages: { remediates: 'Fixed by' } }],
    ['a path outside', { paths: { site: '../site' } }],
    ['a forge without kind', { forge: { url: 'https://x.example' } }],
    ['a forge that is no web address', { forge: { kind: 'github', url: 'git@github.com:a/b' } }],
    ['no severities', { severities: [] }],
  ])('refuses %s', (_, config) => {
    expect(configSchema.safeParse(config).success).toBe(false)
  })
})

describe.each(['incident', 'config'] as const)('the JSON Schema of %s', (kind) => {
  const schema = schemas[kind]() as Record<string, unknown>

  test('is a draft 2020-12 object with a title that knows its keys', () => {
    expect(schema).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'object',
      additionalProperties: false,
    })
    expect(schema.title).toEqual(expect.any(String))
    const read = kind === 'incident' ? incidentSchema.parse(small) : configSchema.parse({})
    expect(Object.keys(schema.properties as object)).toEqual(Object.keys(read))
  })

  test('asks for no more than must be written', () => {
    expect(schema.required ?? []).toEqual(kind === 'incident' ? ['id', 'title'] : [])
  })

  test('is closed at every depth, and refers to nothing outside', () => {
    const walk = (node: unknown, path: string): void => {
      if (typeof node !== 'object' || node === null) return
      const { type, properties, additionalProperties, $ref } = node as Record<string, unknown>
      if (type === 'object' && properties) expect([path, additionalProperties]).toEqual([path, false])
      if (typeof $ref === 'string') expect($ref).toMatch(/^#/)
      for (const [key, value] of Object.entries(node)) walk(value, `${path}/${key}`)
    }
    walk(schema, '')
  })
})

test('the example of the incident schema validates against the words of its JSON Schema', () => {
  const { properties } = schemas.incident() as {
    properties: Record<string, { enum?: string[]; anyOf?: { enum?: string[] }[] }>
  }
  const value = parse(whole) as Record<string, string>
  for (const key of ['status', 'review']) {
    const words = properties[key]?.enum ?? properties[key]?.anyOf?.flatMap((one) => one.enum ?? []) ?? []
    expect(words).toContain(value[key])
  }
})
