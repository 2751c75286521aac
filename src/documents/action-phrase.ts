/** An action in words: its status first, then what it is, then who and when. */
import type { LedgerAction } from '../ledger/ledger.ts'
import { addressName, isWebAddress } from '../markdown/address.ts'
import { Phrase, phrase } from '../markdown/phrase.ts'
import { phraseOf } from '../markdown/prose.ts'
import { isSettled } from '../model/words.ts'
import { commitPhrase } from './commit-link.ts'
import type { DocumentContext } from './context.ts'
import { landed, wherePhrase } from './evidence.ts'
import { livenessOf } from './liveness.ts'
import { livenessMarks, statusMarks } from './marks.ts'

/** `done: A1 P0 Pin the image tag`; open ones with owner and due date, dropped ones with the reason. */
export function actionPhrase(action: LedgerAction): Phrase {
  return phrase`${statusMarks[action.status]}: ${idAndPriority(action)} ${titlePhrase(action)}`
}

/** `Pin the image tag, viktor, due 2026-06-17 (code-8vr0)`. */
export function titlePhrase(action: LedgerAction): Phrase {
  const { record, status } = action
  const open = !isSettled(status)
  const parts = [
    Phrase.text(record.title),
    open && record.owner ? Phrase.text(record.owner) : Phrase.empty,
    open && record.due ? Phrase.text(`due ${record.due}`) : Phrase.empty,
  ]
  return Phrase.join([Phrase.join(parts, ', '), trackerNote(action), reasonPhrase(action), doubtPhrase(action)], ' ')
}

export function idAndPriority({ record }: LedgerAction): string {
  return record.priority ? `${record.id} ${record.priority}` : record.id
}

/** Where the work is: commits and files; `unproven` when it is called done and nothing shows it. */
export function actionWhere(action: LedgerAction, context: DocumentContext): Phrase {
  const where = wherePhrase(action.links, context.forge)
  if (action.status !== 'done' && action.status !== 'done-alt') return where
  if (action.proven === false) return Phrase.join([Phrase.text('unproven'), where], ': ')
  if (where.isEmpty && action.proven === true) return Phrase.text('outside git')
  return where
}

/** `live`, `gone, by a1cf7cc`, `retired by a1cf7cc: the reason`; null when nothing is known. */
export function stillTherePhrase(action: LedgerAction, context: DocumentContext): Phrase | null {
  const verdicts = action.verdicts.map(({ as, commit, reason }) =>
    Phrase.join([phrase`${as.replace('-', ' ')} by ${commitPhrase(context.forge, commit)}`, Phrase.text(reason)], ': '),
  )
  const liveness = livenessOf(action)
  if (!liveness && verdicts.length === 0) return null
  const undone = (liveness?.undoneBy ?? []).map((commit) => commitPhrase(context.forge, commit))
  const state = liveness ? Phrase.text(livenessMarks[liveness.state]) : Phrase.empty
  const by = undone.length ? phrase`by ${Phrase.join(undone.slice(0, 3), ', ')}` : Phrase.empty
  return Phrase.join([Phrase.join([state, by], ', '), ...verdicts], '; ')
}

function trackerNote({ record: { tracker } }: LedgerAction): Phrase {
  if (!tracker) return Phrase.empty
  return phrase`(${isWebAddress(tracker) ? Phrase.link(tracker, addressName(tracker)) : tracker})`
}

/** Why it was done another way or not at all: the record's words, else those of the commit that closed it. */
function reasonPhrase({ record, status, words }: LedgerAction): Phrase {
  if (record.resolution) return phrase`(${phraseOf(record.resolution)})`
  const reason = status === 'done-alt' || status === 'wont-do' ? words[0]?.reason : null
  return reason ? phrase`(${reason})` : Phrase.empty
}

function doubtPhrase({ status, stale, words, links }: LedgerAction): Phrase {
  if (status === 'needs-review' && words.length > 1)
    return Phrase.text(`(history says ${[...new Set(words.map((word) => statusMarks[word.status]))].join(' and ')})`)
  if (!stale) return Phrase.empty
  if (isSettled(status)) return Phrase.text('(the record still says open)')
  return Phrase.text(landed(links).length ? '(a commit says it is done)' : '(the tree says it is done)')
}
