/** A rule: what it says, an example that docs and tests share, and how it finds problems in a ledger. */
import type { Ledger, LedgerAction, LedgerIncident, Link } from '../ledger/ledger.ts'
import type { Config } from '../model/config.ts'
import type { RuleId } from '../model/rules.ts'

export interface Problem {
  /** Null when the problem stands in no record. */
  incident: LedgerIncident | null
  /** Where in the record: `['actions', 0, 'due']`. */
  path: readonly (string | number)[]
  message: string
  next: string | null
  /**
   * What tells it from other problems of this rule with the same action or incident, for as long as it is the same
   * problem: a hash, a day. Without it the message does, its numbers aside. The baseline knows problems by it.
   */
  identity?: string
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
  /** The test runs it. */
  example: Example
  /** The rules of reading (`schema`, `duplicate-id`) are found where records are read, and only add to it here. */
  find(context: RuleContext): Problem[]
}

export interface Example {
  /** A record; several are parted by `---`. */
  record: string
  /** When it is checked. */
  at?: string
  /** What history says, which a record alone cannot: in words, and as laid over the actions of the ledger by id. */
  history?: { says: string; actions: Readonly<Record<string, ActionFacts>> }
  /** The messages that this rule then gives. */
  messages: readonly string[]
}

export type ActionFacts = Partial<Omit<LedgerAction, 'links'>> & { links?: readonly Partial<Link>[] }

/** Asks a question of every incident. */
export function ofEach(ask: (incident: LedgerIncident, context: RuleContext) => Omit<Problem, 'incident'>[]) {
  return (context: RuleContext): Problem[] =>
    context.ledger.incidents.flatMap((incident) => ask(incident, context).map((problem) => ({ incident, ...problem })))
}
