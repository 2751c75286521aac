/** Where to read on: the same thing before, what is like it, and how to recover from it. */
import type { Ledger, LedgerIncident } from '../../ledger/ledger.ts'
import { Phrase, phrase } from '../../markdown/phrase.ts'
import type { DocumentContext } from '../context.ts'
import { namedPhrase } from '../incident-link.ts'

export function relatedItems(
  ledger: Ledger,
  { record, document, alike }: LedgerIncident,
  context: DocumentContext,
): Phrase[] {
  const named = (ids: readonly string[]) => ids.map((id) => namedPhrase(id, document, ledger, context))
  const told = new Set([...record.recurs, ...record.related])
  const lines: [string, Phrase[]][] = [
    ['Happened before', named(record.recurs)],
    ['Related', named(record.related)],
    ['Same cause or files', named(alike.filter((id) => !told.has(id)))],
    ['Runbooks', record.runbooks.map((name) => Phrase.text(name))],
  ]
  return lines.flatMap(([label, items]) => (items.length ? [phrase`${label}: ${Phrase.join(items, ', ')}`] : []))
}
