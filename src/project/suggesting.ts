/** What `mortem link --suggest` and `mortem new --suggest` read of a repository. */
import { openHistory } from '../git/history.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { type Suggestion, suggest } from '../ledger/suggest/suggest.ts'
import { type UnrecordedIncident, unrecordedIncidents } from '../ledger/suggest/unrecorded.ts'
import { inputOf, type Workspace } from './load.ts'
import type { Project } from './project.ts'

/** Commits ranked for these actions (refs), in the ledger's order. @throws GitError */
export async function suggestFor(
  project: Project,
  workspace: Workspace,
  ledger: Ledger,
  actions: ReadonlySet<string>,
): Promise<Suggestion[]> {
  const history = await openHistory(project.repository, ledger.commit)
  return suggest({ ...inputOf(project, workspace, history), ledger, actions })
}

/** What looks like an incident and has no record, best first. @throws GitError */
export async function unrecordedIn(
  project: Project,
  workspace: Workspace,
  ledger: Ledger,
): Promise<UnrecordedIncident[]> {
  const history = await openHistory(project.repository, ledger.commit)
  return unrecordedIncidents(inputOf(project, workspace, history).history, ledger, workspace.config)
}
