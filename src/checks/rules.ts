/** The registry of rules: a test compares it with src/model/rules.ts and with the page docs/rules.md. */
import type { RuleId } from '../model/rules.ts'
import type { Rule } from './rule.ts'
import { missingOwner, overdueAction, reviewOverdue } from './rules/deadlines.ts'
import { duplicateId } from './rules/duplicate-id.ts'
import { durationMismatch } from './rules/duration-mismatch.ts'
import { deadLink, needsReview, unprovenDone } from './rules/evidence.ts'
import { incomplete } from './rules/incomplete.ts'
import { ambiguousReference, unresolvedReference } from './rules/references.ts'
import { schema } from './rules/schema.ts'
import { timelineOrder } from './rules/timeline-order.ts'
import { timesOrder } from './rules/times-order.ts'

export const rules: { readonly [id in RuleId]: Rule } = {
  schema,
  'duplicate-id': duplicateId,
  incomplete,
  'unresolved-reference': unresolvedReference,
  'ambiguous-reference': ambiguousReference,
  'dead-link': deadLink,
  'times-order': timesOrder,
  'timeline-order': timelineOrder,
  'duration-mismatch': durationMismatch,
  'unproven-done': unprovenDone,
  'needs-review': needsReview,
  'overdue-action': overdueAction,
  'review-overdue': reviewOverdue,
  'missing-owner': missingOwner,
}
