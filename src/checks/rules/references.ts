import { nearest } from '../../model/nearest.ts'
import type { Problem, Rule, RuleContext } from '../rule.ts'

const noMessages = `id: 2026-06-10-boot-storm
title: Boot storm
related: [2026-04-18-shm-fill]
`

export const unresolvedReference: Rule = {
  id: 'unresolved-reference',
  says: 'A trailer or tag of a commit, or recurs and related of a record, names no incident or action.',
  example: {
    record: noMessages,
    messages: ['related[0]: "2026-04-18-shm-fill" names no incident'],
  },
  find: (context) => [...inMessages(context, 'unresolved'), ...inRecords(context)],
}

export const ambiguousReference: Rule = {
  id: 'ambiguous-reference',
  says: 'A reference of a commit fits several incidents or actions; it counts for none of them.',
  example: { record: noMessages, messages: [] },
  find: (context) => inMessages(context, 'ambiguous'),
}

function inMessages({ ledger }: RuleContext, state: 'unresolved' | 'ambiguous'): Problem[] {
  return ledger.unresolved
    .filter((reference) => reference.state === state)
    .map(({ commit, subject, line, kind, target, candidates }) => {
      const where = `commit ${commit.slice(0, 12)} "${subject.slice(0, 60)}", line ${line}: ${kind} "${target}"`
      const hint = candidates.length > 0 ? `; did you mean ${candidates.join(', ')}?` : ''
      const message =
        state === 'ambiguous'
          ? `${where} fits ${candidates.join(' and ')}`
          : `${where} names no incident or action${hint}`
      return { incident: null, path: [], message, next: nextOf(kind, state) }
    })
}

function nextOf(kind: string, state: 'unresolved' | 'ambiguous'): string {
  if (kind === 'close-out') return 'declare it in the record: the status: of its action'
  if (kind === 'caused-by') return 'record the one that is meant: add the commit to the commits: of its cause'
  return state === 'ambiguous'
    ? 'record the one that is meant: add the commit to the commits: of its action'
    : 'add the name to the aliases: of the incident that is meant'
}

function inRecords({ ledger }: RuleContext): Problem[] {
  const known = [
    ...ledger.incidents.flatMap(({ record }) => [record.id, ...record.aliases]),
    ...ledger.loose.map(({ id }) => id),
  ]
  return ledger.incidents.flatMap((incident) =>
    (['recurs', 'related'] as const).flatMap((key) =>
      incident.record[key].flatMap((id, n) => {
        if (known.includes(id)) return []
        const near = nearest(id, known)
        const hint = near.length > 0 ? `; did you mean ${near.join(', ')}?` : ''
        return [{ incident, path: [key, n], message: `${key}[${n}]: "${id}" names no incident${hint}`, next: null }]
      }),
    ),
  )
}
