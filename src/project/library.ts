/** The ledger for other programs: one call, nothing written. */
import type { Ledger } from '../ledger/ledger.ts'
import type { Finding } from '../model/finding.ts'
import { ledgerOf, readWorkspace } from './load.ts'
import { openProject } from './project.ts'

export interface LoadedLedger {
  ledger: Ledger
  /** What could not be read. The good records are in the ledger all the same. */
  problems: Finding[]
}

/**
 * Reads records and history of the repository that `cwd` is in. `rev`: the commit that history is read at, HEAD when it
 * is left out.
 *
 * @throws NoRepository, NoGit, UnknownRevision, GitError (told by their `name`)
 */
export async function loadLedger(cwd: string, env: NodeJS.ProcessEnv, rev?: string): Promise<LoadedLedger> {
  const project = await openProject(cwd, env)
  const workspace = await readWorkspace(project)
  return { ledger: await ledgerOf(project, workspace, rev ?? null), problems: workspace.problems }
}
