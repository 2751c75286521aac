/** Reads everything once: configuration, records, history, and the ledger made of them. */
import { openHistory } from '../git/history.ts'
import { buildLedger } from '../ledger/build.ts'
import type { History } from '../ledger/history.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { LedgerInput } from '../ledger/scene.ts'
import type { Config } from '../model/config.ts'
import type { Finding } from '../model/finding.ts'
import { readConfig } from '../workspace/configuration.ts'
import { readIncidents } from '../workspace/incidents.ts'
import type { RecordFile } from '../workspace/record.ts'
import { readStatuses } from '../workspace/statuses.ts'
import { withProgress } from './progress.ts'
import type { Project } from './project.ts'
import { scoped } from './scope.ts'

export interface Workspace {
  config: Config
  records: RecordFile[]
  loose: { file: string; text: string }[]
  /** What could not be read. The good records are there all the same. */
  problems: Finding[]
}

export async function readWorkspace({ root }: Pick<Project, 'root'>): Promise<Workspace> {
  const { config, problems } = await readConfig(root)
  const read = await readIncidents(root, config)
  return { config, records: read.records, loose: read.documents, problems: [...problems, ...read.problems] }
}

/** The ledger as of `rev` (HEAD for null), with the records of the working tree. @throws UnknownRevision, GitError */
export async function ledgerOf(project: Project, workspace: Workspace, rev: string | null): Promise<Ledger> {
  return buildLedger(inputOf(project, workspace, await openHistory(project.repository, rev)))
}

/** What a ledger is made of: the records of the working tree and a history. */
export function inputOf(project: Project, workspace: Workspace, history: History): LedgerInput {
  return {
    records: workspace.records.map(({ file, incident, document }) => ({
      file,
      incident,
      document: document.file,
      documentText: document.text,
    })),
    loose: workspace.loose,
    config: workspace.config,
    history: withProgress(scoped(history, project.prefix), project.progress),
    readStatuses,
  }
}
