import type { LedgerIncident, Link } from '../../ledger/ledger.ts'
import { ofEach, type Problem, type Rule } from '../rule.ts'

const done = `id: 2026-06-10-boot-storm
title: Boot storm
actions:
  - id: A1
    title: Pin the tag
    status: done
`

type Found = Omit<Problem, 'incident'>

export const deadLink: Rule = {
  id: 'dead-link',
  says: 'A hash in a record names no commit that the checked commit can reach: it has one survivor, or none.',
  example: {
    record: `${done}    commits: ["35646841", "0123abcd"]\n`,
    history: {
      says: '`35646841` was rewritten: its subject is that of `ca2680c1`, and of no other commit',
      actions: {
        A1: {
          links: [
            {
              recorded: '35646841',
              commit: `ca2680c1${'0'.repeat(32)}`,
              via: 'healed',
              healedBy: 'subject',
              landed: true,
            },
            { recorded: '0123abcd', landed: false },
          ],
        },
      },
    },
    messages: [
      'A1: recorded 35646841 is ca2680c1 now (by subject)',
      'A1: 0123abcd names no single commit of this history: rewritten, on another branch, too short, or a slip',
    ],
  },
  find: ofEach((incident) =>
    ofEachLink(incident, ({ recorded, commit, landed, healedBy, candidates }) => {
      if (recorded === null) return null
      if (healedBy !== null && commit !== null)
        return {
          message: `recorded ${recorded} is ${commit.slice(0, recorded.length)} now (by ${spoken[healedBy]})`,
          next: 'mortem link --heal --write',
        }
      if (landed !== false || candidates.length > 0) return null
      return {
        message: `${recorded} names no single commit of this history: rewritten, on another branch, too short, or a slip`,
        next: `git branch --all --contains ${recorded}`,
      }
    }),
  ),
}

/** By what a survivor is known, in words. */
const spoken: Record<NonNullable<Link['healedBy']>, string> = {
  trailer: 'its trailer',
  subject: 'subject',
  'patch-id': 'patch-id',
  'patch-id-u0': 'patch-id without context',
  request: 'its merge request',
  picked: 'cherry-pick',
  absorbed: 'its lines, which a squash holds',
  document: 'the words beside it',
}

/** Candidates that a message has room for. */
const someCandidates = 4

export const ambiguousLink: Rule = {
  id: 'ambiguous-link',
  says: 'A hash in a record names no commit any more, and several could be what became of it; none counts.',
  example: {
    record: `${done}    commits: ["35646841"]\n`,
    history: {
      says: 'two commits have the subject of `35646841`',
      actions: {
        A1: {
          links: [
            {
              recorded: '35646841',
              landed: false,
              candidates: [`ca2680c1${'0'.repeat(32)}`, `134d6b9a${'0'.repeat(32)}`],
            },
          ],
        },
      },
    },
    messages: ['A1: recorded 35646841 could be ca2680c10000 or 134d6b9a0000 now'],
  },
  find: ofEach((incident) =>
    ofEachLink(incident, ({ recorded, candidates }, ref) => {
      if (recorded === null || candidates.length === 0) return null
      const shown = candidates.slice(0, someCandidates).map((hash) => hash.slice(0, 12))
      if (candidates.length > someCandidates) shown.push(`${candidates.length - someCandidates} more`)
      return {
        message: `recorded ${recorded} could be ${shown.join(' or ')} now`,
        next: ref ? `mortem link ${ref} <the one that is meant>` : 'write the one that is meant in its place',
      }
    }),
  ),
}

/** Asks of every link that a hash was recorded for; `ref` is null for those of the incident as a whole. */
function ofEachLink(
  { record, links, actions }: LedgerIncident,
  ask: (link: Link, ref: string | null) => Pick<Found, 'message' | 'next'> | null,
): Found[] {
  const whole = links.flatMap((link): Found[] => {
    const found = ask(link, null)
    return found ? [{ ...found, path: placeOf(record, link.recorded ?? ''), identity: link.recorded ?? '' }] : []
  })
  const own = actions.flatMap((action, n) =>
    action.links.flatMap((link): Found[] => {
      const found = ask(link, action.ref)
      if (!found) return []
      const index = action.record.commits.findIndex(({ commit }) => commit === link.recorded)
      const path = index < 0 ? placeOf(record, link.recorded ?? '') : ['actions', n, 'commits', index]
      return [{ ...found, message: `${action.record.id}: ${found.message}`, path, identity: link.recorded ?? '' }]
    }),
  )
  return [...whole, ...own]
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
