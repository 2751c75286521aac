/** The quick comparison of two versions against a slow one that is obviously right. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { footprintOf } from '../../../src/ledger/liveness/footprint.ts'
import { lineChanges } from '../../../src/ledger/liveness/line-changes.ts'
import { isAsLeft } from '../../../src/ledger/liveness/presence.ts'
import { TextIndex } from '../../../src/ledger/liveness/text-index.ts'

const line = fc.tuple(
  fc.integer({ min: 0, max: 3 }),
  fc.constantFrom('alpha:', 'beta: 1', '- gamma', 'delta = [', ']', '', '# note'),
)
const text = fc
  .array(line, { maxLength: 40 })
  .map((lines) => lines.map(([depth, said]) => `${'  '.repeat(depth)}${said}`).join('\n'))

test('what is counted from the differences is what counting everything gives', () => {
  fc.assert(
    fc.property(text, text, (was, now) => {
      const [before, after] = [new TextIndex(was, 'a.yaml'), new TextIndex(now, 'a.yaml')]
      const { net } = lineChanges(was, after, 'a.yaml')
      for (const [index, key] of [...before.keys.entries(), ...after.keys.entries()]) {
        for (const from of [before, after]) {
          if (from.keys[index] !== key) continue
          const place = from.place(index)
          expect(net.count(key, place)).toBe(after.countBelow(place, key) - before.countBelow(place, key))
        }
        expect(net.total(key)).toBe(after.count(key) - before.count(key))
      }
    }),
  )
})

test('a footprint is as it was left in the text that left it', () => {
  fc.assert(
    fc.property(text, text, (was, now) => {
      const changes = [{ path: 'a.yaml', status: 'M' as const, before: 'was', after: 'now' }]
      const { lines } = footprintOf(
        changes,
        new Map([
          ['was', was],
          ['now', now],
        ]),
      )
      const after = new TextIndex(now, 'a.yaml')
      expect(lines.filter((each) => !isAsLeft(each, after))).toEqual([])
    }),
  )
})

test('any text is taken apart, in time that grows with it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.string({ maxLength: 400 }), (was, now) => {
      const changes = [{ path: 'a.tf', status: 'M' as const, before: 'was', after: 'now' }]
      const { lines, unknown } = footprintOf(
        changes,
        new Map([
          ['was', was],
          ['now', now],
        ]),
      )
      expect(lines.length === 0).toBe(unknown !== null)
    }),
  )
  const took = (size: number) => {
    const started = performance.now()
    const long = Array.from({ length: size }, (_, n) => `${' '.repeat(n % 50)}key_${n}: "${'x'.repeat(n % 60)}"`).join(
      '\n',
    )
    footprintOf([{ path: 'a.yaml', status: 'A', before: null, after: 'now' }], new Map([['now', long]]))
    return performance.now() - started
  }
  took(2_000)
  expect(Math.min(took(16_000), took(16_000))).toBeLessThan(24 * Math.max(5, Math.min(took(2_000), took(2_000))))
})
