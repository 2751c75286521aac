/** What needs somebody, in the order in which a person is walked through it. */
import { bucketOf } from './buckets.ts'
import type { Ledger, LedgerAction, LedgerIncident } from './ledger.ts'

/** Work that was done and is gone comes first: only there something that held before no longer does. */
export const reviewKinds = ['lost', 'overdue', 'stale', 'ownerless'] as const
export type ReviewKind = (typeof reviewKinds)[number]

export interface ReviewItem {
  kind: ReviewKind
  incident: LedgerIncident
  action: LedgerAction
}

/** Each action once, under the first kind that fits; in a kind by priority and due date. `today`: epoch seconds. */
export function reviewItems(ledger: Ledger, today: number): ReviewItem[] {
  const items = ledger.incidents.flatMap((incident) =>
    incident.actions.flatMap((action) => {
      const kind = kindOf(action, today)
      return kind ? [{ kind, incident, action }] : []
    }),
  )
  const key = ({ kind, action: { record, ref } }: ReviewItem) =>
    `${reviewKinds.indexOf(kind)} ${record.priority ?? 'P9'} ${record.due ?? '9999'} ${ref}`
  return items
    .map((item) => ({ item, key: key(item) }))
    .sort(byKey)
    .map(({ item }) => item)
}

function kindOf(action: LedgerAction, today: number): ReviewKind | null {
  const bucket = bucketOf(action, today)
  if (bucket === 'lost' || bucket === 'overdue' || bucket === 'stale') return bucket
  return bucket === 'open' && action.record.owner === null ? 'ownerless' : null
}

function byKey(a: { key: string }, b: { key: string }): number {
  return a.key < b.key ? -1 : a.key > b.key ? 1 : 0
}
