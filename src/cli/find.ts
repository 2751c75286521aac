/** What a person names on the command line, found in the ledger. */
import { Catalog, type Resolution } from '../ledger/catalog.ts'
import type { Ledger, LedgerAction, LedgerIncident } from '../ledger/ledger.ts'
import { UsageError } from './exit.ts'

/** @throws UsageError with the nearest names */
export function findIn(ledger: Ledger, name: string): { incident: LedgerIncident; action: LedgerAction | null } {
  const entries = ledger.incidents.map(({ record, file, document }) => ({
    id: record.id,
    record,
    files: [file, document],
  }))
  const { entry, action } = nameOne(new Catalog(entries, 'P0D'), name)
  const incident = ledger.incidents.find(({ record }) => record.id === entry.id) as LedgerIncident
  return { incident, action: incident.actions.find(({ record }) => record.id === action) ?? null }
}

/** The one thing that an id, short form, alias, tracker id or file name means; its date does not matter. */
export function nameOne(catalog: Catalog, name: string) {
  const isFile = /\.(?:ya?ml|md|html)$/i.test(name)
  const found: Resolution = isFile ? catalog.resolveFile(name) : catalog.resolve(name, Number.MAX_SAFE_INTEGER)
  if (found.state === 'one') return found.named
  const candidates = found.candidates.join(', ')
  if (found.state === 'ambiguous') throw new UsageError(`"${name}" could be ${candidates}`, 'name one of them in full')
  throw new UsageError(
    `"${name}" names no incident or action`,
    candidates ? `did you mean ${candidates}?` : 'mortem status lists what there is',
  )
}
