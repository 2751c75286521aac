import { expect, test } from 'vitest'
import { renderPostMortem } from '../../src/documents/post-mortem.ts'
import { context, type Evidence, incidentOf, ledgerOf, seconds } from './ledger-of.ts'

function timeline(record: object, evidence: Evidence = {}): string[] {
  const incident = incidentOf({ id: '2026-06-10-x', title: 'X', ...record }, evidence)
  const text = renderPostMortem(ledgerOf([incident]), incident, context({ forge: null }))
  const [, section = ''] = /## Timeline\n\n([\s\S]*?)\n\n<!-- \/mortem:timeline/.exec(text) ?? []
  return section.split('\n').filter((line) => line !== '' && !line.startsWith('| ---'))
}

test('partial times come first in their span, equal times keep their order', () => {
  const events = [
    '2026-06-10T22:20:00Z b',
    '2026-06-10T22:20Z c',
    '~2026-06-10T22 a',
    '2026-06-10 day',
    '2026-06 month',
  ]
  expect(timeline({ timeline: events.map((line) => ({ at: line.split(' ')[0], event: line.split(' ')[1] })) })).toEqual(
    [
      '### 2026-06',
      '| What happened |',
      '| month |',
      '### 2026-06-10',
      '| UTC | What happened |',
      '|  | day |',
      '| ~22:00–22:59 | a |',
      '| 22:20 | b |',
      '| 22:20 | c |',
    ],
  )
})

test('a silence of more than an hour is shown, also over midnight; an hour is none', () => {
  const at = ['2026-06-10T20:00:00Z', '2026-06-10T21:00:00Z', '~2026-06-10T23:10Z', '2026-06-11T01:20:30Z']
  expect(timeline({ timeline: at.map((at) => ({ at, event: 'x' })) })).toEqual([
    '### 2026-06-10',
    '| UTC | What happened |',
    '| 20:00 | x |',
    '| 21:00 | x |',
    '|  | *about 2 h 10 min later* |',
    '| ~23:10 | x |',
    '### 2026-06-11',
    '| UTC | What happened |',
    '|  | *about 2 h 10 min later* |',
    '| 01:20:30 | x |',
  ])
})

test('phases are marked on the event of their minute that fits best, else stand alone', () => {
  expect(
    timeline({
      times: {
        started: '2026-06-10T22:20:00Z',
        detected: '2026-06-10T22:20:00Z',
        acknowledged: '2026-06-10T22:31:00Z',
      },
      timeline: [
        { at: '2026-06-10T22:20:00Z', kind: 'detection', event: 'Alert' },
        { at: '2026-06-10T22:20:30Z', kind: 'impact', event: 'Down' },
      ],
    }),
  ).toEqual([
    '### 2026-06-10',
    '| UTC | What happened |',
    '| 22:20 | **Detected:** Alert |',
    '| 22:20:30 | **Started:** Down |',
    '| 22:31 | **Acknowledged** |',
  ])
})

test('one line per commit, with all it did; what is only probably related is left out', () => {
  const commit = 'a'.repeat(40)
  const date = seconds('2026-06-10T23:00:59Z')
  expect(
    timeline(
      {
        actions: [
          { id: 'A1', title: 'x' },
          { id: 'A2', title: 'y' },
        ],
      },
      {
        links: [
          { commit, date, relation: 'related' },
          { commit: 'b'.repeat(40), date, relation: 'related', strength: 'probable' },
          { commit: 'c'.repeat(40), date: date + 60, relation: 'related', subject: 'a | b' },
          { commit: null, recorded: 'deadbeef', relation: 'caused' },
        ],
        actions: {
          A1: {
            links: [
              { commit, date, subject: 'fix both' },
              { commit, date, via: 'flip', relation: 'mitigated' },
            ],
          },
          A2: { links: [{ commit, date }] },
        },
      },
    ),
  ).toEqual([
    '### 2026-06-10',
    '| UTC | What happened |',
    '| 23:00 | `aaaaaaa` fixed A1, A2; mitigated A1: fix both |',
    '| 23:01 | `ccccccc` belongs to this: a \\| b |',
  ])
})
