/** What of an action's work is missing, put together from all commits that answer it. */
import { isAnswer } from '../model/words.ts'
import type { LedgerAction, LostLine, ProbeResult, Undoing } from './ledger.ts'

export interface Loss {
  /** Who took it away, who took most first; empty when history does not say, or when only a probe fails. */
  undoneBy: readonly Undoing[]
  /** Lines as the commits left them, of all that are watched; 0 of 0 when only a probe tells. */
  left: number
  of: number
  /** The first lines that are missing. */
  lines: readonly LostLine[]
  failing: readonly ProbeResult[]
}

/** Null when nothing is missing, or nothing is known. Whether that is a loss, only `lost` says. */
export function lossOf({ links, liveness, probes }: LedgerAction): Loss | null {
  const failing = probes.filter(({ state }) => state === 'failing')
  const missing = liveness !== null && liveness.state !== 'live' && liveness.state !== 'unknown'
  if (!missing && failing.length === 0) return null
  if (!missing) return { undoneBy: [], left: 0, of: 0, lines: [], failing }
  const seen = links.flatMap(({ relation, liveness: own }) =>
    own && own.state !== 'unknown' && isAnswer(relation) ? [own] : [],
  )
  const sum = (key: 'left' | 'of') => seen.reduce((total, own) => total + own[key], 0)
  return {
    undoneBy: liveness.undoneBy,
    left: sum('left'),
    of: sum('of'),
    lines: seen.flatMap(({ lost }) => lost),
    failing,
  }
}
