import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { scalarText } from '../../src/workspace/scalar.ts'
import { anyText } from './incident-arbitrary.ts'

test.each([
  ['4e882989', '"4e882989"'],
  ['deadbeef', '"deadbeef"'],
  ['2026-06-10T22:40:58Z', '"2026-06-10T22:40:58Z"'],
  ['2026-06-10-boot-storm', '2026-06-10-boot-storm'],
  ['yes', '"yes"'],
  ['null', '"null"'],
  ['0x1', '"0x1"'],
  ['1:30', '"1:30"'],
  ['1_000', '"1_000"'],
  ['~2026-06', '"~2026-06"'],
  ['@ana', '"@ana"'],
  ['tag: "?2026\\.', `'tag: "?2026\\.'`],
  ['a: b', '"a: b"'],
  ['it’s (fine) – really: no', '"it’s (fine) – really: no"'],
  ["it's", "it's"],
  ['https://forge.example/infra/issues/42', 'https://forge.example/infra/issues/42'],
  ['a\u202Eb', '"a\\u202eb"'],
  ['', '""'],
])('%j is written %s', (text, written) => {
  expect(scalarText(text, false)).toBe(written)
})

test('readers of YAML 1.1 and 1.2 read the same text, in lines and in flow', () => {
  fc.assert(
    fc.property(anyText, fc.boolean(), fc.constantFrom(null, '"' as const, "'" as const), (text, flow, like) => {
      const written = scalarText(text, flow, like)
      const document = flow ? `{ a: ${written}, b: [${written}] }` : `a: ${written}\n`
      for (const schema of ['core', 'yaml-1.1'] as const) expect(parse(document, { schema }).a).toBe(text)
    }),
    { numRuns: 2000 },
  )
})
