import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wrap } from '../../src/cli/wrap.ts'

test('a long line is broken at blanks, and keeps its margin', () => {
  expect(wrap('  its reason: one operator for all of them', 20)).toEqual([
    '  its reason: one',
    '    operator for all',
    '    of them',
  ])
  expect(wrap('short', 20)).toEqual(['short'])
  expect(wrap('', 20)).toEqual([])
})

test('no line is wider than asked, and no word is lost', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 300 }), fc.integer({ min: 20, max: 100 }), (text, width) => {
      const line = text.replace(/\s+/g, ' ').trim()
      const lines = wrap(line, width)
      for (const one of lines) expect(one.length).toBeLessThanOrEqual(width)
      expect(lines.join('').replaceAll(' ', '')).toBe(line.replaceAll(' ', ''))
    }),
  )
})
