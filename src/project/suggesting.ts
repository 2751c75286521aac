/** What `mortem link --suggest` and `mortem new --suggest` read of a repository. */
import { openHistory } from '../git/history.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { type Suggestion, suggest } from '../ledger/suggest/suggest.ts'
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
