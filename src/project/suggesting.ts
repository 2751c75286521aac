/** What `mortem link --suggest` and `mortem new --suggest` read of a repository. */
import { openHistory } from '../git/history.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { type Suggestion, suggest } from '../ledger/suggest/suggest.ts'
import { type UnrecordedIncident, unrecordedIncidents } from '../ledger/suggest/unrecorded.ts'
import type { Workspace } from './load.ts'
import { withProgress } from './progress.ts'
import type { Project } from './project.ts'
import { scoped } from './scope.ts'

/** Commits ranked for these actions (refs), in the ledger's order. @throws GitError */
export async function suggestFor(
  project: Project,
  { config, records }: Workspace,
  ledger: Ledger,
  actions: ReadonlySet<string>,
): Promise<Suggestion[]> {
  const history = await openHistory(project.repository, ledger.commit)
  return suggest({
    records: records.map(({ file, incident, document }) => ({
      file,
      incident,
      document: document.file,
      documentText: document.text,
    })),
    ledger,
    config,
    history: withProgress(scoped(history, project.prefix), project.progress),
    actions,
  })
}

/** What looks like an incident and has no record, best first. @throws GitError */
export async function unrecordedIn(
  project: Project,
  { config }: Workspace,
  ledger: Ledger,
): Promise<UnrecordedIncident[]> {
  const history = await openHistory(project.repository, ledger.commit)
  return unrecordedIncidents(withProgress(scoped(history, project.prefix), project.progress), ledger, config)
}
