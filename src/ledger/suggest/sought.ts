/** What is known of one action while commits are ranked for it. */

import { dateOfId } from '../../model/ids.ts'
import type { Incident } from '../../model/incident.ts'
import { timesOf } from '../../model/phases.ts'
import { isAnswer } from '../../model/words.ts'
import type { Row } from '../document-rows.ts'
import type { LedgerAction, LedgerIncident } from '../ledger.ts'
import { type Query, queryOf } from './query.ts'
import type { Sign } from './reasons.ts'
import { Vocabulary } from './vocabulary.ts'
import type { Days } from './when.ts'

export interface Sought {
  incident: LedgerIncident
  action: LedgerAction
  query: Query
  vocabulary: Vocabulary
  /** How much each word counts, by its number; 0 for words that are not looked for. */
  weights: Float64Array
  /** The part of `weights` that is the title's. */
  title: Float64Array
  days: Days
  /** Days that the action's rows name, epoch seconds of their start. */
  dates: number[]
  /** Commit → how the ledger ties it to the incident or the action already. */
  signs: Map<string, Sign>
  /** The document calls it open to this day. */
  open: boolean
  /** Documentation is the work: a commit that changes only prose can be the answer. */
  wantsProse: boolean
}

const aboutProse = /\b(?:document(?:ation|ed)?|runbook|readme|docs|checklist|playbook|wiki)\b|\.md\b/i

/** `rows`: incident id → the rows of its document. All that is sought shares one vocabulary. */
export function soughtOf(
  wanted: readonly { incident: LedgerIncident; action: LedgerAction }[],
  rows: ReadonlyMap<string, readonly Row[]>,
): Sought[] {
  const queries = wanted.map(({ incident, action }) =>
    queryOf(incident.record, action.record, rows.get(incident.record.id) ?? []),
  )
  const vocabulary = new Vocabulary(queries.flatMap(({ words }) => [...words.keys()]))
  return wanted.map(({ incident, action }, n) => {
    const query = queries[n] as Query
    const title = new Map([...query.words].filter(([word]) => query.title.has(word)))
    return {
      incident,
      action,
      query,
      vocabulary,
      weights: vocabulary.weights(query.words),
      title: vocabulary.weights(title),
      days: daysOf(incident.record),
      dates: datesOf(query),
      signs: signsOf(incident, action),
      open: query.rows[0]?.status === 'todo',
      wantsProse: aboutProse.test(action.record.title),
    }
  })
}

function daysOf(incident: Incident): Days {
  const { started, resolved } = timesOf(incident)
  const named = Date.parse(`${dateOfId(incident.id)}T00:00:00Z`)
  const begun = (started?.epoch ?? (Number.isNaN(named) ? 0 : named)) / 1000
  return { started: begun, ended: Math.max(begun, (resolved?.epoch ?? 0) / 1000) }
}

function datesOf({ rows }: Query): number[] {
  const written = rows.flatMap(({ text }) => text.match(/\b20\d\d-\d\d-\d\d\b/g) ?? [])
  return [...new Set(written)].map((day) => Date.parse(`${day}T00:00:00Z`) / 1000).filter((day) => !Number.isNaN(day))
}

function signsOf(incident: LedgerIncident, action: LedgerAction): Map<string, Sign> {
  const signs = new Map<string, Sign>()
  const take = ({ commit, twins }: LedgerIncident['links'][number], sign: Sign) => {
    for (const hash of [commit, ...twins]) if (hash) signs.set(hash, sign)
  }
  for (const link of incident.links) take(link, 'incident')
  for (const link of action.links) {
    // A row that turned to done with a commit that does not show the work says little about that commit.
    if (link.via === 'flip' && link.strength === 'probable') continue
    if (isAnswer(link.relation)) take(link, 'action')
  }
  return signs
}
