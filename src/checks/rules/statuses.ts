import type { LedgerAction } from '../../ledger/ledger.ts'
import { isDone, isSettled } from '../../model/words.ts'
import { ofEach, type Rule } from '../rule.ts'

const done = `id: 2026-06-10-boot-storm
title: Boot storm
actions:
  - id: A1
    title: Pin the tag
    status: done
`

export const unprovenDone: Rule = {
  id: 'unproven-done',
  says: 'An action is called done, and no commit, passing probe or change outside git shows it.',
  example: { record: done, messages: ['A1 is called done, but no commit, probe or change outside git shows it'] },
  find: ofEach(({ record, actions }) =>
    actions.flatMap(({ status, stale, proven, record: { id } }, n) =>
      // A stale one is called open; `stale-open` says what history has to show.
      isDone(status) && proven === false && !stale
        ? [
            {
              path: ['actions', n, 'status'],
              message: `${id} is called done, but no commit, probe or change outside git shows it`,
              next: `mortem action done ${record.id}#${id} --commit <commit>`,
              identity: '',
            },
          ]
        : [],
    ),
  ),
}

export const staleOpen: Rule = {
  id: 'stale-open',
  says: 'An action is called open, and a commit, a passing probe, or an alert or path that it names says that it is done.',
  example: {
    record: done.replace('done', 'todo'),
    history: {
      says: '`4e882989` carries the trailer `Remediates: boot-storm#A1`',
      actions: {
        A1: {
          status: 'done',
          stale: true,
          staleBecause: 'a commit',
          links: [{ commit: `4e882989${'0'.repeat(32)}`, subject: 'pin the image tag', landed: true }],
        },
      },
    },
    messages: ['A1 is called todo, but history says done: 4e8829890000 "pin the image tag"'],
  },
  find: ofEach(({ actions }) =>
    actions.flatMap((action, n) =>
      action.stale && !isSettled(action.declared)
        ? [
            {
              path: ['actions', n, 'status'],
              message: `${action.record.id} is called ${action.declared}, but ${because(action)}`,
              next: takeIn(action),
              identity: '',
            },
          ]
        : [],
    ),
  ),
}

/** `history says done: 4e8829890000 "pin the tag"`, `VaultRaftLeaderStuck is in rules.tf`. */
function because(action: LedgerAction): string {
  const { status, staleBecause, probes, words } = action
  if (staleBecause === 'a passing probe') {
    const says = probes.find(({ state }) => state === 'passing')?.says
    return `its probe passes${says ? `: ${says}` : ''}`
  }
  if (staleBecause !== null && staleBecause !== 'a commit') return staleBecause
  const link = proofOf(action)
  if (link) return `history says ${status}: ${link.commit?.slice(0, 12)} "${(link.subject ?? '').slice(0, 60)}"`
  const word = words.find((one) => one.status === status && one.commit !== null)
  if (!word) return `history says ${status}`
  const how = word.via === 'close-out' ? 'closed out by' : 'declared by'
  return `history says ${status}, ${how} ${word.commit?.slice(0, 12)}${word.reason ? `: ${word.reason.slice(0, 120)}` : ''}`
}

function proofOf({ links }: LedgerAction) {
  return links.find(({ relation, landed, commit }) => relation === 'fixed' && landed === true && commit !== null)
}

function takeIn(action: LedgerAction): string {
  const { ref, status } = action
  if (status === 'wont-do') return `mortem action drop ${ref} --reason "…"`
  const commit = proofOf(action)?.commit
  return `mortem action done ${ref}${commit ? ` --commit ${commit.slice(0, 12)}` : ''}${status === 'done-alt' ? ' --reason "…"' : ''}`
}

export const needsReview: Rule = {
  id: 'needs-review',
  says: 'Parallel lines of history say different things of an action, or somebody asked for a review.',
  example: {
    record: done.replace('status: done', 'status: needs-review'),
    messages: ['A1 needs a review: declared needs-review'],
  },
  find: ofEach(({ record, actions }) =>
    actions.flatMap(({ status, words, declared, record: { id } }, n) => {
      if (status !== 'needs-review') return []
      const said = words.map((word) => `${word.status}${word.commit ? ` (${word.commit.slice(0, 12)})` : ''}`)
      const message = `${id} needs a review: ${declared === 'needs-review' ? 'declared needs-review' : said.join(' against ')}`
      return [{ path: ['actions', n, 'status'], message, next: `mortem show ${record.id}#${id}` }]
    }),
  ),
}
