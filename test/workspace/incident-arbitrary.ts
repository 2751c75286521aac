/** Arbitrary valid records as a person would write them, before the schema fills anything in. */
import fc from 'fast-check'
import { readPattern } from '../../src/model/pattern.ts'
import {
  actionStatuses,
  causeKinds,
  classes,
  confidences,
  detectors,
  eventKinds,
  incidentStatuses,
  priorities,
  relations,
  reviewStatuses,
  verdictWords,
} from '../../src/model/words.ts'
import type { Value } from '../../src/workspace/render.ts'

export type RawRecord = { readonly [key: string]: Value }

/** Texts that YAML, terminals or people trip over. */
const nasty = [
  '4e882989',
  '01955916',
  '1e3',
  '0x10',
  '0o17',
  '2026',
  '1:30',
  '2026-06-10',
  '2026-06-10T22:40:58Z',
  'yes',
  'NO',
  'null',
  '~',
  '~2026-06',
  'true',
  '.inf',
  '<<',
  '=',
  '-',
  '- a',
  '? a',
  ': a',
  'a: b',
  'a:',
  'a #b',
  '#a',
  '@a',
  '`a`',
  '%a',
  '!a',
  '&a',
  '*a',
  '|',
  '>',
  "it's",
  '"quoted"',
  `both ' and "`,
  'back\\slash',
  'tag: "?2026\\.',
  '{a}',
  '[a]',
  'a, b',
  '---',
  '...',
  '--- a',
  ' lead',
  'trail ',
  '\ttab',
  'a\tb',
  'two\nlines',
  'ends\n',
  'ends\n\n',
  '\nbegins',
  '\n',
  'a\n\nb',
  'a\n  indented\nb',
  'a\n \nb',
  ' a\nb',
  'a \nb ',
  'a\r\nb',
  'a\rb',
  'a\u0007b',
  '\u0000',
  'nel\u0085x',
  'ls\u2028x',
  'bom\uFEFFx',
  'rtl\u202Ex',
  'naïve café',
  '日本語',
  '🔥 hot',
  '\uD800',
  '<<<<<<< HEAD',
  '=======\na',
  'x'.repeat(300),
]

export const anyText = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...nasty) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
  { weight: 2, arbitrary: fc.string({ unit: fc.constantFrom(...'ab:# -\n\t"\'\\,[]{}&*!|>%@`~?=.0'), maxLength: 20 }) },
  { weight: 2, arbitrary: fc.lorem({ maxCount: 30 }) },
)

const filled = anyText.filter((text) => text.trim() !== '')
const hash = fc.tuple(fc.constantFrom(7, 8, 12, 40, 64), fc.boolean()).chain(([length, digits]) =>
  fc.string({
    unit: fc.constantFrom(...(digits ? '0123456789' : '0123456789abcdefABe')),
    minLength: length,
    maxLength: length,
  }),
)
const day = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
  .map((d) => d.toISOString().slice(0, 10))
const time = fc.oneof(
  day,
  day.map((date) => date.slice(0, 7)),
  day.map((date) => `${date}T22:40:58Z`),
  day.map((date) => `~${date}T22:40+02:00`),
)
const slug = fc
  .array(fc.constantFrom('boot', 'storm', 'con', 'yes', '1e3', '0'), { minLength: 1, maxLength: 4 })
  .map((words) => words.join('-'))
const id = fc.tuple(day, slug).map(([date, rest]) => `${date}-${rest}`)
const path = fc.constantFrom('a', 'stacks/authentik/values.yaml', 'docs/post-mortems/x.md', 'a b/c#d.md', '1e3')
const alias = fc.constantFrom('boot-storm', '1e3', 'yes', 'a:b', '4e882989', 'ü')

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null })
const list = <T>(arbitrary: fc.Arbitrary<T>) => maybe(fc.array(arbitrary, { maxLength: 3 }))
const map = (required: Record<string, fc.Arbitrary<Value>>, optional: Record<string, fc.Arbitrary<Value>>) =>
  fc.record({ ...required, ...optional }, { requiredKeys: Object.keys(required) }) as unknown as fc.Arbitrary<RawRecord>

const pattern = fc.oneof(
  filled.filter((text) => typeof readPattern(text) !== 'string'),
  fc.constantFrom('tag: "?2026\\.', '^\\s*replicas: [3-9]$', '(?:a|b)+', '\\u{1f600}'),
)
const keyPath = fc.oneof(
  filled.map((name) => JSON.stringify(name)),
  fc.constantFrom('image.tag', 'spec.containers[0].image', "set[name='a b'].value", '[kind=Service].spec'),
)

const fingerprint = map(
  { commit: hash },
  {
    subject: maybe(filled),
    author: maybe(filled),
    date: maybe(time),
    'patch-id': maybe(hash),
    'patch-id-u0': maybe(hash),
    request: maybe(filled),
    paths: list(filled),
  },
)
const commit: fc.Arbitrary<Value> = fc.oneof(hash, fingerprint)
const probe = fc.oneof(
  map({ file: path, contains: filled }, {}),
  map({ file: path, matches: pattern }, {}),
  map({ file: path, absent: filled }, {}),
  map({ path }, {}),
  map({ alert: filled }, {}),
  map({ key: map({ file: path, path: keyPath, equals: filled }, {}) }, {}),
  map({ key: map({ file: path, path: keyPath, exists: fc.boolean() }, {}) }, {}),
)
const verdict = map({ commit: hash, as: fc.constantFrom(...verdictWords), reason: filled }, {})
const event = map({ at: time, event: filled }, { kind: maybe(fc.constantFrom(...eventKinds)), source: maybe(filled) })
const change = map(
  { what: filled },
  {
    at: maybe(time),
    relation: maybe(fc.constantFrom(...relations)),
    action: maybe(fc.constant('A1')),
    codified: maybe(fc.oneof(hash, fc.constantFrom('pending', 'temporary'))),
  },
)
const cause = map(
  { title: filled },
  {
    id: maybe(filled),
    kind: maybe(fc.constantFrom(...causeKinds)),
    confidence: maybe(fc.constantFrom(...confidences)),
    detail: maybe(filled),
    commits: list(commit),
  },
)
const action = map(
  { id: fc.constant('A1'), title: filled },
  {
    priority: maybe(fc.constantFrom(...priorities)),
    class: maybe(fc.constantFrom(...classes)),
    type: maybe(filled),
    addresses: list(filled),
    owner: maybe(filled),
    due: maybe(day),
    tracker: maybe(filled),
    status: maybe(fc.constantFrom(...actionStatuses)),
    resolution: maybe(filled),
    commits: list(commit),
    verify: list(probe),
    verdicts: list(verdict),
  },
)
/** Free keys, but for the two that no record can have. */
const impact = fc.dictionary(
  filled.filter((key) => key !== '<<' && key !== '__proto__'),
  maybe(filled),
  { maxKeys: 3, noNullPrototype: true },
)
const numbered = (items: readonly RawRecord[] | null): RawRecord[] | null =>
  items?.map((item, at) => ({ ...item, id: `A${at + 1}` })) ?? null

/** Every key of src/model/incident.ts may be there, null or absent; action ids are unique. */
export const rawIncident: fc.Arbitrary<RawRecord> = map(
  { id, title: filled },
  {
    severity: maybe(filled),
    status: maybe(fc.constantFrom(...incidentStatuses)),
    review: maybe(fc.constantFrom(...reviewStatuses)),
    aliases: list(alias),
    document: maybe(path.map((one) => `${one}.md`)),
    services: list(filled),
    owner: maybe(filled),
    tracker: maybe(filled),
    timezone: maybe(fc.constantFrom('Europe/Sofia', 'UTC')),
    times: maybe(
      map(
        {},
        {
          started: maybe(time),
          detected: maybe(time),
          acknowledged: maybe(time),
          mitigated: maybe(time),
          resolved: maybe(time),
        },
      ),
    ),
    detection: maybe(
      map({}, { by: maybe(fc.constantFrom(...detectors)), alert: maybe(filled), 'should-have': maybe(filled) }),
    ),
    summary: maybe(filled),
    impact: maybe(impact),
    timeline: list(event),
    causes: list(cause),
    'detection-gaps': list(map({ gap: filled }, { effect: maybe(filled), action: maybe(fc.constant('A1')) })),
    changes: list(change),
    actions: maybe(fc.array(action, { maxLength: 3 })).map(numbered) as fc.Arbitrary<Value>,
    recurs: list(filled),
    occurrences: list(map({ at: time }, { note: maybe(filled) })),
    lessons: list(filled),
    related: list(filled),
    runbooks: list(filled),
    public: maybe(map({}, { title: maybe(filled), summary: maybe(filled), actions: list(fc.constant('A1')) })),
  },
)
