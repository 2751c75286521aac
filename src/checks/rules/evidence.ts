import type { LedgerIncident } from '../../ledger/ledger.ts'
import { ofEach, type Rule } from '../rule.ts'

const done = `id: 2026-06-10-boot-storm
title: Boot storm
actions:
  - id: A1
    title: Pin the tag
    status: done
`

export const deadLink: Rule = {
  id: 'dead-link',
  says: 'A hash in a record names no commit that the checked commit can reach.',
  example: {
    record: `${done}    commits: ["0123abcd"]\n`,
    messages: [
      'A1: 0123abcd names no single commit of this history: rewritten, on another branch, too short, or a slip',
    ],
  },
  find: ofEach(({ record, actions, links }) => [
    ...links.flatMap(({ landed, recorded }) =>
      landed === false
        ? [{ path: placeOf(record, recorded ?? ''), message: gone(recorded ?? ''), next: lookFor(recorded ?? '') }]
        : [],
    ),
    ...actions.flatMap((action, n) =>
      action.links.flatMap(({ landed, recorded }) => {
        if (landed !== false) return []
        const index = action.record.commits.findIndex(({ commit }) => commit === recorded)
        const path = index < 0 ? placeOf(record, recorded ?? '') : ['actions', n, 'commits', index]
        return [{ path, message: `${action.record.id}: ${gone(recorded ?? '')}`, next: lookFor(recorded ?? '') }]
      }),
    ),
  ]),
}

/** Where a cause or a change holds the hash. */
function placeOf({ causes, changes }: LedgerIncident['record'], hash: string): (string | number)[] {
  const change = changes.findIndex(({ codified }) => codified === hash)
  if (change >= 0) return ['changes', change, 'codified']
  for (const [n, { commits }] of causes.entries()) {
    const index = commits.findIndex(({ commit }) => commit === hash)
    if (index >= 0) return ['causes', n, 'commits', index]
  }
  return []
}

function gone(hash: string): string {
  return `${hash} names no single commit of this history: rewritten, on another branch, too short, or a slip`
}

function lookFor(hash: string): string {
  return `git branch --all --contains ${hash}`
}

export const unprovenDone: Rule = {
  id: 'unproven-done',
  says: 'An action is called done, and no commit or change outside git shows it.',
  example: { record: done, messages: ['A1 is called done, but no commit or change outside git shows it'] },
  find: ofEach(({ record, actions }) =>
    actions.flatMap(({ status, proven, record: { id } }, n) =>
      (status === 'done' || status === 'done-alt') && proven === false
        ? [
            {
              path: ['actions', n, 'status'],
              message: `${id} is called done, but no commit or change outside git shows it`,
              next: `mortem action done ${record.id}#${id} --commit <commit>`,
            },
          ]
        : [],
    ),
  ),
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
