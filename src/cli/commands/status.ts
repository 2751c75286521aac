import { bucketOf, isOverdue } from '../../ledger/buckets.ts'
import type { Ledger, LedgerAction, LedgerIncident } from '../../ledger/ledger.ts'
import { toReport } from '../../ledger/report.ts'
import type { Finding } from '../../model/finding.ts'
import { isSettled } from '../../model/words.ts'
import { openProject, type Project } from '../../project/project.ts'
import { exit } from '../exit.ts'
import { findIn } from '../find.ts'
import { countFindings, formatFinding } from '../findings.ts'
import type { Io } from '../io.ts'
import { version } from '../program.ts'

interface Options {
  open?: boolean
  overdue?: boolean
  stale?: boolean
  unproven?: boolean
  lost?: boolean
  owner?: string
  type?: string
  service?: string
  severity?: string
  incident?: string
  format: 'text' | 'json' | 'csv' | 'markdown'
  at?: string
}

export async function run(io: Io, _args: [], options: Options): Promise<number> {
  const project = await openProject(io.cwd, io.env, io.progress)
  const { ledger, problems } = await readLedger(project, options.at)
  // A ledger of an earlier commit is looked at as on that day.
  const today = options.at ? (ledger.date ?? io.now) : io.now
  const chosen = choose(ledger, options, today)
  const report = toReport(ledger, today, chosen)
  if (options.format === 'json') io.print(JSON.stringify(report, null, 2))
  else {
    const { formats } = await import('../status-formats.ts')
    io.print(formats[options.format](report, io))
  }
  return complainOf(problems, io)
}

/** Records that could not be read are named after the answer that the others gave. */
export function complainOf(problems: readonly Finding[], io: Io): number {
  const errors = problems.filter(({ level }) => level === 'error')
  for (const problem of problems) io.complain(formatFinding(problem, io))
  if (errors.length > 0) io.complain(`mortem: ${countFindings(problems)} in what was read; the rest is above`)
  return errors.length > 0 ? exit.usage : exit.fine
}

/** The ledger from the cache, or as of `at`, and what could not be read. */
export async function readLedger(
  project: Project,
  at: string | undefined,
): Promise<{ ledger: Ledger; problems: Finding[] }> {
  if (at === undefined) {
    const { cachedLedger } = await import('../../project/cached.ts')
    return cachedLedger(project, version)
  }
  const { ledgerOf, readWorkspace } = await import('../../project/load.ts')
  const workspace = await readWorkspace(project)
  return { ledger: await ledgerOf(project, workspace, at), problems: workspace.problems }
}

/** The filters narrow together; null when there is none, so that incidents without actions are listed too. */
function choose(ledger: Ledger, options: Options, today: number): ((action: LedgerAction) => boolean) | null {
  const incidents = new Map(ledger.incidents.flatMap((one) => one.actions.map(({ ref }) => [ref, one] as const)))
  const of = ({ ref }: LedgerAction) => incidents.get(ref) as LedgerIncident
  const same = (a: string | null, b: string) => a?.toLowerCase() === b.toLowerCase()
  // Looked for even when there is no action to ask about: a name that means nothing is a mistake.
  const wanted = options.incident === undefined ? null : findIn(ledger, options.incident).incident
  const filters = {
    open: ({ status }: LedgerAction) => !isSettled(status),
    overdue: (action: LedgerAction) => isOverdue(action, today),
    stale: ({ stale }: LedgerAction) => stale,
    unproven: (action: LedgerAction) => bucketOf(action, today) === 'unproven',
    lost: ({ lost }: LedgerAction) => lost,
    owner: ({ record }: LedgerAction, name: string) => same(record.owner, name),
    type: ({ record }: LedgerAction, type: string) => same(record.type, type),
    service: (action: LedgerAction, name: string) => of(action).record.services.some((service) => same(service, name)),
    severity: (action: LedgerAction, name: string) =>
      same(of(action).severity, name) || same(of(action).record.severity, name),
    incident: (action: LedgerAction) => of(action) === wanted,
  }
  const asked = (Object.keys(filters) as (keyof typeof filters)[]).filter((key) => options[key])
  if (asked.length === 0) return null
  return (action) => asked.every((key) => filters[key](action, String(options[key])))
}
