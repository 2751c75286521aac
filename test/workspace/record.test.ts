import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { newRecord } from '../../src/workspace/new-record.ts'
import { readRecord } from '../../src/workspace/record.ts'
import { rawIncident } from './incident-arbitrary.ts'

const base = 'id: 2026-06-10-x\ntitle: t\n'
const shown = (text: string) =>
  readRecord(text, 'r.yaml').problems.map(({ line, column, message, next }) => [
    `${line}:${column} ${message}`,
    ...(next ? [next] : []),
  ])

test('the finding of docs/cli.md', () => {
  const text = `${base}actions:\n${[1, 2, 3].map((n) => `  - id: A${n}\n    title: x\n    priority: ${n === 3 ? 'P9' : 'P1'}\n`).join('')}`
  expect(readRecord(text, 'r.yaml').problems).toEqual([
    {
      rule: 'schema',
      level: 'error',
      file: 'r.yaml',
      line: 12,
      column: 15,
      message: 'actions[2].priority: "P9" is not a priority; expected P0, P1, P2, P3 or P4',
      next: null,
      excerpt: '    12 |     priority: P9\n       |               ^^',
    },
  ])
})

const probes = 'expected file: with contains, matches or absent, or path:, alert:, or key:'
describe('each problem has a place and says what was expected', () => {
  test.each<[text: string, ...(readonly string[])[]]>([
    ['', ['null:null is empty; expected a record with id and title', 'Write it, or delete the file']],
    ['- a\n', ['1:1 is a list; expected a record with id and title']],
    ['text', ['1:1 is text; expected a record with id and title']],
    [
      'a: b\n',
      [
        '1:1 is not an incident record: it has neither id nor title',
        'Give it an id and a title, or move it out of the folder of the records',
      ],
    ],
    ['kind: runbook\n', ['1:1 is a runbook; expected an incident record', 'Move it to the folder of the runbooks']],
    [`${base}sevrity: x\n`, ['3:1 unknown key "sevrity"; did you mean "severity"?']],
    [
      `${base}times:\n  zzz: x\n`,
      ['4:3 times: unknown key "zzz"', 'Known keys here: started, detected, acknowledged, mitigated, resolved'],
    ],
    ['id:\ntitle: ""\n', ['1:1 id: is empty; expected text'], ['2:8 title: is empty; expected text']],
    [
      'id: ../../x\ntitle: true\n',
      ['1:5 id: "../../x" holds a path separator'],
      ['2:8 title: true is not text; quote it'],
    ],
    ['title: t\n', ['1:1 id: is missing; expected text']],
    [`${base}actions:\n  - id: A1\n`, ['4:5 actions[0].title: is missing; expected text']],
    [`${base}impact: x\n`, ['3:9 impact: "x" is not a map; expected lines such as "users: who noticed what"']],
    [
      `${base}impact:\n  "": x\n  a b: true\n`,
      ['4:3 impact[""]: the key is empty; expected text'],
      ['5:8 impact["a b"]: true is not text; quote it'],
    ],
    [`${base}times: x\n`, ['3:8 times: "x" is not a map; expected lines such as "started: …"']],
    [`${base}actions: {}\n`, ['3:1 actions: is a map; expected a list']],
    [`${base}actions: [x]\n`, ['3:11 actions[0]: "x" is not a map; expected lines such as "id: …"']],
    [`${base}summary:\n  a: b\n`, ['3:1 summary: is a map; expected text']],
    [`${base}lessons: a\n`, ['3:10 lessons: "a" is not a list; put each item on a line of its own behind "- "']],
    [
      `${base}aliases: [a b]\n`,
      ['3:11 aliases[0]: "a b" is not an alias; expected one word without # , ; or parentheses'],
    ],
    [`${base}timezone: X/Y\n`, ['3:11 timezone: "X/Y" is not a time zone; expected a name such as Europe/Sofia']],
    [
      `${base}actions: [{id: A1, title: x, commits: [xyz, {commit: abc1234, subjct: x}, {subject: x}, [a], true, null]}]\n`,
      ['3:40 actions[0].commits[0]: "xyz" is not a commit; expected 7 to 64 hex digits'],
      ['3:63 actions[0].commits[1]: unknown key "subjct"; did you mean "subject"?'],
      ['3:75 actions[0].commits[2].commit: is missing; expected text'],
      ['3:89 actions[0].commits[3]: a list is not a commit; expected "4e882989", or a map with commit:'],
      ['3:94 actions[0].commits[4]: true is not a commit; expected "4e882989", or a map with commit:'],
      ['3:100 actions[0].commits[5]: is empty; expected "4e882989", or a map with commit:'],
    ],
    [
      `${base}actions:\n- id: A1\n  title: x\n  verify:\n${['file: a, contain: x', 'file: a, contains: x, matches: y', 'foo: x', 'key: {file: a, path: b, equals: true}', 'file: ../x, contains: a'].map((one) => `  - {${one}}\n`).join('')}`,
      ['7:15 actions[0].verify[0]: unknown key "contain"; did you mean "contains"?'],
      [`8:5 actions[0].verify[1]: a map is not a probe; ${probes}`],
      [`9:5 actions[0].verify[2]: a map is not a probe; ${probes}`],
      ['10:38 actions[0].verify[3].key.equals: true is not text; quote it'],
      ['11:12 actions[0].verify[4].file: "../x" is not a path below the root, with / between names'],
    ],
    [
      `${base}actions: [{id: A1, title: x, verdicts: [{commit: abcdef0}]}]\n`,
      ['3:41 actions[0].verdicts[0].as: is missing; expected superseded, retired or accepted-risk'],
      ['3:41 actions[0].verdicts[0].reason: is missing; expected text'],
    ],
    [
      `\uFEFF${base}status: don\n`.replaceAll('\n', '\r\n'),
      ['3:9 status: "don" is not a status; expected investigating, identified, mitigated, resolved or closed'],
    ],
    [
      `${base}a: 1\na: 2\n`,
      [
        '4:1 the key "a" is there twice, on lines 3 and 4',
        'Keep one of the two; YAML readers do not agree on which one counts',
      ],
    ],
  ])('%j', (text, ...expected) => {
    expect(shown(text)).toEqual(expected)
  })
})

test('a megabyte of problems takes seconds at most, and 200 of them are enough', () => {
  const started = performance.now()
  const keys = Array.from({ length: 30_000 }, (_, at) => `key${at}: x\n`).join('')
  expect(readRecord(base + keys, 'r.yaml').problems).toHaveLength(200)
  const list = `${base}lessons: [${'true, '.repeat(30_000)}]\n`
  expect(readRecord(list, 'r.yaml').problems).toHaveLength(200)
  expect(performance.now() - started).toBeLessThan(15_000)
})

test('places for the findings of other rooms', () => {
  const text = `${base}owner:\nactions:\n  - id: A1\n    title: x\n    commits: [a, "4e882989"]\n`.replace(
    '[a, ',
    '["abcdef0", ',
  )
  const { record } = readRecord(text, 'post-mortems/2026-06-10-x.yaml')
  expect(record?.document).toEqual({ file: 'post-mortems/2026-06-10-x.md', text: null })
  expect(record?.locate(['actions', 0, 'commits', 1])).toEqual({ line: 7, column: 26 })
  expect(record?.locate(['owner'])).toEqual({ line: 3, column: 1 })
  expect(record?.locate(['actions'])).toEqual({ line: 4, column: 1 })
  expect(record?.locate(['actions', 0, 'verify', 3, 'file'])).toEqual({ line: 5, column: 5 })
  expect(record?.locate(['nothing'])).toEqual({ line: 1, column: 1 })
  expect(record?.excerpt(['actions', 0, 'title'])).toBe('    6 |     title: x\n      |            ^')
})

test('the document may be named', () => {
  expect(readRecord(`${base}document: docs/x.md\n`, 'r.yml').record?.document.file).toBe('docs/x.md')
  expect(readRecord(base, 'a/r.yml').record?.document.file).toBe('a/r.md')
})

test('every valid record is read without a problem', () => {
  fc.assert(
    fc.property(rawIncident, (raw) => {
      expect(readRecord(newRecord(raw), 'r.yaml').problems).toEqual([])
    }),
    { numRuns: 50 },
  )
})
