/** The list of all post-mortems. From records alone, so that it changes only when one of them does. */
import type { Ledger, LedgerIncident, LooseDocument } from '../ledger/ledger.ts'
import { Phrase } from '../markdown/phrase.ts'
import { spokenDuration } from '../model/duration.ts'
import { dateOfId } from '../model/ids.ts'
import { isSettled } from '../model/words.ts'
import type { DocumentContext } from './context.ts'
import { engineOf, type View } from './engine.ts'
import { addressOf, incidentPhrase } from './incident-link.ts'
import { pointOf } from './moment.ts'

export const indexTemplate = 'index.md.hbs'

/** A longer list is cut into years. */
const oneTable = 30

export function indexFile({ config }: DocumentContext): string {
  return `${config.paths['post-mortems']}/README.md`
}

/** Markdown in one region. Throws TemplateError. */
export function renderIndex(ledger: Ledger, context: DocumentContext): string {
  return engineOf(context.templates).render(indexTemplate, indexView(ledger, context))
}

interface Row {
  date: string
  id: string
  view: View
}

export function indexView(ledger: Ledger, context: DocumentContext): View {
  const rows = [
    ...ledger.incidents.map((incident) => incidentRow(incident, context)),
    ...ledger.loose.map((document) => looseRow(document, context)),
  ].sort((a, b) => compare(b.date, a.date) || compare(b.id, a.id))
  const groups = new Map<string, View[]>()
  for (const { date, view } of rows) {
    const year = rows.length > oneTable ? date.slice(0, 4) || 'Undated' : ''
    groups.set(year, [...(groups.get(year) ?? []), view])
  }
  return { years: [...groups].map(([year, rows]) => ({ year: year ? Phrase.text(year) : null, rows })) }
}

function incidentRow(incident: LedgerIncident, context: DocumentContext): Row {
  const { record, severity, phases } = incident
  const date = dateOfId(record.id)
  const about = [record.times.started, record.times.resolved].some((time) => pointOf(time)?.approximate) ? '~' : ''
  const open = record.actions.filter(({ status }) => !isSettled(status)).length
  const total = record.actions.length
  const view = {
    date: Phrase.text(date),
    incident: incidentPhrase(incident, indexFile(context), context),
    severity: (severity ?? record.severity) ? Phrase.text(severity ?? record.severity ?? '') : null,
    status: Phrase.text(record.status),
    services: Phrase.join(
      record.services.map((name) => Phrase.text(name)),
      ', ',
    ),
    lasted: phases.resolve === null ? null : Phrase.text(`${about}${spokenDuration(phases.resolve)}`),
    open: total ? Phrase.text(open ? `${open} of ${total}` : 'none') : null,
  }
  return { date, id: record.id, view }
}

/** A post-mortem that is only Markdown: what is known is its name. */
function looseRow({ file, id, title, date }: LooseDocument, context: DocumentContext): Row {
  const incident = Phrase.link(addressOf(indexFile(context), file, context), title)
  const nothing = { severity: null, status: null, services: null, lasted: null, open: null }
  return { date: date ?? '', id, view: { date: date ? Phrase.text(date) : null, incident, ...nothing } }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
