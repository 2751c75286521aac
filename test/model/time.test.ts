/** Times as people write them, and what is known of each. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { phasesOf, timesOf } from '../../src/model/phases.ts'
import { endOf, formatInstant, formatTime, isAfter, isExact, parseTime, type TimePoint } from '../../src/model/time.ts'

function read(written: string): TimePoint {
  const time = parseTime(written)
  if (typeof time === 'string') throw new Error(`${written} ${time}`)
  return time
}

test.each([
  // written, precision, the first instant meant, as formatted
  ['2026-06', 'month', '2026-06-01T00:00:00.000Z', '2026-06'],
  ['2026-06-10', 'day', '2026-06-10T00:00:00.000Z', '2026-06-10'],
  ['2026-06-10T22', 'hour', '2026-06-10T22:00:00.000Z', '2026-06-10T22'],
  ['2026-06-10T22:40Z', 'minute', '2026-06-10T22:40:00.000Z', '2026-06-10T22:40Z'],
  ['2026-06-10T22:40:58Z', 'second', '2026-06-10T22:40:58.000Z', '2026-06-10T22:40:58Z'],
  ['2026-06-10 22:40:58z', 'second', '2026-06-10T22:40:58.000Z', '2026-06-10T22:40:58Z'],
  ['2026-06-10T22:40:58.123456Z', 'second', '2026-06-10T22:40:58.123Z', '2026-06-10T22:40:58Z'],
  ['2026-06-11T01:40:58+03:00', 'second', '2026-06-10T22:40:58.000Z', '2026-06-10T22:40:58Z'],
  ['2026-06-10T19:10:00-03:30', 'second', '2026-06-10T22:40:00.000Z', '2026-06-10T22:40:00Z'],
  ['2024-02-29', 'day', '2024-02-29T00:00:00.000Z', '2024-02-29'],
  // A leap second is read as the one before it.
  ['2016-12-31T23:59:60Z', 'second', '2016-12-31T23:59:59.000Z', '2016-12-31T23:59:59Z'],
  [' 2026-06-10 ', 'day', '2026-06-10T00:00:00.000Z', '2026-06-10'],
])('%s is known to the %s', (written, precision, first, formatted) => {
  const time = read(written)
  expect(time).toMatchObject({ precision, approximate: false, written: written.trim() })
  expect(new Date(time.epoch).toISOString()).toBe(first)
  expect(formatTime(time)).toBe(formatted)
})

test.each(['~2026-06-10T22:20Z', '~ 2026-06-10T22:20Z'])('%s is approximate and stays so', (written) => {
  expect(read(written).approximate).toBe(true)
  expect(formatTime(read(written))).toBe('~2026-06-10T22:20Z')
})

test.each([
  ['2026-02-30', /date that does not exist/],
  ['2025-02-29', /date that does not exist/],
  ['2026-13', /date that does not exist/],
  ['2026-00-10', /date that does not exist/],
  ['2026-06-10T24:00Z', /time of day that does not exist/],
  ['2026-06-10T22:60Z', /time of day that does not exist/],
  ['2026-06-10T22:40:61Z', /time of day that does not exist/],
  ['2026-06-10T22:40', /no offset/],
  ['2026-06-10T22:40:00', /no offset/],
  ['2026-06-10T22:40+24:00', /offset that does not exist/],
  ['2026-06-10T22:40+02:60', /offset that does not exist/],
  ['2026-06-10T22:40 UTC', /is not a time/],
  ['10.06.2026', /is not a time/],
  ['2026', /is not a time/],
  ['yesterday', /is not a time/],
  ['', /is not a time/],
  ['~', /is not a time/],
  ['2026-06-10T22:40:00ZZ', /is not a time/],
])('%j says what is wrong', (written, problem) => {
  expect(parseTime(written)).toMatch(problem)
})

test.each([
  ['2026-06', '2026-07-01T00:00:00Z'],
  ['2026-12', '2027-01-01T00:00:00Z'],
  ['2026-06-10', '2026-06-11T00:00:00Z'],
  ['2026-06-10T22', '2026-06-10T23:00:00Z'],
  ['2026-06-10T22:40Z', '2026-06-10T22:41:00Z'],
  ['2026-06-10T22:40:58Z', '2026-06-10T22:40:59Z'],
])('the span of %s ends at %s', (written, end) => {
  expect(formatInstant(endOf(read(written)))).toBe(end)
})

test.each([
  ['2026-06-11', '2026-06-10', true],
  ['2026-06-10T22:40Z', '2026-06-10', false],
  ['2026-06-10', '2026-06-10T22:40Z', false],
  ['2026-06-10T22:40:30Z', '2026-06-10T22:40Z', false],
  ['2026-06-10T22:41Z', '2026-06-10T22:40Z', true],
  ['2026-06-10T22:40:01Z', '2026-06-10T22:40:00Z', true],
  ['~2027-06-11', '2026-06-10', false],
  ['2027-06-11', '~2026-06-10', false],
])('%s is certainly after %s: %s', (a, b, expected) => {
  expect(isAfter(read(a), read(b))).toBe(expected)
})

describe('for any instant', () => {
  const instant = fc.integer({ min: Date.UTC(1971, 0), max: Date.UTC(2199, 0) }).map((ms) => ms - (ms % 1000))

  test('what is formatted is read back', () => {
    fc.assert(
      fc.property(instant, (ms) => {
        expect(read(formatInstant(ms)).epoch).toBe(ms)
        expect(formatTime(read(formatInstant(ms)))).toBe(formatInstant(ms))
      }),
    )
  })

  test('an offset is another way to write the same', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: -720, max: 840 }), (ms, minutes) => {
        const local = formatInstant(ms + minutes * 60_000).slice(0, -1)
        const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60]
        const offset = `${minutes < 0 ? '-' : '+'}${String(hours).padStart(2, '0')}:${String(rest).padStart(2, '0')}`
        expect(read(local + offset).epoch).toBe(ms)
      }),
    )
  })

  test('any text gives a time or words', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(['string', 'object']).toContain(typeof parseTime(text))
      }),
    )
  })

  test('nothing is after itself, and no two times are after each other', () => {
    const written = fc.tuple(instant, fc.constantFrom(7, 10, 13, 16, 19)).map(([ms, length]) => {
      const text = formatInstant(ms).slice(0, length)
      return length < 16 ? text : `${text}Z`
    })
    fc.assert(
      fc.property(written, written, (a, b) => {
        expect(isAfter(read(a), read(a))).toBe(false)
        expect(isAfter(read(a), read(b)) && isAfter(read(b), read(a))).toBe(false)
      }),
    )
  })
})

describe('phases', () => {
  const phases = (times: Record<string, string>) =>
    phasesOf(
      timesOf({
        times: { ...{ started: null, detected: null, acknowledged: null, mitigated: null, resolved: null }, ...times },
      }),
    )

  test('count from the start, in whole seconds; approximate minutes are minutes', () => {
    const times = { started: '2026-06-10T22:20Z', detected: '~2026-06-10T22:24Z', resolved: '2026-06-10T23:10:01.9Z' }
    expect(phases(times)).toEqual({ detect: 240, acknowledge: null, mitigate: null, resolve: 3001 })
  })

  test.each([
    ['a partial start', { started: '2026-06-10', resolved: '2026-06-10T23:10Z' }],
    ['a partial end', { started: '2026-06-10T22:20Z', resolved: '2026-06-10T23' }],
    ['no start', { resolved: '2026-06-10T23:10Z' }],
    ['an end before the start', { started: '2026-06-10T22:20Z', resolved: '2026-06-10T21:10Z' }],
    ['a time that cannot be read', { started: 'soon', resolved: '2026-06-10T21:10Z' }],
  ])('%s leaves it unknown', (_, times) => {
    expect(phases(times).resolve).toBeNull()
  })

  test('zero is known', () => {
    expect(phases({ started: '2026-06-10T22:20Z', detected: '2026-06-10T22:20Z' }).detect).toBe(0)
  })

  test('only minutes and seconds are exact', () => {
    expect(['2026-06', '2026-06-10', '2026-06-10T22', '2026-06-10T22:40Z'].map((text) => isExact(read(text)))).toEqual([
      ...[false, false, false, true],
    ])
  })
})
