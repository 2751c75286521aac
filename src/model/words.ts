/** The closed word lists of the domain, in the order a person reads them. See docs/records.md. */

export const incidentStatuses = ['investigating', 'identified', 'mitigated', 'resolved', 'closed'] as const
export type IncidentStatus = (typeof incidentStatuses)[number]

export const reviewStatuses = ['draft', 'reviewed', 'published'] as const

export const eventKinds = [
  'trigger',
  'impact',
  'detection',
  'acknowledgement',
  'escalation',
  'action',
  'mitigation',
  'resolution',
  'note',
] as const
export type EventKind = (typeof eventKinds)[number]

export const causeKinds = ['root', 'contributing', 'aggravating', 'trigger'] as const
export const confidences = ['confirmed', 'likely', 'refuted'] as const
export const detectors = ['alert', 'person', 'check', 'third-party'] as const

export const priorities = ['P0', 'P1', 'P2', 'P3', 'P4'] as const

/** What an action is for. */
export const classes = ['prevent', 'mitigate', 'detect', 'repair', 'learn'] as const

/** What kind of work an action is; a configuration may add words. */
export const actionTypes = [
  'alert',
  'config',
  'monitor',
  'architecture',
  'investigation',
  'runbook',
  'migration',
  'docs',
  'process',
  'upstream',
] as const

export const actionStatuses = ['todo', 'in-progress', 'done', 'done-alt', 'wont-do', 'needs-review'] as const
export type ActionStatus = (typeof actionStatuses)[number]

/** How a commit relates to an incident or an action. */
export const relations = ['fixed', 'mitigated', 'caused', 'suspect', 'reverted', 'related'] as const
export type LinkRelation = (typeof relations)[number]

/** A person's word on a remediation that a commit took away. */
export const verdictWords = ['superseded', 'retired', 'accepted-risk'] as const

/** True for the statuses under which nobody has to work on an action any more. */
export function isSettled(status: ActionStatus): boolean {
  return isDone(status) || status === 'wont-do'
}

/** True for work that was done, as its title says or another way. */
export function isDone(status: ActionStatus): boolean {
  return status === 'done' || status === 'done-alt'
}

/** True for a link that answers what an action asked for. */
export function isAnswer(relation: LinkRelation): boolean {
  return relation === 'fixed' || relation === 'mitigated'
}
