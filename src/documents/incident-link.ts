/** Links to other post-mortems: to their document when the ledger knows them, else just what was written. */
import type { Ledger, LedgerIncident } from '../ledger/ledger.ts'
import { Phrase } from '../markdown/phrase.ts'
import type { DocumentContext } from './context.ts'

/** The title of an incident, linked to its post-mortem from the document `from`. */
export function incidentPhrase(incident: LedgerIncident, from: string, context: DocumentContext): Phrase {
  return Phrase.link(addressOf(from, incident.document, context), incident.record.title)
}

/** What an id or alias names, linked; an unknown one stays as it is. */
export function namedPhrase(name: string, from: string, ledger: Ledger, context: DocumentContext): Phrase {
  const incident = ledger.incidents.find(({ record }) => record.id === name || record.aliases.includes(name))
  if (incident) return incidentPhrase(incident, from, context)
  const loose = ledger.loose.find(({ id }) => id === name)
  return loose ? Phrase.link(addressOf(from, loose.file, context), loose.title) : Phrase.text(name)
}

/** An address of a file: what URLs give a meaning of their own (`#`, `?`, `%`, a blank) is encoded. */
export function addressOf(from: string, to: string, context: DocumentContext): string {
  const path = context.link(from, to).replace(/\p{Cs}/gu, '\ufffd')
  const address = path
    .split('/')
    .map((name) => encodeURIComponent(name))
    .join('/')
  // A first segment with a colon would read as a scheme.
  return /^[^/]*:/.test(address) ? `./${address}` : address
}
