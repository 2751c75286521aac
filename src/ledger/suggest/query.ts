/** What is looked for: an action's title above all, then its row in the document, then what the incident is about. */
import type { Incident } from '../../model/incident.ts'
import type { Row } from '../document-rows.ts'
import { coverage, tellingWords } from '../likeness.ts'
import { isName, termsOfToken, tokensOf } from '../terms.ts'

export interface Query {
  /** Word → how much it counts, 1 for a word of the title. */
  words: Map<string, number>
  /** Word → as a person wrote it. */
  written: Map<string, string>
  /** Words of the title. */
  title: Set<string>
  /** The document's rows that speak of the action. */
  rows: Row[]
}

const weights = { title: 1, name: 1.5, row: 0.3, incident: 0.15 }

/** A whole page is context for everything. */
const longestContext = 400

export function queryOf(incident: Incident, action: Incident['actions'][number], rows: readonly Row[]): Query {
  const query: Query = { words: new Map(), written: new Map(), title: new Set(), rows: speakingOf(action.title, rows) }
  const trackers = [action.tracker, incident.tracker].filter((id) => id !== null).join(' ')
  take(query, `${action.title} ${action.resolution ?? ''}`, weights.title)
  query.title = new Set(query.words.keys())
  take(query, trackers, weights.title)
  for (const { text } of query.rows) take(query, text, weights.row)
  take(query, contextOf(incident), weights.incident)
  return query
}

/** A word counts for the best place that it stands in. */
function take({ words, written }: Query, text: string, weight: number): void {
  for (const [token] of tokensOf(text))
    for (const term of termsOfToken(token)) {
      const worth = isName(term.word) ? weight * weights.name : weight
      if ((words.get(term.word) ?? 0) >= worth) continue
      words.set(term.word, worth)
      written.set(term.word, term.written)
    }
}

function contextOf({ id, title, services }: Incident): string {
  return `${id.slice('2026-01-01-'.length)} ${title} ${services.join(' ')}`.slice(0, longestContext)
}

/** The rows whose words hold most of the title's, best first, three at most: a table and a list can both have it. */
function speakingOf(title: string, rows: readonly Row[]): Row[] {
  const wanted = tellingWords(title)
  if (wanted.size < 2) return []
  return rows
    .map((row) => ({ row, held: coverage(wanted, tellingWords(row.text)) }))
    .filter(({ held }) => held >= 0.6)
    .sort((a, b) => b.held - a.held || a.row.line - b.row.line)
    .slice(0, 3)
    .map(({ row }) => row)
}
