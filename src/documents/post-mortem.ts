/** The post-mortem of one incident, from the ledger alone. What people add lives between its regions (fill.ts). */
import type { Ledger, LedgerIncident } from '../ledger/ledger.ts'
import { blockOf } from '../markdown/prose.ts'
import type { DocumentContext } from './context.ts'
import { engineOf, type View } from './engine.ts'
import { causesView } from './post-mortem/causes.ts'
import { changesView } from './post-mortem/changes.ts'
import { factsView } from './post-mortem/facts.ts'
import { gapsView } from './post-mortem/gaps.ts'
import { impactItems } from './post-mortem/impact.ts'
import { outlookPhrase } from './post-mortem/outlook.ts'
import { relatedItems } from './post-mortem/related.ts'
import { timelineView } from './post-mortem/timeline.ts'

export const postMortemTemplate = 'post-mortem.md.hbs'

/** Markdown with bare region markers, for `fillDocument`. Throws TemplateError. */
export function renderPostMortem(ledger: Ledger, incident: LedgerIncident, context: DocumentContext): string {
  return engineOf(context.templates).render(postMortemTemplate, postMortemView(ledger, incident, context))
}

/** What the template can place; templates/post-mortem.md.hbs lists it for people. */
export function postMortemView(ledger: Ledger, incident: LedgerIncident, context: DocumentContext): View {
  const { record } = incident
  return {
    ...factsView(incident),
    summary: record.summary === null ? null : blockOf(record.summary),
    impact: impactItems(record),
    outlook: outlookPhrase(ledger, incident, context),
    causes: causesView(incident, context),
    timeline: timelineView(incident, context),
    gaps: gapsView(incident),
    changes: changesView(incident, context),
    lessons: record.lessons.map((lesson) => blockOf(lesson)),
    related: relatedItems(ledger, incident, context),
  }
}
