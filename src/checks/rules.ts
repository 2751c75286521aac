/** The registry of rules: a test compares it with src/model/rules.ts and with the page docs/rules.md. */
import type { RuleId } from '../model/rules.ts'
import type { Rule } from './rule.ts'
import { missingOwner, overdueAction, reviewOverdue } from './rules/deadlines.ts'
import { duplicateId } from './rules/duplicate-id.ts'
import { durationMismatch } from './rules/duration-mismatch.ts'
import { incomplete } from './rules/incomplete.ts'
import { ambiguousLink, deadLink } from './rules/links.ts'
import { failingProbe, lostRemediation } from './rules/losses.ts'
import { recurringCause } from './rules/recurring-cause.ts'
import { ambiguousReference, unresolvedReference } from './rules/references.ts'
import { schema } from './rules/schema.ts'
import { needsReview, staleOpen, unprovenDone } from './rules/statuses.ts'
import { timelineOrder } from './rules/timeline-order.ts'
import { timesOrder } from './rules/times-order.ts'
import { uncodifiedChange } from './rules/uncodified-change.ts'

export const rules: { readonly [id in RuleId]: Rule } = {
  schema,
  'duplicate-id': duplicateId,
  incomplete,
  'unresolved-reference': unresolvedReference,
  'ambiguous-reference': ambiguousReference,
  'dead-link': deadLink,
  'ambiguous-link': ambiguousLink,
  'times-order': timesOrder,
  'timeline-order': timelineOrder,
  'duration-mismatch': durationMismatch,
  'unproven-done': unprovenDone,
  'stale-open': staleOpen,
  'lost-remediation': lostRemediation,
  'failing-probe': failingProbe,
  'needs-review': needsReview,
  'recurring-cause': recurringCause,
  'uncodified-change': uncodifiedChange,
  'overdue-action': overdueAction,
  'review-overdue': reviewOverdue,
  'missing-owner': missingOwner,
}
