/** An action in words: its status first, then what it is, then who and when. */
import type { LedgerAction, LedgerVerdict, Undoing } from '../ledger/ledger.ts'
import { lossOf } from '../ledger/loss.ts'
import { addressName, isWebAddress } from '../markdown/address.ts'
import { Phrase, phrase } from '../markdown/phrase.ts'
import { phraseOf } from '../markdown/prose.ts'
import { isSettled } from '../model/words.ts'
import { commitPhrase } from './commit-link.ts'
import type { DocumentContext } from './context.ts'
import { wherePhrase } from './evidence.ts'
import { livenessMarks, statusMarks, verdictMarks } from './marks.ts'
import { dateOfSeconds } from './moment.ts'

/** Undoing commits that a cell names. */
const someUndoings = 3

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

/** `live`; `changed, 3 of 9 lines left, by a1cf7cc on 2026-06-30`; null when nothing is known. */
export function stillTherePhrase(action: LedgerAction, context: DocumentContext): Phrase | null {
  const { liveness, probes, verdicts } = action
  const loss = lossOf(action)
  const failing = (loss?.failing ?? []).map(({ says }) => phrase`probe fails: ${says}`)
  const passing = liveness === null && probes.some(({ state }) => state === 'passing') && failing.length === 0
  if (liveness === null && failing.length === 0 && !passing)
    return verdicts.length > 0
      ? Phrase.join(
          verdicts.map((one) => verdictPhrase(one, [], context)),
          '; ',
        )
      : null
  const left =
    loss && loss.left > 0 && loss.of > 0 ? Phrase.text(`${loss.left} of ${loss.of} lines left`) : Phrase.empty
  const undoneBy = liveness && loss ? liveness.undoneBy : []
  const by = undoneBy.slice(0, someUndoings).map((undoing) => undoingPhrase(undoing, context))
  const state = liveness ? stateOf(action) : passing ? 'the probe passes' : ''
  const verdict = loss && liveness?.verdict ? verdictPhrase(liveness.verdict, undoneBy, context) : Phrase.empty
  const head = Phrase.join(
    [Phrase.text(state), left, by.length ? phrase`by ${Phrase.join(by, ', ')}` : Phrase.empty],
    ', ',
  )
  return Phrase.join([head, ...failing, verdict], '; ')
}

/** `unknown` has a reason, most often that there is nothing to watch. */
function stateOf({ liveness, links }: LedgerAction): string {
  if (liveness?.state !== 'unknown') return liveness ? livenessMarks[liveness.state] : ''
  const reason = links.map((link) => link.liveness?.unknown).find((text) => text)
  return reason ?? livenessMarks.unknown
}

/** `a1cf7cc on 2026-06-30`. */
export function undoingPhrase({ commit, date }: Undoing, context: DocumentContext): Phrase {
  return phrase`${commitPhrase(context.forge, commit)} on ${dateOfSeconds(date)}`
}

/** `retired: the reason`; a commit that was not just named is named. */
function verdictPhrase(
  { as, commit, reason }: LedgerVerdict,
  told: readonly Undoing[],
  context: DocumentContext,
): Phrase {
  const known = told.some((undoing) => undoing.commit.startsWith(commit.toLowerCase()))
  const head = known
    ? Phrase.text(verdictMarks[as])
    : phrase`${verdictMarks[as]} by ${commitPhrase(context.forge, commit)}`
  return Phrase.join([head, Phrase.text(reason)], ': ')
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

function doubtPhrase({ status, stale, staleBecause, words }: LedgerAction): Phrase {
  if (status === 'needs-review' && words.length > 1)
    return Phrase.text(`(history says ${[...new Set(words.map((word) => statusMarks[word.status]))].join(' and ')})`)
  if (!stale) return Phrase.empty
  if (isSettled(status)) return Phrase.text('(the record still says open)')
  // `a commit` and `a passing probe` say it; `VaultRaftLeaderStuck is in rules.tf` is the whole story.
  const because = staleBecause ?? 'the tree'
  return phrase`(${/ is /.test(because) ? because : `${because} says it is done`})`
}
