/** Which verdict covers a loss. A verdict closes what was lost when it was said; a later loss is a new question. */
import type { Graph } from './graph.ts'
import type { LedgerVerdict, Undoing } from './ledger.ts'

/** What has to be known of history for that. */
export interface VerdictOrder {
  /** The commits that a written hash means, twins included; none when it is not reachable or fits several changes. */
  named(hash: string): readonly string[]
  /** True when `older` is `newer` itself or one of its ancestors. Both are full names. */
  isAncestor(older: string, newer: string): boolean
}

/** The share of the missing lines from which on a commit is a loss of its own. */
const ownLoss = 0.2

export function verdictOrder(graph: Graph): VerdictOrder {
  return {
    named(hash) {
      const hits = graph.lookup(hash)
      const twins = hits[0] === undefined ? [] : graph.twins(hits[0])
      return hits.every((hit) => twins.includes(hit)) ? twins.map((n) => graph.at(n).hash) : []
    },
    isAncestor(older, newer) {
      const [a, b] = [graph.number(older), graph.number(newer)]
      return a !== null && b !== null && graph.isAncestor(a, b)
    },
  }
}

/**
 * The verdict that says a loss is meant; null when part of it is open.
 *
 * - A word of a person (`record`, or a commit's `Retires:`) covers what its commit, a twin of it, or an ancestor of
 *   these took away: whoever retires a fix today also means yesterday's removal.
 * - The ledger's own (`superseded` by another fix of the incident) covers what that very commit took, nothing older.
 * - Every commit in `undoneBy` that took a fifth of the missing lines or more has to be covered, each by any verdict. One
 *   on another line of history, or after the last verdict, opens the loss again; a line or two of many do not.
 * - When history does not say who took it (`undoneBy` is empty, as with a failing probe), a person's last word covers.
 * - A verdict on a commit that is not reachable covers nothing: nobody can tell what was lost before it.
 *
 * Of several, the one on who took most is returned, and a person's before the ledger's.
 */
export function coveringVerdict(
  undoneBy: readonly Pick<Undoing, 'commit' | 'took'>[],
  verdicts: readonly LedgerVerdict[],
  order: VerdictOrder,
): LedgerVerdict | null {
  const known = verdicts
    .map((verdict) => ({ verdict, commits: order.named(verdict.commit) }))
    .filter(({ commits }) => commits.length > 0)
  const byPerson = known.filter(({ verdict }) => verdict.source !== 'ledger')
  const byLedger = known.filter(({ verdict }) => verdict.source === 'ledger')
  if (undoneBy.length === 0) return latest(byPerson, order)?.verdict ?? null
  const all = undoneBy.reduce((sum, { took }) => sum + took, 0)
  const covering = undoneBy
    .filter(({ took }, n) => n === 0 || took >= all * ownLoss)
    .map(({ commit }) => {
      const twins = order.named(commit)
      const same = ({ commits }: Known) => commits.includes(commit) || twins.some((twin) => commits.includes(twin))
      const later = byPerson.filter(({ commits }) => commits.some((newer) => order.isAncestor(commit, newer)))
      return byPerson.find(same) ?? latest(later, order) ?? byLedger.find(same) ?? null
    })
  return covering.every((one) => one !== null) ? (covering[0]?.verdict ?? null) : null
}

interface Known {
  verdict: LedgerVerdict
  commits: readonly string[]
}

/** The one whose commit no other one comes after. */
function latest(known: readonly Known[], order: VerdictOrder): Known | null {
  return known.reduce<Known | null>((last, one) => {
    if (last === null) return one
    const after = one.commits.some((newer) => last.commits.some((older) => order.isAncestor(older, newer)))
    return after ? one : last
  }, null)
}
