/** What documents say of the commits that they name: the clause in which a hash stands. */
import { rowsOf } from '../document-rows.ts'

/** Hash → the clauses that name it, '' for most. Hashes are written short, seven digits at least. */
export function namedIn(records: readonly { documentText: string | null }[]): (hash: string) => string {
  const clauses = new Map<string, string>()
  for (const { documentText } of records)
    for (const row of rowsOf(documentText ?? ''))
      for (const hash of row.hashes) {
        const said = row.text
          .split(/[,;|]|[.:](?=\s)/)
          .filter((clause) => clause.toLowerCase().includes(hash))
          .join(' ')
        const key = hash.slice(0, 7)
        clauses.set(key, `${clauses.get(key) ?? ''} ${said}`.slice(0, 2000))
      }
  return (hash) => clauses.get(hash.slice(0, 7)) ?? ''
}
