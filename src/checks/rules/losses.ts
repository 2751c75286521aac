import type { LedgerAction, Undoing } from '../../ledger/ledger.ts'
import { type Loss, lossOf } from '../../ledger/loss.ts'
import { formatInstant } from '../../model/time.ts'
import { ofEach, type Rule } from '../rule.ts'

const keel = `id: 2026-05-17-authentik-keel
title: Sign-in broken by an automatic upgrade
actions:
  - id: A1
    priority: P0
    title: Keep automatic upgrades off authentik
    status: done
    commits: ["0365ed83"]
`
const fix = `0365ed83${'0'.repeat(32)}`
const undoing: Undoing = {
  commit: `bcf22640${'0'.repeat(32)}`,
  subject: 'keel: enroll 9 more namespaces',
  date: Date.parse('2026-05-17T20:59:00Z') / 1000,
  took: 1,
  reason: 'one operator for all of them',
}

export const lostRemediation: Rule = {
  id: 'lost-remediation',
  says: 'What was done for an action is no longer in the tree, and nobody said that it is meant.',
  example: {
    record: keel,
    history: {
      says: '`bcf22640` takes out the one line that `0365ed83` brought in',
      actions: {
        A1: {
          lost: true,
          liveness: { state: 'gone', undoneBy: [undoing], verdict: null },
          links: [
            {
              commit: fix,
              recorded: '0365ed83',
              landed: true,
              liveness: { state: 'gone', left: 0, of: 1, undoneBy: [undoing], lost: [], unknown: null },
            },
          ],
        },
      },
    },
    messages: [
      'A1 (P0) is done, but bcf226400000 "keel: enroll 9 more namespaces" took it away on 2026-05-17 ("one operator for all of them"); 0 of 1 line is left: Keep automatic upgrades off authentik',
    ],
  },
  find: ofEach(({ actions }, { config }) =>
    actions.flatMap((action, n) => {
      const loss = lossOf(action)
      const state = action.liveness?.state
      if (!action.lost || !loss || (state !== 'gone' && state !== 'reverted')) return []
      const taker = loss.undoneBy[0]?.commit.slice(0, 12) ?? '<commit>'
      const retires = `${config.messages.retires}: ${action.ref} (reason)`
      return [
        {
          path: ['actions', n],
          message: `${nameOf(action)} is done, but ${takenBy(loss)}${leftOf(loss)}: ${action.record.title}`,
          next: `put it back; or, when it is meant, say so: "${retires}" in a commit message, or mortem action verdict ${action.ref} ${taker} --as retired --reason "…"`,
          identity: loss.undoneBy
            .map(({ commit }) => commit.slice(0, 12))
            .sort()
            .join(' '),
        },
      ]
    }),
  ),
}

function nameOf({ record: { id, priority } }: LedgerAction): string {
  return priority ? `${id} (${priority})` : id
}

function takenBy({ undoneBy }: Loss): string {
  const [first, ...others] = undoneBy
  if (!first) return 'it is no longer in the tree, and history does not say who took it away'
  const more = others.length > 0 ? ` with ${others.length} more` : ''
  const why = first.reason ? ` ("${cut(first.reason, 120)}")` : ''
  const day = formatInstant(first.date * 1000).slice(0, 10)
  return `${first.commit.slice(0, 12)} "${cut(first.subject, 60)}"${more} took it away on ${day}${why}`
}

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most)}…` : text
}

function leftOf({ left, of }: Loss): string {
  return of > 0 ? `; ${left} of ${of} ${of === 1 ? 'line is' : 'lines are'} left` : ''
}

export const failingProbe: Rule = {
  id: 'failing-probe',
  says: 'A declared check (`verify:`) of an action that is done fails, and nobody said that it is meant.',
  example: {
    record: `${keel}    verify:\n      - { file: keel.tf, contains: '"authentik"' }\n`,
    history: {
      says: 'the tree has `keel.tf` without that text',
      actions: {
        A1: {
          lost: true,
          probes: [
            {
              probe: { file: 'keel.tf', contains: '"authentik"' },
              state: 'failing',
              says: 'keel.tf must contain "authentik"; it does not',
            },
          ],
        },
      },
    },
    messages: ['A1 (P0) is done, but its probe fails: keel.tf must contain "authentik"; it does not'],
  },
  find: ofEach(({ actions }) =>
    actions.flatMap((action, n) => {
      const { lost, probes, record, liveness } = action
      if (!lost) return []
      const [taker] = liveness?.undoneBy ?? []
      const day = taker && formatInstant(taker.date * 1000).slice(0, 10)
      const by = taker ? `; its fix was changed by ${taker.commit.slice(0, 12)} of ${day} "${taker.subject}"` : ''
      return probes.flatMap(({ state, probe, says }) => {
        if (state !== 'failing') return []
        const written = JSON.stringify(probe)
        const index = record.verify.findIndex((one) => JSON.stringify(one) === written)
        return [
          {
            path: index < 0 ? ['actions', n, 'verify'] : ['actions', n, 'verify', index],
            message: `${nameOf(action)} is done, but its probe fails: ${says}${by}`,
            next: `put it back; or correct the probe; or, when it is meant, mortem action verdict ${action.ref} ${taker?.commit.slice(0, 12) ?? '<commit>'} --as retired --reason "…"`,
            identity: written,
          },
        ]
      })
    }),
  ),
}
