/** What a terminal says of a loss, and of what a review asks about it. The ledgers are made here, the text is ours. */
import { describe, expect, test } from 'vitest'
import type { Io } from '../../src/cli/io.ts'
import { answersTo, callText } from '../../src/cli/review/answers.ts'
import { itemLines, reviewText } from '../../src/cli/review/item-text.ts'
import { showAction } from '../../src/cli/show-text.ts'
import { formats } from '../../src/cli/status-formats.ts'
import type { LedgerAction, LedgerVerdict, Undoing } from '../../src/ledger/ledger.ts'
import { toReport } from '../../src/ledger/report.ts'
import { reviewItems } from '../../src/ledger/review.ts'
import { statusReportSchema } from '../../src/model/report.ts'
import { incidentOf, ledgerOf, seconds } from '../documents/ledger-of.ts'

const plain: Io = {
  ...{ cwd: '/', env: {}, now: seconds('2026-07-15T00:00:00Z'), interactive: false, progress: null, columns: null },
  ...{ colour: false, print: () => {}, complain: () => {} },
}
const undoing: Undoing = {
  commit: 'bcf2264000112233445566778899aabbccddeeff',
  subject: 'keel: enroll 9 more \u202enamespaces',
  date: seconds('2026-05-17T20:59:00Z'),
  took: 1,
  reason: 'one operator for all of them',
}
const retired: LedgerVerdict = { commit: undoing.commit, as: 'retired', reason: 'the chart pins now', source: 'record' }
const path = 'stacks/kyverno/keel.tf'

function keel(more: Partial<LedgerAction> = {}) {
  const liveness = { state: 'gone', undoneBy: [undoing], verdict: null } as const
  const lost = [{ path, text: '    "authentik",', back: false, by: undoing.commit }]
  const back = { path, text: `all = ${'x'.repeat(200)}`, back: true, by: null }
  return incidentOf(
    {
      id: '2026-05-17-keel',
      title: 'Keel',
      actions: [
        { id: 'A1', priority: 'P0', title: 'Keep keel off', status: 'done', owner: 'mara', due: '2026-06-01' },
        { id: 'A2', title: 'Alert', due: '2026-06-01' },
      ],
    },
    {
      actions: {
        A1: {
          links: [
            {
              ...{ commit: '0365ed8300112233445566778899aabbccddeeff', recorded: '35646841', healedBy: 'subject' },
              ...{ subject: 'keel: not authentik', date: seconds('2026-05-17T00:07:00Z'), via: 'healed' },
              liveness: { state: 'gone', left: 0, of: 2, undoneBy: [undoing], lost: [...lost, back], unknown: null },
            },
            { recorded: '0123abcd', landed: false, candidates: ['1'.repeat(40), '2'.repeat(40)] },
          ],
          liveness: { ...liveness, undoneBy: [undoing] },
          lost: true,
          ...more,
        },
      },
    },
  )
}

const action = (incident: ReturnType<typeof keel>) => incident.actions[0] as LedgerAction

test('show: the survivor of a dead hash, what is left, who took it with its own reason, and the lines', () => {
  const incident = keel()
  const text = showAction(incident, action(incident), plain)
  expect(text).toContain('A1  P0  done (lost)  Keep keel off')
  expect(text).toContain(
    '      recorded 35646841, now 0365ed83 by subject\n      gone, 0 of 2 lines left, by bcf226400011',
  )
  expect(text).toContain('it could be 111111111111, 222222222222')
  expect(text).toContain(`what is not as it was left
  taken away by bcf226400011  2026-05-17  keel: enroll 9 more \\u{202e}namespaces, 1 line
    its reason: one operator for all of them
  0 of 2 lines left
    - ${path}: "authentik",
    + ${path}: all = ${'x'.repeat(94)}…`)
})

test('show: a verdict closes the loss without hiding it', () => {
  const covered = keel({
    lost: false,
    verdicts: [retired],
    liveness: { state: 'gone', undoneBy: [undoing], verdict: retired },
  })
  const text = showAction(covered, action(covered), plain)
  expect(text).toContain('A1  P0  done  Keep keel off')
  expect(text).toContain('taken away by bcf226400011')
  expect(text).toContain('verdicts\n  retired (bcf226400011, covers the loss): the chart pins now')
})

test('show: a status that only the tree contradicts says by what', () => {
  const incident = keel({
    lost: false,
    status: 'todo',
    declared: 'todo',
    stale: true,
    staleBecause: 'KeelOn is in a.yaml',
  })
  expect(showAction(incident, action(incident), plain)).toContain('todo (declared todo, but KeelOn is in a.yaml)')
})

describe('status', () => {
  const report = toReport(ledgerOf([keel()]), plain.now, null)

  test('the report is what its schema says', () => {
    expect(statusReportSchema.safeParse(report).error).toBeUndefined()
  })

  test('text names who took it, when, and why', () => {
    expect(formats.text(report, plain)).toContain(`lost: done, and no longer in the tree
  P0  2026-05-17-keel#A1  Keep keel off
      due 2026-06-01 · mara · 0365ed83 keel: not authentik (healed)
      gone since 2026-05-17, by bcf22640 keel: enroll 9 more \\u{202e}namespaces
      "one operator for all of them"`)
  })

  test('CSV and Markdown have it as columns', () => {
    const [head, first] = formats.csv(report).split('\r\n')
    expect(head).toContain(',bucket,proven,severity,commits,lost,liveness,undone-by,verdict')
    expect(first).toContain(`,lost,true,,0365ed8300112233445566778899aabbccddeeff,true,gone,${undoing.commit},`)
    expect(formats.markdown(report)).toContain(
      '| lost | P0 | 2026-05-17-keel#A1 | Keep keel off | mara | 2026-06-01 | gone |',
    )
  })
})

describe('review', () => {
  test('what is lost comes first, with what a person has to know and the two ways on', () => {
    const ledger = ledgerOf([keel()])
    const items = reviewItems(ledger, plain.now)
    expect(items.map(({ kind, action }) => `${kind} ${action.record.id}`)).toEqual(['lost A1', 'overdue A2'])
    expect(reviewText(items.slice(0, 1), ledger)).toBe(`lost: done, and no longer in the tree
  P0  2026-05-17-keel#A1  Keep keel off
      of Keel · done · mara · due 2026-06-01
      taken away by bcf226400011  2026-05-17  keel: enroll 9 more \\u{202e}namespaces, 1 line
        its reason: one operator for all of them
      0 of 2 lines left
        - ${path}: "authentik",
        + ${path}: all = ${'x'.repeat(94)}…
      fixed by 0365ed830011  2026-05-17  keel: not authentik (healed, certain)
      next: mortem action verdict 2026-05-17-keel#A1 bcf226400011 --as superseded|retired|accepted-risk --reason "…"
            mortem action drop 2026-05-17-keel#A1 --reason "…"`)
  })

  test('when only a probe fails, the verdict is said at the commit that was looked at', () => {
    const probe = { probe: { path: 'pin.yaml' }, state: 'failing', says: 'pin.yaml must exist' } as const
    const ledger = ledgerOf([keel({ liveness: null, links: [], probes: [probe] })])
    const [item] = reviewItems(ledger, plain.now)
    if (!item) throw new Error('nothing to review')
    expect(itemLines(item)).toContain('probe fails: pin.yaml must exist')
    const [answer] = answersTo(item, ledger.commit)
    expect(answer && callText(answer.call)).toContain('mortem action verdict 2026-05-17-keel#A1 ffffffffffff --as')
  })

  test('a reason of a commit message is quoted for a shell', () => {
    const words = [
      { status: 'wont-do', commit: 'f'.repeat(40), via: 'close-out', reason: "it's $(too) `much`" },
    ] as const
    const incident = keel({ lost: false, status: 'wont-do', declared: 'todo', stale: true, words: [...words] })
    const [item] = reviewItems(ledgerOf([incident]), plain.now).filter(({ kind }) => kind === 'stale')
    const [answer] = item ? answersTo(item, null) : []
    expect(answer && callText(answer.call)).toBe(
      "mortem action drop 2026-05-17-keel#A1 --reason 'it'\\''s $(too) `much`'",
    )
  })
})
