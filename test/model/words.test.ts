/** Ids, durations, severities and near misses. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isoDuration, parseIsoDuration, spokenDuration } from '../../src/model/duration.ts'
import * as ids from '../../src/model/ids.ts'
import { nearest } from '../../src/model/nearest.ts'
import { defaultSeverities, severityOf } from '../../src/model/severity.ts'
import { actionStatuses, isSettled } from '../../src/model/words.ts'

describe('incident ids', () => {
  test.each(['2026-06-10-boot-storm', '2024-02-29-x', '2026-06-10-1'])('%s is one', (id) => {
    expect(ids.incidentIdProblem(id)).toBeNull()
  })

  test.each([
    ['2026-06-10', /is not YYYY-MM-DD-slug/],
    ['2026-06-10-', /is not YYYY-MM-DD-slug/],
    ['2026-06-10-Boot', /is not YYYY-MM-DD-slug/],
    ['2026-06-10-a--b', /is not YYYY-MM-DD-slug/],
    ['2026-06-10-a ', /is not YYYY-MM-DD-slug/],
    ['2026-06-10-a\n', /is not YYYY-MM-DD-slug/],
    ['2026-02-30-x', /date that does not exist/],
    ['2026-06-10-a/../b', /path separator/],
    ['2026-06-10-a\\b', /path separator/],
    [`2026-06-10-${'a'.repeat(110)}`, /121 characters long/],
    ['', /is not YYYY-MM-DD-slug/],
  ])('%j is none', (id, problem) => {
    expect(ids.incidentIdProblem(id)).toMatch(problem)
  })

  test('of any title: always an id, with the words of the title', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (title) => {
        expect(ids.incidentIdProblem(`2026-06-10-${ids.slugify(title)}`)).toBeNull()
        expect(ids.slugify(ids.slugify(title))).toBe(ids.slugify(title))
      }),
    )
  })

  test.each([
    ['Sign-in broken (again)', 'sign-in-broken-again'],
    ['Über-Ausfall: Café', 'uber-ausfall-cafe'],
    ['停電', 'incident'],
    ['', 'incident'],
    ['CON', 'incident-con'],
    ['a'.repeat(100), 'a'.repeat(60)],
    [`${'word '.repeat(20)}`, 'word-word-word-word-word-word-word-word-word-word-word-word'],
  ])('%j → %s', (title, slug) => {
    expect(ids.slugify(title)).toBe(slug)
  })

  test('the parts of an id and of a reference', () => {
    expect([ids.dateOfId('2026-06-10-boot-storm'), ids.slugOfId('2026-06-10-boot-storm')]).toEqual([
      '2026-06-10',
      'boot-storm',
    ])
    fc.assert(
      fc.property(
        fc.string().filter((text) => !text.includes('#')),
        fc.string(),
        (incident, action) => {
          expect(ids.splitRef(ids.actionRef(incident, action))).toEqual({ incident, action })
        },
      ),
    )
    expect(ids.splitRef('boot-storm')).toEqual({ incident: 'boot-storm', action: null })
  })
})

test('action ids', () => {
  expect(['A1', 'A12b', 'A007'].every(ids.isActionId)).toBe(true)
  expect(['a1', 'A', 'B1', 'A1-2', 'A1 ', 'A1\n', '#A1', ''].some(ids.isActionId)).toBe(false)
})

test.each([
  [[], 'A1'],
  [['A1', 'A2'], 'A3'],
  [['A7', 'A2b', 'C9', 'Ax'], 'A8'],
])('after %j comes %s', (used, next) => {
  expect(ids.nextId('A', used)).toBe(next)
})

test('calendar dates', () => {
  expect(['2024-02-29', '2026-12-31'].every(ids.isCalendarDate)).toBe(true)
  expect(['2025-02-29', '2026-06-31', '2026-13-01', '0', ''].some(ids.isCalendarDate)).toBe(false)
})

describe('durations', () => {
  test.each([
    [0, 'PT0S', '0 s'],
    [59, 'PT59S', '59 s'],
    [3000, 'PT50M', '50 min'],
    [3660, 'PT1H1M', '1 h 1 min'],
    [3605, 'PT1H5S', '1 h'],
    [93_600, 'P1DT2H', '1 d 2 h'],
    [86_400 * 400, 'P400D', '400 d'],
  ])('%i s is %s and %s', (seconds, iso, spoken) => {
    expect([isoDuration(seconds), spokenDuration(seconds)]).toEqual([iso, spoken])
  })

  test('what is written is read back', () => {
    fc.assert(
      fc.property(fc.nat({ max: 86_400 * 999_999 }), (n) => {
        expect(parseIsoDuration(isoDuration(n))).toBe(n)
      }),
    )
  })

  test.each([
    ['P3D', 259_200],
    ['P2W', 1_209_600],
    ['PT4H30M', 16_200],
    ['P1DT1S', 86_401],
    ['P0D', 0],
  ])('%s', (text, seconds) => {
    expect(parseIsoDuration(text)).toBe(seconds)
  })

  test.each(['P', 'PT', 'P3', '3D', 'P3DT', 'p3d', 'P1Y', 'P1M', 'P-3D', 'P3D ', '', 'PT1.5H', `P${'9'.repeat(40)}D`])(
    '%j is none',
    (text) => {
      expect(parseIsoDuration(text)).toBeNull()
    },
  )
})

describe('severities', () => {
  const name = (written: string) => severityOf(written, defaultSeverities)?.name ?? null

  test.each([
    ...['SEV2', 'sev-2', 'Sev 2', 'sev_2', 'S2', 'P2', '2', 'priority 2', 'high', 'Major'].map((text) => [
      text,
      'SEV2',
    ]),
    ...['critical', 'P1', 'sev1'].map((text) => [text, 'SEV1']),
    ...['banana', '', 'P0', 'SEV6', '22', 'sev', '-1'].map((text) => [text, null]),
  ])('%s is %s', (written, expected) => {
    expect(name(written as string)).toBe(expected)
  })

  test("a scale of one's own: by its names first, then by rank", () => {
    const scale = ['critical', 'P2', 'Minor'].map((own) => ({ name: own, means: null, 'review-within': null }))
    expect(['Critical', 'sev1', 'p-2', 'minor', 'sev3', 'sev4'].map((text) => severityOf(text, scale)?.name)).toEqual([
      ...['critical', 'critical', 'P2', 'Minor', 'Minor', undefined],
    ])
  })
})

test.each([
  ['sumary', ['summary']],
  ['SUMMARY', ['summary']],
  ['actoins', ['actions']],
  ['zzz', []],
  ['', []],
])('near to %j: %j', (word, expected) => {
  expect(nearest(word, ['summary', 'actions', 'services'])).toEqual(expected)
})

test('a pasted blob is compared in a moment', () => {
  const start = performance.now()
  expect(
    nearest(
      'x'.repeat(1_000_000),
      Array.from({ length: 1000 }, (_, n) => `2026-06-10-incident-number-${n}`),
    ),
  ).toEqual([])
  expect(performance.now() - start).toBeLessThan(2_000)
})

test('settled statuses', () => {
  expect(actionStatuses.filter(isSettled)).toEqual(['done', 'done-alt', 'wont-do'])
})
