import { describe, expect, test } from 'vitest'
import { outlookPhrase } from '../../src/documents/post-mortem/outlook.ts'
import type { LedgerVerdict, LivenessState, ProbeResult, Undoing } from '../../src/ledger/ledger.ts'
import { context, type Evidence, incidentOf, ledgerOf, seconds } from './ledger-of.ts'

const commit = 'bcf226400123456789abcdef0123456789abcdef'
const proof = { links: [{ commit }] }
const undoing: Undoing = { commit, subject: 'keel: more', date: seconds('2026-05-17T20:59:00Z'), took: 1, reason: null }
const live = (state: LivenessState, undoneBy: Undoing[] = [], verdict: LedgerVerdict | null = null) => ({
  links: [{ commit, liveness: { state, left: 0, of: 1, undoneBy, lost: [], unknown: null } }],
  liveness: { state, undoneBy, verdict },
})

function sentence(actions: unknown[], evidence: Evidence['actions'] = {}, more: object = {}): string {
  const numbered = actions.map((action, i) => ({ id: `A${i + 1}`, title: 'x', ...(action as object) }))
  const incident = incidentOf({ id: '2026-06-10-x', title: 'X', actions: numbered, ...more }, { actions: evidence })
  return outlookPhrase(ledgerOf([incident]), incident, context({ forge: null })).plain
}

const done = { status: 'done' }
const open = { priority: 'P0' }

describe('without liveness', () => {
  test.each([
    ['Nothing was recorded to prevent it.', [], {}],
    ['The only action is done, with a commit that proves it.', [done], { A1: proof }],
    ['The only action is done, without a commit that proves it.', [done], {}],
    ['The only action is open (A1 P0, no owner).', [open], {}],
    ['All 2 actions are done, each with a commit that proves it.', [done, done], { A1: proof, A2: proof }],
    [
      'None of 2 actions is done; 2 are open (A2 P0, no owner; A1, ada, due 2026-07-01).',
      [{ owner: 'ada', due: '2026-07-01' }, open],
      {},
    ],
    [
      '2 of 3 actions are done, 1 of them with a commit that proves it; 1 will not be done (A3).',
      [done, { status: 'done-alt' }, { status: 'wont-do' }],
      { A1: proof },
    ],
    [
      '1 of 2 actions are done, without a commit that proves it; 1 is open (A2 P0, needs review, no owner).',
      [done, { ...open, status: 'needs-review' }],
      {},
    ],
    [
      'None of 6 actions is done; 6 are open (A1 P0, no owner; A2 P0, no owner; A3 P0, no owner; A4 P0, no owner; 2 more).',
      [open, open, open, open, open, open],
      {},
    ],
  ])('%s', (expected, actions, evidence) => expect(sentence(actions, evidence)).toBe(expected))
})

test('with liveness, what is left of the fixes', () => {
  const actions = [done, done, done, done, open]
  const evidence = { A1: live('live'), A2: live('live'), A3: live('live'), A4: live('gone', [undoing]) }
  expect(sentence(actions, evidence)).toBe(
    '3 of 5 fixes are live; 1 was taken out by bcf2264 on 2026-05-17; 1 is open (A5 P0, no owner).',
  )
})

test('what a verdict covers is no loss, and what fails its probe is not called live', () => {
  const retired: LedgerVerdict = { commit, as: 'retired', reason: 'the new chart pins', source: 'record' }
  const failing: ProbeResult = { probe: { path: 'a.yaml' }, state: 'failing', says: 'a.yaml must exist' }
  const evidence = {
    A1: live('gone', [undoing], retired),
    A2: { ...live('live'), probes: [failing] },
    A3: live('unknown'),
  }
  expect(sentence([done, done, done], evidence)).toBe(
    '0 of 3 fixes are live; 1 fails its probe; 1 no longer needed, by a person’s word; 1 done with nothing to watch.',
  )
})

test('a cause that nothing addresses, a fix given up being nothing', () => {
  const causes = [
    { id: 'C1', title: 'a' },
    { id: 'C2', title: 'b' },
    { id: 'C3', title: 'c', confidence: 'refuted' },
  ]
  expect(
    sentence(
      [
        { ...done, addresses: ['C1'] },
        { status: 'wont-do', addresses: ['C2'] },
      ],
      { A1: proof },
      { causes },
    ),
  ).toMatch(/ Nothing addresses C2\.$/)
  expect(sentence([done], { A1: proof }, { causes })).toMatch(/ No action says which cause it addresses\.$/)
})

test('that it did happen again comes first', () => {
  expect(sentence([], {}, { occurrences: [{ at: '2026-07-01', note: null }] })).toBe(
    'It happened again on 2026-07-01. Nothing was recorded to prevent it.',
  )
})
