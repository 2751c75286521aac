/** Which record a command means, and how an edit of it is written. */
import { readCurrent } from '../git/current.ts'
import { withLock } from '../git/lock.ts'
import { Catalog } from '../ledger/catalog.ts'
import { visible } from '../markdown/visible.ts'
import { readWorkspace, type Workspace } from '../project/load.ts'
import { openProject, type Project } from '../project/project.ts'
import { type RecordFile, readRecord } from '../workspace/record.ts'
import { FileChanged, writeAll } from '../workspace/write.ts'
import { changedLines } from './changed-lines.ts'
import { UsageError } from './exit.ts'
import { nameOne } from './find.ts'
import { formatFinding } from './findings.ts'
import type { Io } from './io.ts'

export interface Meant {
  record: RecordFile
  /** Action id; null when the incident is meant. */
  action: string | null
}

/** The incident or action that a person names: an id, a short form, an alias or a tracker id. @throws UsageError */
export function find(workspace: Workspace, name: string): Meant {
  const { records, config } = workspace
  const entries = records.map(({ file, incident, document }) => ({
    id: incident.id,
    record: incident,
    files: [file, document.file],
  }))
  const { entry, action } = nameOne(new Catalog(entries, config.messages['date-window']), name)
  return { record: records.find(({ incident }) => incident.id === entry.id) as RecordFile, action }
}

/** The project, and the incident in it that `--incident` means. @throws UsageError */
export async function openIncident(io: Io, name: string | undefined) {
  const project = await openProject(io.cwd, io.env, io.progress)
  const workspace = await readWorkspace(project)
  return { project, workspace, record: await findIncident(project, workspace, name) }
}

/** The incident meant by `--incident`, else the current one, else the only one that is not over. @throws UsageError */
async function findIncident(project: Project, workspace: Workspace, name: string | undefined): Promise<RecordFile> {
  if (name) return find(workspace, name).record
  const current = await readCurrent(project.repository)
  const pointed = workspace.records.find(({ incident }) => incident.id === current)
  if (pointed) return pointed
  const open = workspace.records.filter(({ incident }) => !['resolved', 'closed'].includes(incident.status))
  if (open.length === 1) return open[0] as RecordFile
  throw new UsageError(
    open.length === 0
      ? 'no incident is open'
      : `${open.length} incidents are open: ${open.map(({ incident }) => incident.id).join(', ')}`,
    open.length === 0 ? 'mortem new "what is broken"' : 'say which with --incident',
  )
}

/** The project, and the action in it that a person names. @throws UsageError */
export async function openAction(io: Io, name: string) {
  const project = await openProject(io.cwd, io.env, io.progress)
  const workspace = await readWorkspace(project)
  return { project, workspace, ...findAction(workspace, name) }
}

function findAction(workspace: Workspace, name: string): { record: RecordFile; action: string; index: number } {
  const { record, action } = find(workspace, name)
  const { id, actions } = record.incident
  if (action === null)
    throw new UsageError(
      `"${name}" names the incident ${id}, not an action`,
      actions.length > 0 ? `name one of ${actions.map((item) => `${id}#${item.id}`).join(', ')}` : 'it has no actions',
    )
  return { record, action, index: actions.findIndex((item) => item.id === action) }
}

export interface EditOptions {
  dryRun?: boolean
  json?: boolean
}

/** Somebody else wrote the record between reading and writing it: the command runs again, on what is there now. */
class RecordChanged extends Error {
  override readonly name = 'RecordChanged'
}

/**
 * Writes an edited record, or shows the lines that would change. `said`: what was done, in one line.
 *
 * @throws UsageError for a value that a record cannot hold; RecordChanged
 */
export async function writeEdit(
  io: Io,
  project: Project,
  record: RecordFile,
  text: string,
  said: string,
  { dryRun, json }: EditOptions,
): Promise<void> {
  const { file, incident } = record
  const writes = text === record.text ? [] : [file]
  const { record: edited, problems } = readRecord(text, file)
  if (edited === null)
    throw new UsageError(
      `nothing was written: ${file} would not be a record\n${problems.map((one) => formatFinding(one, io)).join('\n')}`,
    )
  if (!dryRun)
    await withLock(project.repository, () => writeAll(project.root, [{ path: file, text, was: record.text }])).catch(
      (error: unknown) => {
        throw error instanceof FileChanged ? new RecordChanged(error.message) : error
      },
    )
  if (json) io.print(JSON.stringify({ schema: 1, incident: incident.id, said, writes }, null, 2))
  else if (!dryRun) io.print(visible(said))
  else io.print([`would change ${file}: ${visible(said)}`, ...changedLines(record.text, text)].join('\n'))
}
