import type { CloseOutStatus } from './facts.ts'
import { closingParenthesis } from './reference.ts'

/** What a status word says, longest forms first: `done` must not eat `done another way`. */
const STATUSES: readonly [CloseOutStatus, string][] = [
  ['done-alt', 'done[ -]?alt(?:ernative(?:ly)?)?|done another way|done differently|another way|alternative'],
  ['wont-do', "won['’]?t[ -]?(?:do|fix)|will not (?:do|fix)|not doing|dropped|rejected|obsolete"],
  ['in-progress', 'in[ -]progress|wip|partial(?:ly)?(?: done)?'],
  ['todo', 'to[ -]?do|open|deferred|not started|pending'],
  ['done', 'done|completed?|fixed|✅|✔️?|☑️?'],
]
const WRAP = '[*_`(]{0,3}'
const STATUS_AT = new RegExp(
  `${WRAP}(?:✅\\s?)?${WRAP}(?:${STATUSES.map(([, words]) => `(${words})`).join('|')})[*_\`]{0,3}(?![\\p{L}\\p{N}_-])`,
  'iuy',
)
const SEPARATOR = /:\s{1,4}|\s(?:—|–|--?|->|→|⇒)\s{1,4}/g

export interface FoundStatus {
  status: CloseOutStatus
  /** Where the text of the item ends. */
  textEnd: number
  reason: string | null
}

/** The first status word that stands behind a separator, or opens the item (`DONE: reduce validity`). */
export function findStatus(item: string): FoundStatus | null {
  for (const separator of item.matchAll(SEPARATOR)) {
    const found = statusAt(item, separator.index + separator[0].length)
    if (found !== null) return { status: found.status, textEnd: separator.index, reason: readReason(item, found.end) }
  }
  return null
}

/** The status word at exactly this place, and where it ends. */
export function statusAt(item: string, at: number): { status: CloseOutStatus; end: number } | null {
  STATUS_AT.lastIndex = at
  const match = STATUS_AT.exec(item)
  if (match === null) return null
  const group = match.findIndex((text, index) => index > 0 && text !== undefined)
  return { status: (STATUSES[group - 1] as [CloseOutStatus, string])[0], end: STATUS_AT.lastIndex }
}

/** `(reason).`, `— reason`, `, reason`: what follows the status word, without the marks around it. */
function readReason(item: string, from: number): string | null {
  const rest = item
    .slice(from)
    .replace(/^[\s.,:;)—–-]{1,16}/, '')
    .trim()
  const inside = rest.endsWith('.') ? rest.slice(0, -1) : rest
  if (inside.startsWith('(') && closingParenthesis(inside, 0) === inside.length - 1)
    return inside.slice(1, -1).trim() || null
  return rest || null
}
