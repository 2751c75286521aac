/** The public API. Everything else may change without notice. */

export type { Ledger, LedgerAction, LedgerIncident, Link } from './ledger/ledger.ts'
export { toReport } from './ledger/report.ts'
export type { CommitFacts, Grade, Reference, Trailer } from './message/facts.ts'
export { parseCommitMessage } from './message/parse.ts'
export type { Finding } from './model/finding.ts'
export type { Incident } from './model/incident.ts'
export type { StatusReport } from './model/report.ts'
export { type LoadedLedger, loadLedger } from './project/library.ts'
