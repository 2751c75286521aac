/** Where an action stands: one bucket each, so that the counts add up. */
import { isSettled } from '../model/words.ts'
import type { Ledger, LedgerAction } from './ledger.ts'

/** In the order in which they are looked at, and in which the first that fits counts. */
export const buckets = ['lost', 'overdue', 'stale', 'open', 'unproven', 'done', 'dropped'] as const
export type Bucket = (typeof buckets)[number]

/** `today`: epoch seconds. */
export function bucketOf(action: LedgerAction, today: number): Bucket {
  if (action.lost) return 'lost'
  const { status, declared } = action
  if (isOverdue(action, today)) return 'overdue'
  if (action.stale && !isSettled(declared)) return 'stale'
  if (status === 'wont-do') return 'dropped'
  if (!isSettled(status)) return 'open'
  return action.proven === false ? 'unproven' : 'done'
}

/** Open past its due day; that day itself still counts. */
export function isOverdue({ status, record: { due } }: LedgerAction, today: number): boolean {
  return due !== null && !isSettled(status) && Date.parse(`${due}T00:00:00Z`) / 1000 + 86_400 <= today
}

export type Counts = Record<Bucket, number>

export function countActions(ledger: Ledger, today: number): Counts {
  const counts = Object.fromEntries(buckets.map((bucket) => [bucket, 0])) as Counts
  for (const { actions } of ledger.incidents) for (const action of actions) counts[bucketOf(action, today)]++
  return counts
}
