import { describe, expect, it } from 'vitest'
import { parseCommitMessage } from '../../src/message/parse.ts'
import { readReferences } from '../../src/message/reference.ts'

describe('a value that reads as references', () => {
  it.each<[string, [string, string | null][]]>([
    ['2026-06-10#A1', [['2026-06-10#A1', null]]],
    ['boot-storm', [['boot-storm', null]]],
    ['INC-7/AI-2', [['INC-7/AI-2', null]]],
    ['2026-06-10', [['2026-06-10', null]]],
    ['docs/post-mortems/outage.md', [['docs/post-mortems/outage.md', null]]],
    ['https://forge.example/infra/issues/42', [['https://forge.example/infra/issues/42', null]]],
    ['boot-storm#A1.', [['boot-storm#A1', null]]],
    ['boot-storm#A1, ', [['boot-storm#A1', null]]],
    [
      '2026-06-10#A1, boot-storm#A2 (only the server pods)',
      [
        ['2026-06-10#A1', null],
        ['boot-storm#A2', 'only the server pods'],
      ],
    ],
    [
      'boot-storm#A1 (half (see #12)), INC-7',
      [
        ['boot-storm#A1', 'half (see #12)'],
        ['INC-7', null],
      ],
    ],
    [
      'boot-storm#A1, #A2; #A3',
      [
        ['boot-storm#A1', null],
        ['boot-storm#A2', null],
        ['boot-storm#A3', null],
      ],
    ],
    [
      'boot-storm#A1 boot-storm#A2',
      [
        ['boot-storm#A1', null],
        ['boot-storm#A2', null],
      ],
    ],
    [
      'INC-7, INC-8, and INC-9',
      [
        ['INC-7', null],
        ['INC-8', null],
        ['INC-9', null],
      ],
    ],
    ['загуба-на-диск#A1', [['загуба-на-диск#A1', null]]],
    ['cafe\u0301-down#A1', [['cafe\u0301-down#A1', null]]],
  ])('%s', (value, expected) => {
    expect(readReferences(value, false)?.map(({ target, note }) => [target, note])).toEqual(expected)
  })

  it('takes one plain word, an alias, only where git itself reads trailers', () => {
    expect(readReferences('bootstorm', true)).toEqual([{ target: 'bootstorm', note: null }])
    expect(readReferences('bootstorm (the first one)', true)).toEqual([{ target: 'bootstorm', note: 'the first one' }])
    expect(readReferences('bootstorm', false)).toBeNull()
  })
})

const prose = [
  'pool full',
  'resolved by restart at 10:40',
  '3 pods down',
  '2 pods, 3 nodes',
  'the risk of X',
  'none',
  'Resolved.',
  'boot-storm#A1 fixed it',
  'read-only file-system',
  'boot-storm#A1 (no end',
  '(only a note)',
  'see docs/post-mortems/x.md',
  'it was boot-storm',
  '10:40',
  '100%',
  '',
  '…',
]

describe('a value that is prose', () => {
  it.each(prose)('%s', (value) => {
    expect(readReferences(value, true)).toBeNull()
    const canonical = parseCommitMessage(`x\n\nIncident: ${value}\nMitigates: ${value}\n`)
    expect(canonical.references.filter(({ kind }) => kind === 'incident' || kind === 'mitigates')).toEqual([])
    const elsewhere = parseCommitMessage(`x\n\n* fix\n\n  Incident: ${value}\n\nThe end.\n`)
    expect(elsewhere.trailers).toEqual([])
  })
})

describe('Caused-By', () => {
  it.each<[string, [string, string | null][]]>([
    ['97ccdbec', [['97ccdbec', null]]],
    ['deadbeef', [['deadbeef', null]]],
    ['97ccdbec ("pin the chart (again)")', [['97ccdbec', 'pin the chart (again)']]],
    [
      '97ccdbec, 4e882989 (the second try)',
      [
        ['97ccdbec', null],
        ['4e882989', 'the second try'],
      ],
    ],
    ['97ccdb', []],
    ['the upgrade', []],
    ['97ccdbec and the upgrade', []],
  ])('%s', (value, expected) => {
    const { causes } = parseCommitMessage(`x\n\nIncident: INC-7\nCaused-By: ${value}\n`)
    expect(causes.map(({ commit, note }) => [commit, note])).toEqual(expected)
  })
})
