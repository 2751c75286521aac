/** The ledger as `mortem status --json` prints it: docs/json.md describes it, schema/status.json is its JSON Schema. */
import { isoDuration } from '../model/duration.ts'
import { timesOf } from '../model/phases.ts'
import type { StatusReport } from '../model/report.ts'
import { formatInstant, formatTime } from '../model/time.ts'
import { bucketOf, countActions, isOverdue } from './buckets.ts'
import type { Ledger, LedgerAction, LedgerIncident, LedgerVerdict, Link } from './ledger.ts'

/** `today`: epoch seconds. `keep`: which actions are listed; incidents without a kept action are left out then. */
export function toReport(
  ledger: Ledger,
  today: number,
  keep: ((action: LedgerAction) => boolean) | null,
): StatusReport {
  const incidents = ledger.incidents.map((incident) => incidentReport(incident, today, keep ?? (() => true)))
  return {
    schema: 1,
    commit: ledger.commit,
    shallow: ledger.shallow,
    counts: countActions(ledger, today),
    /** Post-mortems that are prose only. */
    loose: ledger.loose.map(({ file, id, title, date }) => ({ file, id, title, date })),
    incidents: keep ? incidents.filter(({ actions }) => actions.length > 0) : incidents,
  }
}

function incidentReport(
  incident: LedgerIncident,
  today: number,
  keep: (action: LedgerAction) => boolean,
): StatusReport['incidents'][number] {
  const { record, phases } = incident
  const { started } = timesOf(record)
  const written = (seconds: number | null) => (seconds === null ? null : isoDuration(seconds))
  return {
    id: record.id,
    title: record.title,
    severity: incident.severity,
    status: record.status,
    started: started && formatTime(started),
    file: incident.file,
    document: incident.document,
    services: record.services,
    phases: {
      detect: written(phases.detect),
      acknowledge: written(phases.acknowledge),
      mitigate: written(phases.mitigate),
      resolve: written(phases.resolve),
    },
    links: incident.links.map(linkReport),
    actions: incident.actions.filter(keep).map((action) => actionReport(action, today)),
  }
}

function actionReport(action: LedgerAction, today: number): StatusReport['incidents'][number]['actions'][number] {
  const { ref, record, declared, status, proven, stale, staleBecause, lost, liveness, probes } = action
  const probed = (state: string) => probes.filter((probe) => probe.state === state).length
  return {
    ref,
    title: record.title,
    priority: record.priority,
    class: record.class,
    type: record.type,
    owner: record.owner,
    due: record.due,
    tracker: record.tracker,
    overdue: isOverdue(action, today),
    declared,
    status,
    bucket: bucketOf(action, today),
    proven,
    stale,
    staleBecause,
    lost,
    probes: { passing: probed('passing'), failing: probed('failing'), unknown: probed('unknown') },
    links: action.links.map(linkReport),
    liveness: liveness && {
      state: liveness.state,
      undoneBy: liveness.undoneBy.map(({ commit }) => commit),
      undoings: liveness.undoneBy.map(({ commit, subject, date, took, reason }) => ({
        ...{ commit, subject, took, reason },
        date: formatInstant(date * 1000),
      })),
      verdict: liveness.verdict && verdictReport(liveness.verdict),
    },
    verdicts: action.verdicts.map(verdictReport),
  }
}

function verdictReport({ commit, as, reason }: LedgerVerdict) {
  return { commit, as, reason }
}

function linkReport({
  author: _author,
  note,
  date,
  liveness,
  ...link
}: Link): StatusReport['incidents'][number]['links'][number] {
  const seen = liveness && {
    state: liveness.state,
    left: liveness.left,
    of: liveness.of,
    undoneBy: liveness.undoneBy.map(({ commit }) => commit),
    lost: liveness.lost.map(({ path, text, back, by }) => ({ path, text, back, by })),
    unknown: liveness.unknown,
  }
  return { ...link, date: date === null ? null : formatInstant(date * 1000), note, liveness: seen }
}
