/** Timeline entries that history holds: the commits of the ledger's links, one entry per commit. */
import type { LedgerIncident, Link } from '../../ledger/ledger.ts'
import { Phrase, phrase } from '../../markdown/phrase.ts'
import type { LinkRelation } from '../../model/words.ts'
import { commitPhrase } from '../commit-link.ts'
import type { DocumentContext } from '../context.ts'
import { relationMarks } from '../marks.ts'
import type { Entry } from './record-entries.ts'

/** A commit that is only probably related is not worth a line. */
function isTold({ commit, date, relation, strength }: Link): boolean {
  return commit !== null && date !== null && (relation !== 'related' || strength === 'certain')
}

export function commitEntries(incident: LedgerIncident, context: DocumentContext): Entry[] {
  const commits = new Map<string, { link: Link; did: Map<LinkRelation, Set<string>> }>()
  const add = (link: Link, what: string): void => {
    if (!isTold(link)) return
    const known = commits.get(link.commit as string) ?? { link, did: new Map<LinkRelation, Set<string>>() }
    const names = known.did.get(link.relation) ?? new Set<string>()
    known.did.set(link.relation, names.add(what))
    commits.set(link.commit as string, known)
  }
  for (const action of incident.actions) for (const link of action.links) add(link, action.record.id)
  for (const link of incident.links) add(link, '')
  return [...commits.values()].map(({ link, did }) => entry(link, did, context))
}

/** `4e88298 fixed A1, A4: pin the image tag`. Its seconds are no news, so the clock shows minutes. */
function entry(link: Link, did: ReadonlyMap<LinkRelation, ReadonlySet<string>>, context: DocumentContext): Entry {
  const epoch = (link.date as number) * 1000
  const time = { written: '', approximate: false, precision: 'minute', epoch: epoch - (epoch % 60_000) } as const
  // Whether a commit that fixed something also belongs to the incident is no news either.
  const told = [...did].filter(([relation], _, all) => relation !== 'related' || all.length === 1)
  const verbs = told.map(([relation, names]) => {
    const actions = [...names].filter(Boolean)
    return `${relationMarks[relation]} ${actions.length ? actions.join(', ') : 'this'}`
  })
  const head = phrase`${commitPhrase(context.forge, link.commit as string)} ${verbs.join('; ')}`
  return { time, what: Phrase.join([head, Phrase.text(link.subject ?? '')], ': '), source: null }
}
