/** "Could it happen again?": what is known about that, in a sentence or two. */
import type { Ledger, LedgerAction, LedgerIncident } from '../../ledger/ledger.ts'
import { Phrase, phrase } from '../../markdown/phrase.ts'
import { isSettled } from '../../model/words.ts'
import { commitPhrase } from '../commit-link.ts'
import type { DocumentContext } from '../context.ts'
import { landed } from '../evidence.ts'
import { incidentPhrase } from '../incident-link.ts'
import { livenessOf } from '../liveness.ts'
import { statusMarks } from '../marks.ts'
import { dateOfSeconds, dayAndClock, pointOf } from '../moment.ts'

/** Open actions that the sentence names; more would make it a list. */
const named = 4

export function outlookPhrase(ledger: Ledger, incident: LedgerIncident, context: DocumentContext): Phrase {
  const live = incident.actions.some((action) => livenessOf(action) !== null)
  return Phrase.join(
    [
      again(ledger, incident, context),
      live ? fixes(ledger, incident.actions, context) : work(incident.actions),
      unaddressed(incident),
    ],
    ' ',
  )
}

/** That it did happen again is the best answer there is. */
function again(ledger: Ledger, { record, document }: LedgerIncident, context: DocumentContext): Phrase {
  const names = [record.id, ...record.aliases]
  const back = ledger.incidents.filter((other) => other.record.recurs.some((id) => names.includes(id)))
  const times = record.occurrences.map(({ at }) => pointOf(at)).flatMap((time) => (time ? [dayAndClock(time)] : []))
  return Phrase.join(
    [
      times.length ? phrase`It happened again on ${and(times.map((time) => Phrase.text(time)))}.` : Phrase.empty,
      back.length
        ? phrase`It came back as ${and(back.map((one) => incidentPhrase(one, document, context)))}.`
        : Phrase.empty,
    ],
    ' ',
  )
}

/** Without liveness: what is done, what proves it, what is open. */
function work(actions: readonly LedgerAction[]): Phrase {
  const [only] = actions
  if (!only) return Phrase.text('Nothing was recorded to prevent it.')
  const done = actions.filter(isDone)
  if (actions.length === 1) {
    if (done.length === 1) return Phrase.text(`The only action is done${proof(done)}.`)
    const dropped = only.status === 'wont-do'
    return Phrase.text(`The only action ${dropped ? 'will not be done' : `is open (${openWords(only)})`}.`)
  }
  const some = done.length === actions.length ? `All ${done.length}` : `${done.length} of ${actions.length}`
  const head = done.length ? `${some} actions are done` : `None of ${actions.length} actions is done`
  return phrase`${Phrase.join([Phrase.text(head + proof(done)), ...rest(actions)], '; ')}.`
}

function proof(done: readonly LedgerAction[]): string {
  const proven = done.filter(({ links, proven }) => proven !== false && landed(links).length > 0).length
  if (done.length === 0) return ''
  const commit = 'a commit that proves it'
  if (proven === 0) return done.length === 1 ? `, without ${commit}` : `, none of them with ${commit}`
  if (proven === done.length) return done.length === 1 ? `, with ${commit}` : `, each with ${commit}`
  return `, ${proven} of them with ${commit}`
}

/** With liveness: what of it is still there, and who took out what is not. */
function fixes(ledger: Ledger, actions: readonly LedgerAction[], context: DocumentContext): Phrase {
  const wanted = actions.filter(({ status }) => status !== 'wont-do')
  const state = (action: LedgerAction) => (isDone(action) ? (livenessOf(action)?.state ?? null) : null)
  const count = (text: string, found: LedgerAction[]) =>
    found.length ? Phrase.text(`${found.length} ${text}`) : Phrase.empty
  const gone = wanted.filter((action) => ['gone', 'reverted'].includes(state(action) ?? ''))
  const lost = gone.filter(({ verdicts }) => verdicts.length === 0)
  const of = (which: string) => wanted.filter((action) => state(action) === which)
  return phrase`${Phrase.join(
    [
      Phrase.text(`${of('live').length} of ${wanted.length} fixes are live`),
      takenOut(ledger, lost, context),
      count(
        'no longer needed, by a person’s word',
        gone.filter((action) => !lost.includes(action)),
      ),
      count('changed since', of('changed')),
      count('done with nothing to watch', of('unknown')),
      count(
        'done without a commit',
        wanted.filter((action) => isDone(action) && state(action) === null),
      ),
      ...rest(actions),
    ],
    '; ',
  )}.`
}

function takenOut(ledger: Ledger, lost: readonly LedgerAction[], context: DocumentContext): Phrase {
  if (lost.length === 0) return Phrase.empty
  const commits = [...new Set(lost.flatMap((action) => livenessOf(action)?.undoneBy.slice(0, 1) ?? []))]
  const by = commits.map((commit) => {
    const date = dateOfCommit(ledger, commit)
    return date === null
      ? commitPhrase(context.forge, commit)
      : phrase`${commitPhrase(context.forge, commit)} on ${date}`
  })
  const were = lost.length === 1 ? 'was' : 'were'
  const head = Phrase.text(`${lost.length} ${were} taken out`)
  return by.length ? phrase`${head} by ${and(by)}` : head
}

/** The ledger dates the commits that it links; another one is shown without a date. */
function dateOfCommit({ incidents }: Ledger, commit: string): string | null {
  for (const { links, actions } of incidents)
    for (const link of [...links, ...actions.flatMap((action) => action.links)])
      if (link.commit === commit && link.date !== null) return dateOfSeconds(link.date)
  return null
}

function rest(actions: readonly LedgerAction[]): Phrase[] {
  const open = actions.filter(({ status }) => !isSettled(status)).sort(byPriority)
  const dropped = actions.filter(({ status }) => status === 'wont-do')
  const shown = open.slice(0, named).map(openWords)
  if (open.length > named) shown.push(`${open.length - named} more`)
  const inner = Phrase.text(shown.join('; '))
  return [
    open.length ? phrase`${open.length} ${open.length === 1 ? 'is' : 'are'} open (${inner})` : Phrase.empty,
    dropped.length
      ? Phrase.text(`${dropped.length} will not be done (${dropped.map(({ record }) => record.id).join(', ')})`)
      : Phrase.empty,
  ]
}

/** `A5 P0, no owner`; `A6 P2, in progress, viktor, due 2026-07-01`. */
function openWords({ record, status }: LedgerAction): string {
  const name = record.priority ? `${record.id} ${record.priority}` : record.id
  const mark = status === 'todo' ? null : statusMarks[status]
  return [name, mark, record.owner ?? 'no owner', record.due && `due ${record.due}`].filter(Boolean).join(', ')
}

function unaddressed({ record, actions }: LedgerIncident): Phrase {
  const causes = record.causes.filter(({ confidence, id }) => confidence !== 'refuted' && id !== null)
  if (causes.length === 0 || actions.length === 0) return Phrase.empty
  const addressed = new Set(actions.flatMap((action) => (action.status === 'wont-do' ? [] : action.record.addresses)))
  if (actions.every((action) => action.record.addresses.length === 0))
    return Phrase.text('No action says which cause it addresses.')
  const left = causes.filter(({ id }) => !addressed.has(id as string))
  return left.length ? phrase`Nothing addresses ${and(left.map(({ id }) => Phrase.text(id as string)))}.` : Phrase.empty
}

function isDone({ status }: LedgerAction): boolean {
  return status === 'done' || status === 'done-alt'
}

function byPriority(a: LedgerAction, b: LedgerAction): number {
  const [x, y] = [a.record.priority ?? 'P9', b.record.priority ?? 'P9']
  return x < y ? -1 : x > y ? 1 : 0
}

function and(parts: Phrase[]): Phrase {
  const head = parts.slice(0, -1)
  const last = parts.at(-1) ?? Phrase.empty
  return head.length ? phrase`${Phrase.join(head, ', ')} and ${last}` : last
}
