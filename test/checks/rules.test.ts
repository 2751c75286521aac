/** Each rule finds in its example what the example says; docs print the same texts. */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { rules } from '../../src/checks/rules.ts'
import { runChecks } from '../../src/checks/run.ts'
import { configSchema } from '../../src/model/config.ts'
import { guardPolicies, policies, ruleIds, rulePolicies } from '../../src/model/rules.ts'
import { duplicateIds } from '../../src/workspace/duplicates.ts'
import { readRecord } from '../../src/workspace/record.ts'
import { checked, exampleLedger } from './ledger-of.ts'

const now = (at: string) => Date.parse(at) / 1000
const all = Object.fromEntries(ruleIds.map((id) => [id, 'warn']))

describe.each(ruleIds)('%s', (id) => {
  const rule = rules[id]

  test('finds in its example exactly what it says', async () => {
    const { at = '2026-06-11T00:00:00Z', messages } = rule.example
    const context = await exampleLedger(rule.example, { rules: all })
    const found = rule.find({ ...context, now: now(at) })
    expect(found.map(({ message }) => message)).toEqual(messages)
  })

  test('is said in one sentence and has a policy', () => {
    expect(rule.id).toBe(id)
    expect(rule.says).toMatch(/^[A-Z].*\.$/)
    expect(policies).toContain(rulePolicies[id])
  })
})

test('the registry, the list of policies and the files hold the same rules', () => {
  expect(Object.keys(rules)).toEqual([...ruleIds])
  const folder = new URL('../../src/checks/rules/', import.meta.url)
  const declared = readdirSync(folder).flatMap((file) =>
    [...readFileSync(new URL(file, folder), 'utf8').matchAll(/^ {2}id: '([a-z-]+)'/gm)].map((match) => match[1]),
  )
  expect(declared.sort()).toEqual([...ruleIds].sort())
  expect(Object.keys(configSchema.parse({}).rules)).toEqual([...ruleIds, ...Object.keys(guardPolicies)])
})

test('duplicate ids are found where records are read, by its own name', () => {
  const problems = duplicateIds([readRecord(rules['duplicate-id'].example.record, 'x.yaml')])
  expect(problems.map(({ rule }) => rule)).toEqual(['duplicate-id'])
})

const owed = `id: 2026-06-10-boot-storm
title: Boot storm
severity: banana
times:
  started: 2026-06-10T22:20:00Z
  resolved: 2026-06-10T21:10:00Z
actions:
  - id: A1
    title: Pin the tag
    due: 2026-06-17
    addresses: [C7]
`

test('policies give the level: off nothing, warn a warning, block an error', async () => {
  const levels = async (policy: string) => {
    const context = await checked([owed], { rules: { 'times-order': policy } })
    return runChecks({ ...context, now: now('2026-06-11T00:00:00Z') }, context.locate)
      .filter(({ rule }) => rule === 'times-order')
      .map(({ level }) => level)
  }
  expect(await levels('off')).toEqual([])
  expect(await levels('warn')).toEqual(['warning'])
  expect(await levels('block')).toEqual(['error'])
})

test('findings stand in the order of files and lines, each at its place', async () => {
  const second = owed.replace('06-10-boot', '06-11-boot')
  const context = await checked([owed, second], { rules: all })
  const found = runChecks({ ...context, now: now('2026-06-20T00:00:00Z') }, context.locate)
  const places = found.map(({ rule, file, line, column }) => `${file}:${line}:${column} ${rule}`)
  const one = ['3:11 schema', '6:13 times-order', '8:5 missing-owner', '10:10 overdue-action', '11:17 schema']
  const sorted = ['0', '1'].flatMap((name) => one.map((place) => `post-mortems/${name}.yaml:${place}`))
  expect(places).toEqual(sorted)
  expect(found[1]?.excerpt).toContain('resolved: 2026-06-10T21:10:00Z')
})

test('a place that nobody knows is the file', async () => {
  const context = await checked([owed])
  const found = runChecks({ ...context, now: 0 }, () => null)
  expect(found[0]).toMatchObject({ file: 'post-mortems/0.yaml', line: null, column: null, excerpt: null })
})

test.each([
  ['investigating', []],
  ['mitigated', []],
  ['resolved', ['severity', 'times.started', 'times.resolved', 'summary']],
  ['closed', ['severity', 'times.started', 'times.resolved', 'summary']],
])('a %s incident lacks %j', async (status, paths) => {
  const context = await checked([`id: 2026-06-10-x\ntitle: X\nstatus: ${status}\n`])
  expect(rules.incomplete.find({ ...context, now: 0 }).map(({ path }) => path.join('.'))).toEqual(paths)
})

test('done-alt and wont-do ask for a reason', async () => {
  const text = `id: 2026-06-10-x
title: X
status: closed
severity: SEV3
summary: It was.
times: { started: 2026-06-10T10:00Z, resolved: 2026-06-10T11:00Z }
actions:
  - { id: A1, title: One, status: done-alt }
  - { id: A2, title: Two, status: wont-do }
  - { id: A3, title: Three, status: wont-do, resolution: Nobody needs it }
`
  const context = await checked([text])
  expect(rules.incomplete.find({ ...context, now: 0 }).map(({ path }) => path)).toEqual([
    ['actions', 0, 'resolution'],
    ['actions', 1, 'resolution'],
  ])
})

test('the due day itself still counts, and settled actions are never overdue', async () => {
  const text = (status: string) =>
    `id: 2026-06-10-x\ntitle: X\nactions:\n  - { id: A1, title: One, due: 2026-06-17, status: ${status}, resolution: x }\n`
  const overdue = async (status: string, at: string) => {
    const context = await checked([text(status)])
    return rules['overdue-action'].find({ ...context, now: now(at) }).length
  }
  expect(await overdue('todo', '2026-06-17T23:59:59Z')).toBe(0)
  expect(await overdue('in-progress', '2026-06-18T00:00:00Z')).toBe(1)
  for (const status of ['done', 'done-alt', 'wont-do']) expect(await overdue(status, '2027-01-01T00:00:00Z')).toBe(0)
})

test('a dead hash is found where it stands: in an action, a cause or a change', async () => {
  const text = `id: 2026-06-10-x
title: X
causes:
  - { title: One, commits: ["1111aaaa"] }
changes:
  - { what: Two, codified: "2222bbbb" }
  - { what: Three, action: A1, codified: "3333cccc" }
actions:
  - { id: A1, title: Four, commits: ["4444dddd"] }
`
  const context = await checked([text])
  const found = runChecks({ ...context, now: 0 }, context.locate).filter(({ rule }) => rule === 'dead-link')
  expect(found.map(({ line, message }) => `${line} ${message.split(' names ')[0]}`)).toEqual([
    '4 1111aaaa',
    '6 2222bbbb',
    '7 A1: 3333cccc',
    '9 A1: 4444dddd',
  ])
})
