/** What was changed by hand. Until it is in git, the next apply may take it away: those come first. */
import type { LedgerIncident } from '../../ledger/ledger.ts'
import { Phrase } from '../../markdown/phrase.ts'
import { phraseOf } from '../../markdown/prose.ts'
import type { Change } from '../../model/incident.ts'
import { commitPhrase } from '../commit-link.ts'
import type { DocumentContext } from '../context.ts'
import type { View } from '../engine.ts'
import { dayAndClock, pointOf } from '../moment.ts'

/** True while git does not have it and should. */
export function isUncodified({ codified }: Change): boolean {
  return codified === null || codified === 'pending'
}

export function changesView({ record, links, actions }: LedgerIncident, context: DocumentContext): View[] {
  const rank = (change: Change) => (isUncodified(change) ? 0 : change.codified === 'temporary' ? 1 : 2)
  const all = [...links, ...actions.flatMap((action) => action.links)]
  return [...record.changes]
    .sort((a, b) => rank(a) - rank(b))
    .map((change) => {
      const at = pointOf(change.at)
      return {
        when: at ? Phrase.text(dayAndClock(at)) : null,
        what: phraseOf(change.what),
        effect: change.relation ? Phrase.text([change.relation, change.action].filter(Boolean).join(' ')) : null,
        git: inGit(change, all, context),
      }
    })
}

function inGit({ codified }: Change, links: LedgerIncident['links'], context: DocumentContext): Phrase {
  if (codified === null) return Phrase.text('not known').strong
  if (codified === 'pending') return Phrase.text('not yet').strong
  if (codified === 'temporary') return Phrase.text('temporary, needs none')
  const found = links.find(({ recorded }) => recorded?.toLowerCase() === codified.toLowerCase())
  if (found?.commit) return commitPhrase(context.forge, found.commit)
  return found
    ? new Phrase([...Phrase.code(codified).nodes, { type: 'text', value: ' not found' }])
    : Phrase.code(codified.slice(0, 7))
}
