/** Ledgers for tests, made from records as people write them. */
import { readFileSync } from 'node:fs'
import { posix } from 'node:path'
import type { DocumentContext, Templates } from '../../src/documents/context.ts'
import { pointOf } from '../../src/documents/moment.ts'
import type { Ledger, LedgerAction, LedgerIncident, Link } from '../../src/ledger/ledger.ts'
import { configSchema } from '../../src/model/config.ts'
import { type Incident, incidentSchema } from '../../src/model/incident.ts'
import { phasesOf } from '../../src/model/phases.ts'
import { severityOf } from '../../src/model/severity.ts'

const root = new URL('../../', import.meta.url)
const config = configSchema.parse({ forge: { kind: 'github', url: 'https://forge.example/infra' } })

export function templates(overrides: Record<string, string> = {}): Templates {
  return new Map(
    ['post-mortem.md.hbs', 'action-items.md.hbs', 'index.md.hbs'].map((name) => [
      name,
      name in overrides
        ? { text: overrides[name] as string, file: `.mortem/templates/${name}` }
        : { text: readFileSync(new URL(`templates/${name}`, root), 'utf8'), file: `templates/${name}` },
    ]),
  )
}

const builtIn = templates()

export function context(changes: Partial<DocumentContext> = {}): DocumentContext {
  const link = (from: string, to: string): string => posix.relative(posix.dirname(from), to)
  return { forge: config.forge, templates: builtIn, config, link, ...changes }
}

export interface Evidence {
  links?: Partial<Link>[]
  /** By action id. */
  actions?: Record<string, Partial<Omit<LedgerAction, 'links'>> & { links?: Partial<Link>[] }>
  alike?: string[]
}

export function incidentOf(record: unknown, evidence: Evidence = {}): LedgerIncident {
  const parsed = incidentSchema.parse(record)
  return ledgerIncident(parsed, evidence)
}

export function ledgerIncident(record: Incident, evidence: Evidence = {}): LedgerIncident {
  const { started, detected, acknowledged, mitigated, resolved } = record.times
  return {
    record,
    file: `post-mortems/${record.id}.yaml`,
    document: record.document ?? `post-mortems/${record.id}.md`,
    severity: record.severity && (severityOf(record.severity, config.severities)?.name ?? record.severity),
    phases: phasesOf({
      started: pointOf(started),
      detected: pointOf(detected),
      acknowledged: pointOf(acknowledged),
      mitigated: pointOf(mitigated),
      resolved: pointOf(resolved),
    }),
    links: (evidence.links ?? []).map(link),
    actions: record.actions.map((action) => {
      const { links = [], ...rest } = evidence.actions?.[action.id] ?? {}
      const done = action.status === 'done' || action.status === 'done-alt'
      return {
        ref: `${record.id}#${action.id}`,
        record: action,
        declared: action.status,
        status: action.status,
        words: [],
        stale: false,
        proven: done && links.length > 0,
        verdicts: [],
        staleBecause: null,
        probes: [],
        liveness: null,
        lost: false,
        ...rest,
        links: links.map(link),
      }
    }),
    alike: evidence.alike ?? [],
  }
}

export function link(known: Partial<Link>): Link {
  return {
    commit: null,
    twins: [],
    subject: null,
    author: null,
    date: null,
    relation: 'fixed',
    via: 'record',
    strength: 'certain',
    recorded: null,
    healedBy: null,
    candidates: [],
    landed: known.commit ? true : null,
    release: null,
    note: null,
    paths: [],
    liveness: null,
    ...known,
  }
}

export function ledgerOf(incidents: LedgerIncident[], known: Partial<Ledger> = {}): Ledger {
  const date = Date.UTC(2026, 6, 15) / 1000
  return { schema: 1, commit: 'f'.repeat(40), date, shallow: false, incidents, loose: [], unresolved: [], ...known }
}

export function seconds(iso: string): number {
  return Date.parse(iso) / 1000
}
