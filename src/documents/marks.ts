/** The words that documents mark things with. Words, because symbols and colours do not reach every reader. */
import type { Liveness } from '../ledger/ledger.ts'
import type { ActionStatus, LinkRelation, verdictWords } from '../model/words.ts'

export const statusMarks: Record<ActionStatus, string> = {
  todo: 'open',
  'in-progress': 'in progress',
  done: 'done',
  'done-alt': 'done another way',
  'wont-do': 'will not do',
  'needs-review': 'needs review',
}

export const livenessMarks: Record<Liveness['state'], string> = {
  live: 'live',
  changed: 'changed',
  gone: 'gone',
  reverted: 'reverted',
  unknown: 'nothing to watch',
}

/** A person's word on what is no longer there. */
export const verdictMarks: Record<(typeof verdictWords)[number], string> = {
  superseded: 'superseded',
  retired: 'retired',
  'accepted-risk': 'risk accepted',
}

/** What a commit did, as a verb before an action's id. */
export const relationMarks: Record<LinkRelation, string> = {
  fixed: 'fixed',
  mitigated: 'mitigated',
  caused: 'caused',
  suspect: 'is suspected of',
  reverted: 'reverted',
  related: 'belongs to',
}
