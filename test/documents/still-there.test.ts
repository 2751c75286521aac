/** The cell "Still there?": what a reader is told of a fix after it was made. */
import { expect, test } from 'vitest'
import { renderActionItems } from '../../src/documents/action-items.ts'
import { stillTherePhrase } from '../../src/documents/action-phrase.ts'
import type { LedgerAction, LedgerVerdict, LivenessState, ProbeResult, Undoing } from '../../src/ledger/ledger.ts'
import { context, type Evidence, incidentOf, ledgerOf, seconds } from './ledger-of.ts'

const fix = '0365ed8300112233445566778899aabbccddeeff'
const undoing: Undoing = {
  commit: 'bcf2264000112233445566778899aabbccddeeff',
  subject: 'keel: enroll 9 more namespaces',
  date: seconds('2026-05-17T20:59:00Z'),
  took: 2,
  reason: 'one operator for all of them',
}
const retired: LedgerVerdict = {
  commit: undoing.commit,
  as: 'retired',
  reason: 'the chart pins | now',
  source: 'record',
}

type Known = NonNullable<Evidence['actions']>[string]

function seen(state: LivenessState, left: number, more: Partial<LedgerAction> = {}): Known {
  const undoneBy = state === 'live' || state === 'unknown' ? [] : [undoing]
  const unknown = state === 'unknown' ? 'every file it changed is generated' : null
  return {
    links: [{ commit: fix, liveness: { state, left, of: 9, undoneBy, lost: [], unknown } }],
    liveness: { state, undoneBy, verdict: null },
    ...more,
  }
}

const incident = (evidence: Known) =>
  incidentOf(
    { id: '2026-05-17-keel', title: 'Keel', actions: [{ id: 'A1', title: 'Keep keel off', status: 'done' }] },
    { actions: { A1: evidence } },
  )

function cell(evidence: Known): string | null {
  const [action] = incident(evidence).actions
  return stillTherePhrase(action as LedgerAction, context({ forge: null }))?.plain ?? null
}

const failing: ProbeResult = { probe: { path: 'pin.yaml' }, state: 'failing', says: 'pin.yaml must exist' }

test.each([
  ['live', seen('live', 9)],
  ['changed, 3 of 9 lines left, by bcf2264 on 2026-05-17', seen('changed', 3)],
  ['gone, by bcf2264 on 2026-05-17', seen('gone', 0)],
  ['reverted, by bcf2264 on 2026-05-17', seen('reverted', 0)],
  ['every file it changed is generated', seen('unknown', 0)],
  ['live; probe fails: pin.yaml must exist', seen('live', 9, { probes: [failing] })],
  ['probe fails: pin.yaml must exist', { probes: [failing] }],
  ['the probe passes', { probes: [{ ...failing, state: 'passing' as const }] }],
  [null, {}],
])('%s', (expected, evidence) => expect(cell(evidence)).toBe(expected))

test('a verdict closes the loss and stays to be read, with the commit that it is about when that is another one', () => {
  const said = (verdict: LedgerVerdict) =>
    cell(seen('gone', 0, { liveness: { state: 'gone', undoneBy: [undoing], verdict } }))
  expect(said(retired)).toBe('gone, by bcf2264 on 2026-05-17; retired: the chart pins | now')
  expect(said({ ...retired, commit: 'bcf22640' })).toBe('gone, by bcf2264 on 2026-05-17; retired: the chart pins | now')
  expect(said({ commit: fix, as: 'superseded', reason: 'a newer pin', source: 'ledger' })).toBe(
    'gone, by bcf2264 on 2026-05-17; superseded by 0365ed8: a newer pin',
  )
})

test('the tracker lists what is lost first, and folds away what a verdict covers, with its reason', () => {
  const lost = incident(seen('gone', 0, { lost: true }))
  const text = (one: typeof lost) => renderActionItems(ledgerOf([one]), context({ forge: null }))
  expect(text(lost)).toContain('\n1 lost\n\n## Lost: done once, no longer in the tree\n')
  expect(text(lost)).toContain('| gone, by `bcf2264` on 2026-05-17 |')
  const covered = text(
    incident(seen('gone', 0, { liveness: { state: 'gone', undoneBy: [undoing], verdict: retired } })),
  )
  expect(covered).not.toContain('## Lost')
  expect(covered.slice(covered.indexOf('<details>'))).toContain(
    '| gone, by `bcf2264` on 2026-05-17; retired: the chart pins \\| now |',
  )
})
