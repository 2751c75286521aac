/** What is missing of an action's work, in lines: who took it away, why, and what. */
import type { LedgerAction, LostLine, Undoing } from '../ledger/ledger.ts'
import { lossOf } from '../ledger/loss.ts'
import { visible } from '../markdown/visible.ts'
import { formatInstant } from '../model/time.ts'

const someUndoings = 5
const someLines = 10
/** Characters of a line that a terminal has room for. */
const width = 100

/** Empty when nothing is missing. `most`: lines of the footprint that are shown. */
export function lossLines(action: LedgerAction, most: number = someLines): string[] {
  const loss = lossOf(action)
  if (!loss) return []
  const { undoneBy, left, of, lines, failing } = loss
  const rest = undoneBy.length - someUndoings
  // The ledger holds the first ones only, and counts all.
  const unseen = Math.max(of - left, lines.length) - most
  return [
    ...undoneBy.slice(0, someUndoings).flatMap(undoingLines),
    ...(rest > 0 ? [`and ${rest} commits more`] : []),
    ...(of > 0 ? [`${left} of ${of} ${of === 1 ? 'line' : 'lines'} left`] : []),
    ...lines.slice(0, most).map(lineOf),
    ...(lines.length > most ? [`  … and ${unseen} more`] : []),
    ...failing.map(({ says }) => `probe fails: ${visible(says)}`),
  ]
}

function undoingLines({ commit, subject, date, took, reason }: Undoing): string[] {
  const day = formatInstant(date * 1000).slice(0, 10)
  const lines = took > 0 ? `, ${took} ${took === 1 ? 'line' : 'lines'}` : ''
  return [
    `taken away by ${commit.slice(0, 12)}  ${day}  ${visible(subject)}${lines}`,
    ...(reason ? [`  its reason: ${visible(reason)}`] : []),
  ]
}

/** `- path: text`; `+` for one that was removed and is back. */
function lineOf({ path, text, back }: LostLine): string {
  const shown = visible(text)
  return `  ${back ? '+' : '-'} ${visible(path)}: ${shown.length > width ? `${shown.slice(0, width)}…` : shown}`
}
