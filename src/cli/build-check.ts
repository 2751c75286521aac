/** `build --check`: would building the documents again, with the history they were built from, give other bytes? */

import { UnknownRevision } from '../git/errors.ts'
import { openHistory } from '../git/history.ts'
import { isReachable } from '../git/revision.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { fillDocument } from '../markdown/fill.ts'
import { stampOf } from '../markdown/regions.ts'
import { planDocument, type Target } from '../project/documents.ts'
import { ignoredFiles } from '../project/ignored.ts'
import { ledgerOf, type Workspace } from '../project/load.ts'
import type { Project } from '../project/project.ts'
import { exit } from './exit.ts'
import { count } from './findings.ts'
import type { Io } from './io.ts'

type Verdict = 'same' | 'newer-history' | 'stale' | 'missing' | 'edited' | 'broken' | 'foreign' | 'ignored'

const says: Partial<Record<Verdict, string>> = {
  stale: 'records, templates or configuration moved on',
  missing: 'is not there',
  edited: 'was edited by hand inside a generated region',
  broken: 'cannot be read as text, or its region or conflict markers do not fit together; mortem build says where',
  'newer-history': 'history has moved on; mortem build renews it',
}

/** Exit code 1 when a document is not what its own history makes of the records. Newer history alone is a notice. */
export async function checkDocuments(
  io: Io,
  project: Project,
  workspace: Workspace,
  targets: readonly Target[],
  ledger: Ledger,
  json: boolean | undefined,
): Promise<number> {
  const ignored = await ignoredFiles(
    project,
    targets.map(({ file }) => file),
  )
  const ledgers = new Map<string, Ledger | null>()
  const checked: { file: string; verdict: Verdict }[] = []
  for (const target of targets) {
    const verdict =
      ignored.has(target.file) || target.built ? 'ignored' : await judge(target, project, workspace, ledger, ledgers)
    checked.push({ file: target.file, verdict })
  }
  if (json) io.print(JSON.stringify({ schema: 1, commit: ledger.commit, documents: checked }, null, 2))
  else {
    for (const { file, verdict } of checked) {
      const level = verdict === 'newer-history' ? 'notice' : 'error'
      if (says[verdict]) io.print(`${file}  ${level}  ${verdict}\n  ${says[verdict]}`)
    }
    const failed = checked.some(({ verdict }) => isFailure(verdict))
    io.print(
      failed ? 'next: mortem build, and commit what it writes' : `${count(checked.length, 'document')} looked at`,
    )
  }
  return checked.some(({ verdict }) => isFailure(verdict)) ? exit.findings : exit.fine
}

function isFailure(verdict: Verdict): boolean {
  return verdict === 'stale' || verdict === 'missing' || verdict === 'edited' || verdict === 'broken'
}

async function judge(
  target: Target,
  project: Project,
  workspace: Workspace,
  ledger: Ledger,
  ledgers: Map<string, Ledger | null>,
): Promise<Verdict> {
  const { existing, filled } = await planDocument(project, target, ledger)
  if (filled.kind === 'broken') return 'broken'
  if (existing === null) return 'missing'
  if (filled.kind !== 'write') return filled.kind
  const stamp = stampOf(existing)
  if (!target.stamped || stamp === null) return 'stale'
  const then = await ledgerAt(stamp, ledger.commit, project, workspace, ledgers)
  // The stamp was squashed away or cut off: nobody knows what history made of the document, so nothing is judged.
  if (then === null) return 'newer-history'
  return fillDocument(existing, target.render(then), stamp).kind === 'same' ? 'newer-history' : 'stale'
}

/** The ledger as of a stamp; null when `from` does not reach that commit. */
async function ledgerAt(
  stamp: string,
  from: string | null,
  project: Project,
  workspace: Workspace,
  known: Map<string, Ledger | null>,
) {
  const before = known.get(stamp)
  if (before !== undefined) return before
  let ledger: Ledger | null = null
  try {
    const { head } = await openHistory(project.repository, stamp)
    // One that only lingers in this clone after a squash would be judged here and nowhere else.
    if (head !== null && (await isReachable(project.repository, head, from)))
      ledger = await ledgerOf(project, workspace, head)
  } catch (error) {
    if (!(error instanceof UnknownRevision)) throw error
  }
  known.set(stamp, ledger)
  return ledger
}
