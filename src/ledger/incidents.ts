/** One record and the evidence for it → what the ledger says of that incident and its actions. */
import { actionRef } from '../model/ids.ts'
import type { Action, Incident } from '../model/incident.ts'
import { phasesOf, timesOf } from '../model/phases.ts'
import { type Severity, severityOf } from '../model/severity.ts'
import { isAnswer, isSettled } from '../model/words.ts'
import type { Declaration } from './declarations.ts'
import type { Evidence } from './evidence.ts'
import type { LedgerAction, LedgerIncident, StatusWord } from './ledger.ts'
import { type LinkContext, linksOf } from './links.ts'
import { lastWord, wordsOn } from './statuses.ts'

export interface IncidentContext extends LinkContext {
  evidence: readonly Evidence[]
  declared: readonly Declaration[]
  severities: readonly Severity[]
}

export function toIncident(
  { file, incident, document }: { file: string; incident: Incident; document: string },
  context: IncidentContext,
): LedgerIncident {
  return {
    record: incident,
    file,
    document,
    severity: incident.severity && (severityOf(incident.severity, context.severities)?.name ?? incident.severity),
    phases: phasesOf(timesOf(incident)),
    links: linksOf(
      context.evidence.filter(({ action }) => action === null),
      context,
    ),
    actions: incident.actions.map((action) => toAction(incident, action, context)),
    alike: [],
  }
}

function toAction(incident: Incident, action: Action, context: IncidentContext): LedgerAction {
  const { graph, verdicts } = context.scene
  const evidence = context.evidence.filter((sign) => sign.action === action.id)
  const declared = context.declared.filter((declaration) => declaration.action === action.id)
  const words = wordsOn(declared, evidence, graph, context.reverted)
  const status = lastWord(words, action.status, graph)
  const links = linksOf(evidence, context)
  const takenBack = new Set(
    links.flatMap(({ relation, note }) => (relation === 'reverted' && note ? [note.slice(-12)] : [])),
  )
  const isProof = ({ relation, landed, commit }: (typeof links)[number]) =>
    landed === true && isAnswer(relation) && !takenBack.has((commit ?? '').slice(0, 12))
  // Of one that was put into git, the commit is the proof: it has to be there still.
  const isCodified = (hash: string) =>
    links.some((link) => link.recorded === hash && link.landed && !takenBack.has((link.commit ?? '').slice(0, 12)))
  const byHand = incident.changes.some(
    ({ action: named, codified }) =>
      named === action.id &&
      codified !== 'pending' &&
      (codified === null || codified === 'temporary' || isCodified(codified)),
  )
  const proven = byHand || links.some(isProof)
  return {
    ref: actionRef(incident.id, action.id),
    record: action,
    declared: action.status,
    status,
    words: words.map(
      ({ status: said, commit, via, reason }): StatusWord => ({
        ...{ status: said, via, reason },
        commit: commit === null ? null : graph.at(commit).hash,
      }),
    ),
    // Only evidence that is certain makes a status differ from what the record says without anybody declaring it.
    stale: !isSettled(action.status) && isSettled(status),
    proven: proven || !context.shallow ? proven : null,
    links,
    verdicts: verdicts
      .filter((entry) => entry.incident === incident.id && entry.action === action.id)
      .map(({ verdict }) => verdict),
    staleBecause: !isSettled(action.status) && isSettled(status) ? 'a commit' : null,
    probes: [],
    liveness: null,
    lost: false,
  }
}
