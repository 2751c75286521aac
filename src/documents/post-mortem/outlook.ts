/** "Could it happen again?": what is known about that, in a sentence or two. */

import type { Ledger, LedgerAction, LedgerIncident } from '../../ledger/ledger.ts'
import { Phrase, phrase } from '../../markdown/phrase.ts'
import { isDone, isSettled } from '../../model/words.ts'
import { undoingPhrase } from '../action-phrase.ts'
import type { DocumentContext } from '../context.ts'
import { landed } from '../evidence.ts'
import { incidentPhrase } from '../incident-link.ts'
import { statusMarks } from '../marks.ts'
import { dayAndClock, pointOf } from '../moment.ts'

/** Open actions that the sentence names; more would make it a list. */
const named = 4

export function outlookPhrase(ledger: Ledger, incident: LedgerIncident, context: DocumentContext): Phrase {
  const live = incident.actions.some(({ liveness }) => liveness !== null)
  return Phrase.join(
    [
      again(ledger, incident, context),
      live ? fixes(incident.actions, context) : work(incident.actions),
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
  const done = actions.filter(({ status }) => isDone(status))
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
function fixes(actions: readonly LedgerAction[], context: DocumentContext): Phrase {
  const wanted = actions.filter(({ status }) => status !== 'wont-do')
  const state = (action: LedgerAction) => (isDone(action.status) ? (action.liveness?.state ?? null) : null)
  const count = (text: string, found: LedgerAction[]) =>
    found.length ? Phrase.text(`${found.length} ${text}`) : Phrase.empty
  const gone = wanted.filter((action) => ['gone', 'reverted'].includes(state(action) ?? ''))
  const lost = gone.filter(({ liveness }) => liveness?.verdict === null)
  const failing = wanted.filter((action) => !gone.includes(action) && isDone(action.status) && hasFailingProbe(action))
  const of = (which: string | null) =>
    wanted.filter((action) => isDone(action.status) && state(action) === which && !failing.includes(action))
  return phrase`${Phrase.join(
    [
      Phrase.text(`${of('live').length} of ${wanted.length} fixes are live`),
      takenOut(lost, context),
      failing.length
        ? Phrase.text(`${failing.length} ${failing.length === 1 ? 'fails its probe' : 'fail their probes'}`)
        : Phrase.empty,
      count(
        'no longer needed, by a person’s word',
        gone.filter((action) => !lost.includes(action)),
      ),
      count('changed since', of('changed')),
      count('done with nothing to watch', of('unknown')),
      count('done without a commit', of(null)),
      ...rest(actions),
    ],
    '; ',
  )}.`
}

function takenOut(lost: readonly LedgerAction[], context: DocumentContext): Phrase {
  if (lost.length === 0) return Phrase.empty
  // Who took most comes first; the others took the rest.
  const takers = new Map(
    lost.flatMap(({ liveness }) => liveness?.undoneBy.slice(0, 1) ?? []).map((one) => [one.commit, one]),
  )
  const by = [...takers.values()].map((undoing) => undoingPhrase(undoing, context))
  const were = lost.length === 1 ? 'was' : 'were'
  const head = Phrase.text(`${lost.length} ${were} taken out`)
  return by.length ? phrase`${head} by ${and(by)}` : head
}

function hasFailingProbe({ probes }: LedgerAction): boolean {
  return probes.some(({ state }) => state === 'failing')
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

function byPriority(a: LedgerAction, b: LedgerAction): number {
  const [x, y] = [a.record.priority ?? 'P9', b.record.priority ?? 'P9']
  return x < y ? -1 : x > y ? 1 : 0
}

function and(parts: Phrase[]): Phrase {
  const head = parts.slice(0, -1)
  const last = parts.at(-1) ?? Phrase.empty
  return head.length ? phrase`${Phrase.join(head, ', ')} and ${last}` : last
}
