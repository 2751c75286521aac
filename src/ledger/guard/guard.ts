/**
 * The question that liveness asks of history, asked of a change before it is made: does it take a fix away? A version
 * that rises, a move, a new layout, an edit for the same incident and a `Retires:` are no loss.
 */
import type { CommitFacts } from '../../message/facts.ts'
import type { GuardRuleId, Policy } from '../../model/rules.ts'
import type { Catalog } from '../catalog.ts'
import type { Ledger, LedgerAction, LedgerIncident, Link, ProbeResult } from '../ledger.ts'
import type { WatchedLine } from '../liveness/footprint.ts'
import type { Watch } from '../liveness/watches.ts'
import { evaluate } from '../probes/evaluate.ts'
import { viewOf } from '../probes/view.ts'
import { isGrave } from './grave.ts'
import type { Staged } from './staged.ts'
import { stagedTree } from './staged-tree.ts'
import { takenBy } from './taken.ts'

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

/** A declared probe that passes now and would fail. */
export interface Broken {
  incident: LedgerIncident
  action: LedgerAction
  probe: ProbeResult
}

export interface Warning {
  rule: GuardRuleId
  level: 'warn' | 'block'
  losses: Loss[]
  broken: Broken[]
  /** Files that the change deletes, of all that there are. */
  deleted: number
  files: number
}

/** A tree with fewer files is not dropped by accident. */
const leastFiles = 20
/** So many fixes gone at once, and so large a part of all that stand, are no decision about each. */
const manyFixes = 5

export interface Guarded {
  ledger: Ledger
  watches: readonly Watch[]
  catalog: Catalog
  policies: Readonly<Record<GuardRuleId, Policy>>
}

/**
 * What to say of the change: one warning for each probe and each fix, or one for all when most of the tree goes. `date`:
 * when the message is written, epoch seconds.
 */
export async function guard(
  { ledger, watches, catalog, policies }: Guarded,
  staged: Staged,
  message: { facts: CommitFacts; date: number },
): Promise<Warning[]> {
  const deleted = (staged.sides[0] ?? []).filter(({ after }) => after === null).length
  const files = (await staged.history.tree([])).size
  const spoken = spokenOf(catalog, message)
  const isSilent = (incident: LedgerIncident, action: LedgerAction | null) =>
    spoken.has(incident.record.id) || (action !== null && spoken.has(action.ref))
  const standing = watches.filter(isGuarded).map((watch) => ({ watch, lines: standingLines(watch) }))
  const found = (await lossesOf(standing, staged)).filter(({ incident, action }) => !isSilent(incident, action))
  const warn = (rule: GuardRuleId, losses: Loss[], broken: Broken[]): Warning[] => {
    const level = policies[rule]
    return level === 'off' ? [] : [{ rule, level, losses, broken, deleted, files }]
  }
  const whole = found.filter(({ left, stood }) => left === 0 && stood > 0)
  const fixes = standing.filter(({ lines }) => lines.length > 0).length
  const dropped = files >= leastFiles && deleted * 2 > files
  if (dropped || (whole.length >= manyFixes && whole.length * 3 > fixes)) return warn('guard-mass-loss', whole, [])
  const broken = (await brokenBy(ledger, staged)).filter(({ incident, action }) => !isSilent(incident, action))
  const probed = new Set(broken.map(({ action }) => action.ref))
  const lines = found.filter((loss) => isGrave(loss) && !(loss.action && probed.has(loss.action.ref)))
  return [
    ...broken.flatMap((one) => warn('guard-probe', [], [one])),
    ...lines.flatMap((loss) => warn('guard-lines', [loss], [])),
  ]
}

/** Probes that pass in the parent's tree and fail in the one that is made. */
async function brokenBy(ledger: Ledger, staged: Staged): Promise<Broken[]> {
  const passing = ledger.incidents.flatMap((incident) =>
    incident.actions.flatMap((action) =>
      action.verdicts.length > 0
        ? []
        : action.probes
            .filter(({ state }) => state === 'passing')
            .map(({ probe }): Broken => ({ incident, action, probe: { probe, state: 'passing', says: '' } })),
    ),
  )
  if (passing.length === 0 || staged.sides[0]?.length === 0) return []
  const probes = passing.map(({ probe }) => probe.probe)
  const results = evaluate(probes, await viewOf(probes, stagedTree(staged)))
  return passing.flatMap((one, n) => {
    const probe = results[n]
    return probe?.state === 'failing' ? [{ ...one, probe }] : []
  })
}

/** Certain, and nobody has said that it may go. */
function isGuarded({ link, action }: Watch): boolean {
  return link.strength === 'certain' && (action === null || action.verdicts.length === 0)
}

function standingLines({ lines, missing, replaced }: Watch): WatchedLine[] {
  const gone = new Set(missing.map(({ line }) => line))
  return lines.filter((line) => !gone.has(line) && !replaced.has(line))
}

async function lossesOf(standing: readonly { watch: Watch; lines: WatchedLine[] }[], staged: Staged): Promise<Loss[]> {
  const taking = await takenBy(staged, new Set(standing.flatMap(({ lines }) => lines.map(({ path }) => path))))
  return standing.flatMap(({ watch: { incident, action, link }, lines }) => {
    const taken = taking(lines)
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
