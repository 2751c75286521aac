/** Which one thing an action counts as, in the tracker and in `status`. The first that holds wins. */
import type { LedgerAction } from '../ledger/ledger.ts'
import { isSettled } from '../model/words.ts'
import { isLost } from './liveness.ts'
import { dateOfSeconds } from './moment.ts'

export const buckets = ['lost', 'overdue', 'stale', 'open', 'unproven', 'done', 'dropped'] as const
export type Bucket = (typeof buckets)[number]

/**
 * @param today epoch seconds; an action is overdue from the day after its due date. Null (a repository without a
 *   commit): nothing is overdue.
 */
export function bucketOf(action: LedgerAction, today: number | null): Bucket {
  if (isLost(action)) return 'lost'
  if (action.status === 'wont-do') return 'dropped'
  if (isSettled(action.status)) return action.stale ? 'stale' : action.proven === false ? 'unproven' : 'done'
  if (isOverdue(action, today)) return 'overdue'
  return action.stale ? 'stale' : 'open'
}

/** Not settled by the day it was due. */
export function isOverdue(action: LedgerAction, today: number | null): boolean {
  const { due } = action.record
  return due !== null && today !== null && !isSettled(action.status) && due < dateOfSeconds(today)
}

/** `3 overdue · 2 stale · 12 open · 87 done`; what does not occur is left out. */
export function countsOf(actions: readonly LedgerAction[], today: number | null): Record<Bucket, number> {
  const counts = Object.fromEntries(buckets.map((bucket) => [bucket, 0])) as Record<Bucket, number>
  for (const action of actions) counts[bucketOf(action, today)]++
  return counts
}
