/** What can be answered to an item of a review: a key each, and the command that it stands for. */
import type { LedgerAction } from '../../ledger/ledger.ts'
import type { ReviewItem } from '../../ledger/review.ts'
import { isSettled } from '../../model/words.ts'

/** A call of `mortem action …`; what a person has still to fill in is null. */
export interface Call {
  command: 'done' | 'assign' | 'drop' | 'verdict'
  ref: string
  /** The second argument: an owner, a commit; undefined when there is none. */
  argument?: string | null
  options: { [name: string]: string | null | readonly string[] }
}

export interface Answer {
  /** One letter, pressed without Enter. */
  key: string
  does: string
  call: Call
}

/** The same for every kind as far as it makes sense; `since`: the commit that the ledger was read at. */
export function answersTo({ kind, action }: ReviewItem, since: string | null): Answer[] {
  const { ref } = action
  const drop: Answer = {
    key: 'x',
    does: 'drop it: it will not be done',
    call: { command: 'drop', ref, options: { reason: null } },
  }
  if (kind === 'lost') {
    const argument = action.liveness?.undoneBy[0]?.commit ?? since
    const options = { as: null, reason: null }
    return [{ key: 'v', does: 'verdict: it is meant', call: { command: 'verdict', ref, argument, options } }, drop]
  }
  return [
    accept(action),
    { key: 'o', does: 'assign it: an owner', call: { command: 'assign', ref, argument: null, options: {} } },
    { key: 'd', does: 'due: a day', call: { command: 'assign', ref, options: { due: null } } },
    ...(action.status === 'wont-do' ? [] : [drop]),
  ]
}

/** Takes in what git says, as `close --accept` does; where git says nothing, a person names the commit or how. */
function accept(action: LedgerAction): Answer {
  const { ref, status, stale, words, record } = action
  const settled = stale && isSettled(status)
  if (!settled) {
    const options = stale ? {} : { commit: null }
    return {
      key: 'a',
      does: stale ? `accept: ${action.staleBecause ?? 'it is done'}` : 'it is done',
      call: { command: 'done', ref, options },
    }
  }
  const reason = record.resolution ?? words.find((word) => word.status === status)?.reason ?? null
  const does = `accept what git says: ${status}`
  if (status === 'wont-do') return { key: 'a', does, call: { command: 'drop', ref, options: { reason } } }
  const commits = action.links.flatMap(({ commit, relation, strength, recorded }) =>
    commit && relation === 'fixed' && strength === 'certain' && recorded === null ? [commit] : [],
  )
  const how = status === 'done-alt' ? { reason } : {}
  return { key: 'a', does, call: { command: 'done', ref, options: { commit: commits, ...how } } }
}

/** What stands for what a person has to fill in. */
const blanks: { [name: string]: string } = {
  assign: '<owner>',
  due: '<day>',
  reason: '"…"',
  as: 'superseded|retired|accepted-risk',
  commit: '<commit>',
  verdict: '<commit>',
}

/** The call as a person types it: `mortem action verdict x#A1 bcf226400000 --as … --reason "…"`. */
export function callText({ command, ref, argument, options }: Call): string {
  const parts = ['mortem action', command, quoted(ref)]
  if (argument !== undefined) parts.push(argument === null ? (blanks[command] as string) : short(argument))
  for (const [name, value] of Object.entries(options))
    for (const one of Array.isArray(value) ? value : [value as string | null])
      parts.push(`--${name} ${one === null ? blanks[name] : name === 'commit' ? short(one) : quoted(one)}`)
  return parts.join(' ')
}

function short(commit: string): string {
  return /^[0-9a-f]{40,}$/.test(commit) ? commit.slice(0, 12) : quoted(commit)
}

/** For a POSIX shell, because a reason comes from a commit message and is made to be pasted. */
function quoted(text: string): string {
  return /^[\w./:@#+-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}
