/** A rule: what it says, an example that docs and tests share, and how it finds problems in a ledger. */
import type { Ledger, LedgerIncident } from '../ledger/ledger.ts'
import type { Config } from '../model/config.ts'
import type { RuleId } from '../model/rules.ts'

export interface Problem {
  /** Null when the problem stands in no record. */
  incident: LedgerIncident | null
  /** Where in the record: `['actions', 0, 'due']`. */
  path: readonly (string | number)[]
  message: string
  next: string | null
}

export interface RuleContext {
  ledger: Ledger
  config: Config
  /** Epoch seconds; only commands know it. */
  now: number
}

export interface Rule {
  id: RuleId
  /** One sentence for the reference. */
  says: string
  /** A record, the time it is checked at, and the messages that this rule then gives. The test runs it. */
  example: { record: string; at?: string; messages: readonly string[] }
  /** The rules of reading (`schema`, `duplicate-id`) are found where records are read, and only add to it here. */
  find(context: RuleContext): Problem[]
}

/** Asks a question of every incident. */
export function ofEach(ask: (incident: LedgerIncident, context: RuleContext) => Omit<Problem, 'incident'>[]) {
  return (context: RuleContext): Problem[] =>
    context.ledger.incidents.flatMap((incident) => ask(incident, context).map((problem) => ({ incident, ...problem })))
}
