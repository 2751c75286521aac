/**
 * The question that liveness asks of history, asked of a change before it is made: does it take a fix away? A version
 * that rises, a move, a new layout, an edit for the same incident and a `Retires:` are no loss.
 */
import type { CommitFacts } from '../../message/facts.ts'
import type { Catalog } from '../catalog.ts'
import type { LedgerAction, LedgerIncident, Link } from '../ledger.ts'
import type { WatchedLine } from '../liveness/footprint.ts'
import type { Watch } from '../liveness/watches.ts'
import { isGrave } from './grave.ts'
import type { Staged } from './staged.ts'
import { takenBy } from './taken.ts'

export type GuardRule = 'guard-lines' | 'guard-mass-loss'

/** A fix that the change takes away, or a part of one. */
export interface Loss {
  incident: LedgerIncident
  action: LedgerAction | null
  link: Link
  /** The lines that it takes, as they stand now. */
  lines: WatchedLine[]
  /** Lines of the fix that stood before, and that would stand after. */
  stood: number
  left: number
}

export interface Warning {
  rule: GuardRule
  losses: Loss[]
  /** Files that the change deletes, of all that there are. */
  deleted: number
  files: number
}

/** A tree with fewer files is not dropped by accident. */
const leastFiles = 20
/** So many fixes gone at once, and so large a part of all that stand, are no decision about each. */
const manyFixes = 5

/** What to say of the change: one warning for each fix, or one for all when most of the tree goes. */
export async function guard(
  watches: readonly Watch[],
  catalog: Catalog,
  staged: Staged,
  message: { facts: CommitFacts; date: number },
): Promise<Warning[]> {
  const deleted = (staged.sides[0] ?? []).filter(({ after }) => after === null).length
  const context = { deleted, files: staged.files }
  const standing = watches.filter(isGuarded).map((watch) => ({ watch, lines: standingLines(watch) }))
  const spoken = spokenOf(catalog, message)
  const found = (await lossesOf(standing, staged)).filter(
    ({ incident, action }) => !spoken.has(incident.record.id) && !(action && spoken.has(action.ref)),
  )
  const whole = found.filter(({ left, stood }) => left === 0 && stood > 0)
  const fixes = standing.filter(({ lines }) => lines.length > 0).length
  const dropped = staged.files >= leastFiles && deleted * 2 > staged.files
  if (dropped || (whole.length >= manyFixes && whole.length * 3 > fixes))
    return [{ rule: 'guard-mass-loss', losses: whole, ...context }]
  return found.filter(isGrave).map((loss) => ({ rule: 'guard-lines', losses: [loss], ...context }))
}

/** Certain, and nobody has said that it may go. */
function isGuarded({ link, action }: Watch): boolean {
  return link.strength === 'certain' && (action === null || action.verdicts.length === 0)
}

function standingLines({ lines, missing }: Watch): WatchedLine[] {
  const gone = new Set(missing.map(({ line }) => line))
  return lines.filter((line) => !gone.has(line))
}

async function lossesOf(standing: readonly { watch: Watch; lines: WatchedLine[] }[], staged: Staged): Promise<Loss[]> {
  const isTaken = await takenBy(staged, new Set(standing.flatMap(({ lines }) => lines.map(({ path }) => path))))
  return standing.flatMap(({ watch: { incident, action, link }, lines }) => {
    const taken = lines.filter(isTaken)
    return taken.length === 0
      ? []
      : [{ incident, action, link, lines: taken, stood: lines.length, left: lines.length - taken.length }]
  })
}

/** Ids of incidents and refs of actions that the message speaks of: it knows what it does to them. */
function spokenOf(catalog: Catalog, { facts, date }: { facts: CommitFacts; date: number }): Set<string> {
  const names = facts.references.flatMap(({ grade, kind, target }) => {
    if (grade === 'quoted') return []
    const found = kind === 'document' ? catalog.resolveFile(target) : catalog.resolve(target, date)
    if (found.state !== 'one') return []
    const { entry, action } = found.named
    return kind === 'retires' && action !== null ? [`${entry.id}#${action}`] : [entry.id]
  })
  return new Set(names)
}
