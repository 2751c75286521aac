/** The rules that `check` knows, with what they do when the configuration is silent. docs/rules.md prints this table. */

/** What a rule does: nothing, warn, or stop (`block` in a hook, an error in `check`). */
export const policies = ['off', 'warn', 'block'] as const
export type Policy = (typeof policies)[number]

export const rulePolicies = {
  schema: 'block',
  'duplicate-id': 'block',
  incomplete: 'block',
  'unresolved-reference': 'warn',
  'ambiguous-reference': 'warn',
  'dead-link': 'warn',
  'ambiguous-link': 'warn',
  'times-order': 'block',
  'timeline-order': 'warn',
  'duration-mismatch': 'warn',
  'unproven-done': 'warn',
  'stale-open': 'warn',
  'lost-remediation': 'block',
  'failing-probe': 'block',
  'needs-review': 'warn',
  'recurring-cause': 'warn',
  'uncodified-change': 'warn',
  'overdue-action': 'warn',
  'review-overdue': 'warn',
  'missing-owner': 'off',
} as const satisfies Record<string, Policy>

export type RuleId = keyof typeof rulePolicies
export const ruleIds = Object.keys(rulePolicies) as [RuleId, ...RuleId[]]

/** The rules of the guard, which looks at a commit before it is made: docs/liveness.md says when each speaks. */
export const guardPolicies = {
  'guard-probe': 'block',
  'guard-mass-loss': 'block',
  'guard-lines': 'warn',
} as const satisfies Record<string, Policy>

export type GuardRuleId = keyof typeof guardPolicies
