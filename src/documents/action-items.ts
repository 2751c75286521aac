/** The tracker: every action of every incident, what hurts most first. */
import { type Bucket, bucketOf, buckets, type Counts, countActions } from '../ledger/buckets.ts'
import type { Ledger, LedgerAction, LedgerIncident } from '../ledger/ledger.ts'
import { Phrase, phrase } from '../markdown/phrase.ts'
import { phraseOf } from '../markdown/prose.ts'
import { isSettled } from '../model/words.ts'
import { actionWhere, stillTherePhrase, titlePhrase } from './action-phrase.ts'
import type { DocumentContext } from './context.ts'
import { engineOf, type View } from './engine.ts'
import { addressOf } from './incident-link.ts'
import { statusMarks } from './marks.ts'
import { dayAndClock, pointOf } from './moment.ts'
import { isUncodified } from './post-mortem/changes.ts'

export const actionItemsTemplate = 'action-items.md.hbs'

/** Where the tracker lies, from the root. */
export function actionItemsFile({ config }: DocumentContext): string {
  return `${config.paths['post-mortems']}/ACTION-ITEMS.md`
}

/** Markdown in one region, so that the whole file is ours. Throws TemplateError. */
export function renderActionItems(ledger: Ledger, context: DocumentContext): string {
  return engineOf(context.templates).render(actionItemsTemplate, actionItemsView(ledger, context))
}

interface Item {
  incident: LedgerIncident
  action: LedgerAction
}

export function actionItemsView(ledger: Ledger, context: DocumentContext): View {
  const items = ledger.incidents.flatMap((incident) => incident.actions.map((action) => ({ incident, action })))
  // A repository without a commit has no today, so nothing is overdue in it.
  const today = ledger.date ?? 0
  const sections = new Map<Bucket, Item[]>(buckets.map((bucket) => [bucket, []]))
  for (const item of items) sections.get(bucketOf(item.action, today))?.push(item)
  const rows = (bucket: Bucket) =>
    (sections.get(bucket) ?? []).sort(byUrgency(bucket)).map((item) => rowOf(item, context))
  const counts = countActions(ledger, today)
  return {
    counts: countLine(counts, buckets),
    ...Object.fromEntries(buckets.map((bucket) => [bucket, rows(bucket)])),
    uncodified: uncodified(ledger, context),
    settled: countLine(counts, ['done', 'dropped']),
  }
}

/** `3 overdue · 2 stale · 12 open · 4 unproven · 87 done`. */
function countLine(counts: Readonly<Counts>, which: readonly Bucket[]): Phrase {
  const parts = which.flatMap((bucket) => (counts[bucket] ? [Phrase.text(`${counts[bucket]} ${bucket}`)] : []))
  return parts.length ? Phrase.join(parts, ' · ') : Phrase.text('No actions.')
}

function rowOf({ incident, action }: Item, context: DocumentContext): View {
  const { id, priority, owner, due } = action.record
  return {
    priority: priority ? Phrase.text(priority) : null,
    action: phrase`${id} ${titlePhrase({ ...action, record: { ...action.record, owner: null, due: null } })}`,
    // Most are just open; only what differs is worth a word.
    status: action.status === 'todo' ? null : Phrase.text(statusMarks[action.status]),
    owner: owner || !isSettled(action.status) ? Phrase.text(owner ?? 'no owner') : null,
    due: due ? Phrase.text(due) : null,
    where: actionWhere(action, context),
    still: stillTherePhrase(action, context),
    incident: incidentCell(incident, context),
  }
}

/** The id says when; its link leads to what happened. */
function incidentCell({ record, document }: LedgerIncident, context: DocumentContext): Phrase {
  return Phrase.link(addressOf(actionItemsFile(context), document, context), record.id)
}

function uncodified({ incidents }: Ledger, context: DocumentContext): View[] {
  return incidents.flatMap((incident) =>
    incident.record.changes.filter(isUncodified).map((change) => {
      const at = pointOf(change.at)
      return {
        when: at ? Phrase.text(dayAndClock(at)) : null,
        what: phraseOf(change.what),
        incident: incidentCell(incident, context),
      }
    }),
  )
}

/** Overdue: the longest first. Else by priority, then by due date, then the newest incident first. */
function byUrgency(bucket: Bucket) {
  const key = ({ action: { record } }: Item) => {
    const [due, priority] = [record.due ?? '9999', record.priority ?? 'P9']
    return bucket === 'overdue' ? `${due} ${priority}` : `${priority} ${due}`
  }
  return (a: Item, b: Item): number => compare(key(a), key(b)) || compare(b.incident.record.id, a.incident.record.id)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
