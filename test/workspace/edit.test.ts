import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { appendItem, EditRefused, setValue } from '../../src/workspace/edit.ts'
import { same, withValue } from '../../src/workspace/expected.ts'
import type { Path } from '../../src/workspace/place.ts'
import type { Value } from '../../src/workspace/render.ts'
import { readYaml } from '../../src/workspace/yaml.ts'
import { anyText } from './incident-arbitrary.ts'

describe('a value is replaced', () => {
  test.each<[what: string, before: string, path: Path, value: Value, after: string]>([
    ['plain, comment kept', 'owner: ana  # on call\n', ['owner'], 'viktor', 'owner: viktor  # on call\n'],
    ['double quotes stay', 'owner: "ana" # x\n', ['owner'], 'viktor', 'owner: "viktor" # x\n'],
    ['single quotes stay', "owner: 'ana'\n", ['owner'], "o'neil", "owner: 'o''neil'\n"],
    ['an empty value', 'owner:\ntitle: x\n', ['owner'], 'viktor', 'owner: viktor\ntitle: x\n'],
    ['an empty value with a comment', 'owner: # who?\n', ['owner'], 'viktor', 'owner: viktor # who?\n'],
    ['null', 'owner: ~\n', ['owner'], 'viktor', 'owner: viktor\n'],
    ['to null', 'owner: ana\n', ['owner'], null, 'owner: null\n'],
    ['a hash is quoted', 'tracker: x\n', ['tracker'], '4e882989', 'tracker: "4e882989"\n'],
    [
      'a time is quoted',
      'times: { started: x }\n',
      ['times', 'started'],
      '2026-06-10T22:40:58Z',
      'times: { started: "2026-06-10T22:40:58Z" }\n',
    ],
    ['in a flow map', 'd: {by: person,  alert: x}\n', ['d', 'by'], 'a, b', 'd: {by: "a, b",  alert: x}\n'],
    ['CRLF', 'owner: ana\r\ntitle: x\r\n', ['owner'], 'viktor', 'owner: viktor\r\ntitle: x\r\n'],
    ['byte order mark', '\uFEFFowner: ana\n', ['owner'], 'viktor', '\uFEFFowner: viktor\n'],
    ['no last line end', 'title: x\nowner: ana', ['owner'], 'viktor', 'title: x\nowner: viktor'],
    [
      'a block by a line',
      'summary: | # short\n  a\n  b\n\n# next\ntitle: x\n',
      ['summary'],
      'c',
      'summary: c # short\n\n# next\ntitle: x\n',
    ],
    [
      'a block by a block',
      'summary: >-\n  a\n  b\ntitle: x\n',
      ['summary'],
      'c\nd\n',
      'summary: |\n  c\n  d\ntitle: x\n',
    ],
    [
      'a line by a block',
      'summary: old # c\ntitle: x\n',
      ['summary'],
      'c\n\nd',
      'summary: |- # c\n  c\n\n  d\ntitle: x\n',
    ],
    [
      'a block with CRLF',
      'summary: old\r\ntitle: x\r\n',
      ['summary'],
      'c\nd\n',
      'summary: |\r\n  c\r\n  d\r\ntitle: x\r\n',
    ],
    ['text over several lines', 'title: one\n  two\nowner: x\n', ['title'], 'three', 'title: three\nowner: x\n'],
    [
      'one of a list',
      'a:\n- id: A1\n  status: todo # soon\n- id: A2\n',
      ['a', 0, 'status'],
      'done',
      'a:\n- id: A1\n  status: done # soon\n- id: A2\n',
    ],
    [
      'a hash by its fingerprint',
      'commits: ["4e882989"] # x\n',
      ['commits', 0],
      { subject: 's', commit: 'abcdef0' },
      'commits: [{ subject: s, commit: "abcdef0" }] # x\n',
    ],
    [
      'a hash in lines by its fingerprint',
      'actions:\n  - id: A1\n    commits:\n      - 4e882989 # pin\n      - 01955916\n',
      ['actions', 0, 'commits', 0],
      { subject: 's', commit: 'abcdef0' },
      'actions:\n  - id: A1\n    commits:\n      - { commit: "abcdef0", subject: s } # pin\n      - 01955916\n',
    ],
    [
      'a map behind its key',
      'times: # all\n  started: a\n  # why\n  resolved: b\n\nowner: x\n',
      ['times'],
      { started: 'c' },
      'times: # all\n  started: c\n\nowner: x\n',
    ],
    ['a list by null', 'services:\n- a\n- b\nowner: x\n', ['services'], null, 'services: null\nowner: x\n'],
    ['nothing to do', 'owner:   "ana"   # x\n', ['owner'], 'ana', 'owner:   "ana"   # x\n'],
  ])('%s', (_, before, path, value, after) => {
    expect(setValue(before, path, value)).toBe(after)
  })
})

describe('a key is added', () => {
  test.each<[what: string, before: string, path: Path, value: Value, after: string]>([
    [
      'in the order of the schema',
      'times:\n  started: a\n  resolved: b\n',
      ['times', 'mitigated'],
      'c',
      'times:\n  started: a\n  mitigated: c\n  resolved: b\n',
    ],
    [
      'behind the last',
      'times:\n  started: a # x\n\n# end\nsummary: s\n',
      ['times', 'resolved'],
      'c',
      'times:\n  started: a # x\n  resolved: c\n\n# end\nsummary: s\n',
    ],
    ['in front of all', '# top\ntitle: t\n', ['id'], 'x', '# top\nid: x\ntitle: t\n'],
    [
      'in front in a list',
      'actions:\n  - title: t # c\n',
      ['actions', 0, 'id'],
      'A1',
      'actions:\n  - id: A1\n    title: t # c\n',
    ],
    [
      'behind a block',
      'summary: |\n  s\n\nactions: []\n',
      ['impact'],
      { users: 'all' },
      'summary: |\n  s\nimpact:\n  users: all\n\nactions: []\n',
    ],
    [
      'behind a kept block',
      'summary: |+\n  s\n\nactions: []\n',
      ['impact'],
      { users: 'all' },
      'summary: |+\n  s\n\nimpact:\n  users: all\nactions: []\n',
    ],
    [
      'behind a list',
      'services:\n- a\n  # of a\n# free\nlessons: []\n',
      ['owner'],
      'x',
      'services:\n- a\n  # of a\nowner: x\n# free\nlessons: []\n',
    ],
    [
      'with its map',
      'title: t\nsummary: s\n',
      ['times', 'started'],
      'a',
      'title: t\ntimes:\n  started: a\nsummary: s\n',
    ],
    ['in an empty map', 'times:\nsummary: s\n', ['times', 'started'], 'a', 'times:\n  started: a\nsummary: s\n'],
    ['in {}', 'times: {} # none\n', ['times', 'started'], 'a', 'times: # none\n  started: a\n'],
    [
      'in a flow map',
      'times: { started: a,resolved: b }\n',
      ['times', 'mitigated'],
      'c',
      'times: { started: a, mitigated: c,resolved: b }\n',
    ],
    [
      'in front in a flow map',
      'times: {resolved: b}\n',
      ['times', 'started'],
      'c',
      'times: {started: c, resolved: b}\n',
    ],
    ['at the end of a flow map', 'd: {by: person}\n', ['d', 'should-have'], 'X', 'd: {by: person, should-have: X}\n'],
    [
      'in a flow map over lines',
      'd: {\n  by: person, # who\n}\n',
      ['d', 'should-have'],
      'X',
      'd: {\n  by: person, # who\n  should-have: X,\n}\n',
    ],
    ['without a last line end', 'title: t\nsummary: |\n  s', ['owner'], 'x', 'title: t\nowner: x\nsummary: |\n  s'],
    [
      'at the end without a last line end',
      'title: t\nsummary: |\n  s',
      ['impact', 'users'],
      'x',
      'title: t\nsummary: |\n  s\nimpact:\n  users: x',
    ],
    ['before the end mark', '---\ntitle: t\n...\n', ['owner'], 'x', '---\ntitle: t\nowner: x\n...\n'],
    [
      'four spaces',
      'times:\n    started: a\nactions:\n    - id: A1\n      title: t\n',
      ['impact', 'users'],
      'x',
      'times:\n    started: a\nimpact:\n    users: x\nactions:\n    - id: A1\n      title: t\n',
    ],
    ['to an empty text', '', ['title'], 'x', 'title: x\n'],
    ['to comments', '# c', ['title'], 'x', '# c\ntitle: x\n'],
  ])('%s', (_, before, path, value, after) => {
    expect(setValue(before, path, value)).toBe(after)
  })
})

describe('an item is added', () => {
  const event = { at: '2026-06-10T22:40Z', event: 'It, fell' }
  const action = { id: 'A2', title: 'b' }
  test.each<[what: string, before: string, path: Path, value: Value, after: string]>([
    [
      'to a block list',
      'actions:\n  - id: A1\n    title: a\nowner: x\n',
      ['actions'],
      action,
      'actions:\n  - id: A1\n    title: a\n  - id: A2\n    title: b\nowner: x\n',
    ],
    [
      'without indentation',
      'actions:\n- id: A1\n  title: a\nowner: x\n',
      ['actions'],
      action,
      'actions:\n- id: A1\n  title: a\n- id: A2\n  title: b\nowner: x\n',
    ],
    [
      'with blank lines between',
      'l:\n  - id: A0\n\n  - id: A1\n\nz: x\n',
      ['l'],
      action,
      'l:\n  - id: A0\n\n  - id: A1\n\n  - id: A2\n    title: b\n\nz: x\n',
    ],
    [
      'behind comments of the last',
      'l:\n  - id: A1\n    # of A1\n  # of l\nz: x\n',
      ['l'],
      'b',
      'l:\n  - id: A1\n    # of A1\n  - b\n  # of l\nz: x\n',
    ],
    ['behind a block of text', 'l:\n  - |\n    a\n\n# c\nz: x\n', ['l'], 'b', 'l:\n  - |\n    a\n  - b\n\n# c\nz: x\n'],
    ['without a last line end', 'l:\n  - a', ['l'], 'b', 'l:\n  - a\n  - b'],
    ['CRLF', 'l:\r\n  - a\r\nz: x\r\n', ['l'], action, 'l:\r\n  - a\r\n  - id: A2\r\n    title: b\r\nz: x\r\n'],
    [
      'to a flow list',
      'commits: [ "4e882989" ] # x\n',
      ['commits'],
      '01955916',
      'commits: [ "4e882989", "01955916" ] # x\n',
    ],
    [
      'to a flow list over lines',
      'l: [\n  a, # first\n  b # second\n]\n',
      ['l'],
      'c',
      'l: [\n  a, # first\n  b, # second\n  c\n]\n',
    ],
    [
      'to []',
      'timeline: [] # none\nz: x\n',
      ['timeline'],
      event,
      'timeline: # none\n  - { at: "2026-06-10T22:40Z", event: "It, fell" }\nz: x\n',
    ],
    [
      'to [] in the style of the file',
      'services:\n- a\ntimeline: []\n',
      ['timeline'],
      event,
      'services:\n- a\ntimeline:\n- { at: "2026-06-10T22:40Z", event: "It, fell" }\n',
    ],
    ['to null', 'commits:\nz: x\n', ['commits'], '4e882989', 'commits: ["4e882989"]\nz: x\n'],
    [
      'to nothing',
      'actions:\n- id: A1\n  title: a\n',
      ['actions', 0, 'commits'],
      '4e882989',
      'actions:\n- id: A1\n  title: a\n  commits: ["4e882989"]\n',
    ],
    [
      'to nothing at all',
      'title: t\nlessons: [l]\n',
      ['actions'],
      action,
      'title: t\nactions:\n  - id: A2\n    title: b\nlessons: [l]\n',
    ],
    [
      'too long for a line',
      `timeline:\n  - { at: a, event: b }\n`,
      ['timeline'],
      { at: 'c', event: 'd'.repeat(120) },
      `timeline:\n  - { at: a, event: b }\n  - at: c\n    event: ${'d'.repeat(120)}\n`,
    ],
    ['text of lines', 'lessons:\n  - a\n', ['lessons'], 'b\nc\n', 'lessons:\n  - a\n  - |\n    b\n    c\n'],
    [
      'inside flow',
      'actions: [{ id: A1, commits: [] }]\n',
      ['actions', 0, 'commits'],
      '4e882989',
      'actions: [{ id: A1, commits: ["4e882989"] }]\n',
    ],
  ])('%s', (_, before, path, value, after) => {
    expect(appendItem(before, path, value)).toBe(after)
  })
})

describe('an edit that could do harm is refused', () => {
  test.each<[what: string, before: string, path: Path, value: Value, message: string, next: string]>([
    [
      'of an anchor that is used',
      'a: x\nowner: &o ana\nlead: *o\n',
      ['owner'],
      'b',
      'r.yaml:2:11: owner is written in a way that cannot be edited safely',
      'Write it by hand: owner: "b"',
    ],
    [
      'through an alias',
      'a: &m\n  x: y\nb: *m\n',
      ['b', 'x'],
      'z',
      'r.yaml:3:1: b.x cannot be added safely here',
      'Write it by hand: b.x: "z"',
    ],
    [
      'of a text below a text',
      'title: t\n',
      ['title', 'x'],
      'z',
      'r.yaml:1:8: title.x cannot be added safely here',
      'Write it by hand: title.x: "z"',
    ],
    [
      'past the end',
      'l: [a]\n',
      ['l', 5],
      'z',
      'r.yaml:1:1: l[5] cannot be added safely here',
      'Write it by hand: l[5]: "z"',
    ],
    [
      'of a broken file',
      'a: 1\na: 2\n',
      ['a'],
      'z',
      'r.yaml:2:1: the key "a" is there twice, on lines 1 and 2',
      'Keep one of the two; YAML readers do not agree on which one counts',
    ],
    [
      'of an anchored block',
      'l:\n- &a-b foo\n',
      ['l', 0],
      'c\nd\n',
      'r.yaml:2:8: l[0] is written in a way that cannot be edited safely',
      'Write it by hand: l[0]: "c\\nd\\n"',
    ],
  ])('%s', (_, before, path, value, message, next) => {
    const edit = () => setValue(before, path, value, { file: 'r.yaml' })
    expect(edit).toThrow(EditRefused)
    expect(edit).toThrow(message)
    try {
      edit()
    } catch (error) {
      expect((error as EditRefused).next).toBe(next)
    }
  })
})

/** A value as YAML text in a random style; each scalar and map may carry comments and blank lines. */
interface Styled {
  eol: string
  step: number
  listStep: number
  comments: boolean
  blanks: boolean
  flow: number
  lastEnd: boolean
}
const styled: fc.Arbitrary<Styled> = fc.record({
  eol: fc.constantFrom('\n', '\r\n'),
  step: fc.constantFrom(1, 2, 4),
  listStep: fc.constantFrom(0, 1, 2, 4),
  comments: fc.boolean(),
  blanks: fc.boolean(),
  flow: fc.constantFrom(0, 1, 2, 9),
  lastEnd: fc.boolean(),
})

function write(value: Value, style: Styled): string {
  let count = 0
  const comment = () => (style.comments && count++ % 3 === 0 ? ` # note ${count}` : '')
  const scalar = (text: Value) => (text === null ? ['', '~', 'null'][count % 3] : JSON.stringify(text))
  const flow = (inner: Value): string => {
    if (Array.isArray(inner)) return `[${inner.map(flow).join(count++ % 2 ? ', ' : ',')}]`
    if (typeof inner !== 'object' || inner === null) return inner === null ? 'null' : JSON.stringify(inner)
    return `{ ${Object.entries(inner)
      .map(([key, item]) => `${key}: ${flow(item)}`)
      .join(', ')} }`
  }
  const lines = (inner: Value, depth: number): string[] => {
    const isMap = typeof inner === 'object' && inner !== null
    if (!isMap || Object.keys(inner).length === 0 || depth >= style.flow + 1) {
      const text = isMap ? flow(inner) : scalar(inner)
      return [`${text}${comment()}`]
    }
    const entries = Array.isArray(inner)
      ? inner.map((item) => ['-', item])
      : Object.entries(inner).map(([key, item]) => [`${key}:`, item])
    return entries.flatMap(([mark, item], at): string[] => {
      const [head = '', ...rest] = lines(item as Value, depth + 1)
      const nested =
        typeof item === 'object' && item !== null && Object.keys(item).length > 0 && depth + 1 < style.flow + 1
      const blank = style.blanks && at > 0 && count++ % 2 ? [''] : []
      const own = style.comments && count++ % 5 === 0 ? [`# about ${count}`] : []
      if (!nested)
        return [...blank, ...own, head === '' || head.startsWith(' ') ? `${mark}${head}` : `${mark} ${head}`, ...rest]
      const step = mark === '-' ? 2 : Array.isArray(item) ? style.listStep : style.step
      const below = (mark === '-' ? rest : [head, ...rest]).map((line) =>
        line === '' ? '' : `${' '.repeat(step)}${line}`,
      )
      return [
        ...blank,
        ...own,
        mark === '-' && !head.startsWith('#') ? `- ${head}` : `${mark}${comment()}`,
        ...(head.startsWith('#') && mark === '-' ? [head, ...rest].map((line) => `  ${line}`) : below),
      ]
    })
  }
  const text = lines(value, 0).join(style.eol)
  return style.lastEnd ? text + style.eol : text
}

const leaf = fc.oneof(anyText, fc.constant(null), fc.boolean()) as fc.Arbitrary<Value>
const keys = fc.constantFrom('id', 'title', 'times', 'summary', 'actions', 'owner', 'x')
const tree: fc.Arbitrary<Value> = fc.letrec<{ tree: Value; map: Value; list: Value }>((tie) => ({
  tree: fc.oneof({ maxDepth: 3 }, leaf, tie('map'), tie('list')),
  map: fc.dictionary(keys, tie('tree'), { maxKeys: 4, noNullPrototype: true }) as fc.Arbitrary<Value>,
  list: fc.array(tie('tree'), { maxLength: 3 }),
})).map
/** A path into a value, or one step out of it. */
const pathIn = (value: Value, seed: number[]): Path => {
  const path: (string | number)[] = []
  let at: Value = value
  for (const number of seed) {
    if (typeof at !== 'object' || at === null) break
    const names: (string | number)[] = Array.isArray(at)
      ? [...at.keys(), at.length]
      : [...Object.keys(at), 'owner', 'times', 'z']
    const name = names[number % names.length] as string | number
    path.push(name)
    at = ((at as Record<string | number, Value>)[name] ?? null) as Value
  }
  return path
}

test('any edit of any text gives just that value and leaves the other lines as they are', () => {
  let refused = 0
  let total = 0
  fc.assert(
    fc.property(
      tree.filter((value) => Object.keys(value as object).length > 0),
      styled,
      fc.array(fc.nat(20), { minLength: 1, maxLength: 4 }),
      fc.oneof(leaf, tree),
      (value, style, seed, inner) => {
        const before = write(value, style)
        const read = readYaml(before, 'x')
        fc.pre(read.problems.length === 0 && same(read.value, value))
        const path = pathIn(value, seed)
        const expected = withValue(value, path, inner)
        total++
        let after: string
        try {
          after = setValue(before, path, inner, { order: () => ['id', 'title', 'times', 'summary'] })
        } catch (error) {
          if (!(error instanceof EditRefused)) throw error
          refused++
          return
        }
        expect(readYaml(after, 'x').value).toEqual(expected)
        unchangedAround(before, after, path, value)
      },
    ),
    { numRuns: 1500 },
  )
  expect(total).toBeGreaterThan(1000)
  expect(refused).toBe(0)
})

/** Lines before and behind one place are the same; what was replaced is no longer than the old value's lines. */
function unchangedAround(before: string, after: string, path: Path, value: Value): void {
  const [old, fresh] = [before.split('\n'), after.split('\n')]
  let head = 0
  while (head < old.length && old[head] === fresh[head]) head++
  let tail = 0
  while (tail < Math.min(old.length, fresh.length) - head && old.at(-1 - tail) === fresh.at(-1 - tail)) tail++
  const replaced = old.length - head - tail
  let inner: unknown = value
  for (const name of path) inner = (inner as Record<string | number, unknown> | null | undefined)?.[name]
  const wasTree = typeof inner === 'object' && inner !== null
  if (!wasTree) expect(replaced).toBeLessThanOrEqual(1)
  const comments = (lines: string[]) => lines.filter((line) => /# (?:note|about) \d/.test(line)).length
  if (!wasTree) expect(comments(fresh)).toBeGreaterThanOrEqual(comments(old))
}
