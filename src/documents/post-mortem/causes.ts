/** Causes and what was done about them: a row per cause and action, so that a gap is an empty place to look at. */
import type { LedgerIncident } from '../../ledger/ledger.ts'
import { Block } from '../../markdown/block.ts'
import { Phrase, phrase } from '../../markdown/phrase.ts'
import { blockOf } from '../../markdown/prose.ts'
import type { Cause } from '../../model/incident.ts'
import { actionPhrase, actionWhere, stillTherePhrase } from '../action-phrase.ts'
import { commitPhrase } from '../commit-link.ts'
import type { DocumentContext } from '../context.ts'
import type { View } from '../engine.ts'

export function causesView(incident: LedgerIncident, context: DocumentContext): View {
  const { record, actions } = incident
  const answer = (action: LedgerIncident['actions'][number]) => ({
    action: actionPhrase(action),
    where: actionWhere(action, context),
    still: stillTherePhrase(action, context),
  })
  const known = new Set(record.causes.map(({ id }) => id))
  const rows = record.causes.flatMap((cause): View[] => {
    const own = actions.filter(({ record: { addresses } }) => cause.id !== null && addresses.includes(cause.id))
    const cell = causePhrase(cause, incident, context)
    // A refuted cause needs no action, so its emptiness is no gap.
    const gap = cause.confidence === 'refuted' ? null : Phrase.text('nothing addresses this yet')
    if (own.length === 0) return [{ cause: cell, action: gap, where: null, still: null }]
    // Only the first row tells the cause; the next ones name it.
    return own.map((action, i) => ({ cause: i ? Phrase.text(cause.id ?? '') : cell, ...answer(action) }))
  })
  const others = actions
    .filter(({ record: { addresses } }) => !addresses.some((id) => known.has(id)))
    .map((action) => ({ cause: null, ...answer(action) }))
  return { rows: [...rows, ...others], details: record.causes.flatMap(detail) }
}

/** `C1 root: the chart pin was older than the live image (since 97ccdbe)`. */
function causePhrase(cause: Cause, incident: LedgerIncident, context: DocumentContext): Phrase {
  const kind = [cause.kind, cause.confidence === 'likely' ? 'likely' : null].filter(Boolean).join(', ')
  const label = [cause.id, kind].filter(Boolean).join(' ')
  const title = Phrase.join([Phrase.text(label), Phrase.text(cause.title)], ': ')
  const since = cause.commits.map(({ commit }) => introducedBy(commit, incident, context))
  const told = since.length ? phrase`${title} (since ${Phrase.join(since, ', ')})` : title
  return cause.confidence === 'refuted' ? phrase`${told.struck} refuted` : told
}

/** The survivor of a recorded hash where the ledger found one; a hash that is nowhere stays text. */
function introducedBy(hash: string, { links }: LedgerIncident, context: DocumentContext): Phrase {
  const found = links.find(({ recorded }) => recorded?.toLowerCase() === hash.toLowerCase())
  if (found?.commit) return commitPhrase(context.forge, found.commit)
  return found ? phrase`${Phrase.code(hash)} not found` : Phrase.code(hash.slice(0, 7))
}

/** The longer story of a cause, below the table. */
function detail({ id, title, detail }: Cause): Block[] {
  if (detail === null) return []
  const body = blockOf(detail)
  const label = Phrase.text(`${id ?? title}:`).strong
  const [first, ...more] = body.nodes
  if (first?.type === 'paragraph')
    return [new Block([...Block.paragraph(phrase`${label} ${new Phrase(first.children)}`).nodes, ...more])]
  return [new Block([...Block.paragraph(label).nodes, ...body.nodes])]
}
