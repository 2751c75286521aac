import { writeCurrent } from '../../git/current.ts'
import { isCalendarDate, slugify } from '../../model/ids.ts'
import { formatInstant } from '../../model/time.ts'
import { planDocument, targetsOf } from '../../project/documents.ts'
import { draftFrom } from '../../project/drafting.ts'
import { ledgerOf, readWorkspace, type Workspace } from '../../project/load.ts'
import { openProject, type Project } from '../../project/project.ts'
import { recordLimit } from '../../workspace/bytes.ts'
import { readFile } from '../../workspace/files.ts'
import { listFiles } from '../../workspace/listing.ts'
import { newRecord } from '../../workspace/new-record.ts'
import { type RecordFile, readRecord } from '../../workspace/record.ts'
import type { Value } from '../../workspace/render.ts'
import { writeAll } from '../../workspace/write.ts'
import { readClock } from '../clock.ts'
import { exit, UsageError } from '../exit.ts'
import { checkSeverity, type Facts } from '../facts.ts'
import { formatFinding } from '../findings.ts'
import type { Io } from '../io.ts'
import { zoneOf } from '../zone.ts'

interface Options extends Facts {
  from?: string
  suggest?: boolean
  service: string[]
  owner?: string
  started?: string
  dryRun?: boolean
  json?: boolean
}

export async function run(io: Io, [title]: [string | undefined], options: Options): Promise<number> {
  if (options.suggest) return (await import('../new-suggest.ts')).suggestNew(io, options)
  const project = await openProject(io.cwd, io.env, io.progress)
  const workspace = await readWorkspace(project)
  const value = await recordValue(io, project, workspace, title, options)
  const folder = workspace.config.paths['post-mortems']
  const file = `${folder}/${value.id}.yaml`
  const there = readFile(project.root, file, recordLimit)
  if (there.text !== null || there.problem) throw new UsageError(`${file} is there already`, 'mortem check')
  const text = newRecord(value as { [key: string]: Value })
  const { record, problems } = readRecord(text, file)
  if (!record) throw new UsageError(problems.map((problem) => formatFinding(problem, io)).join('\n'))

  const documents = await documentsWith(project, workspace, record)
  const plan = [{ path: file, text, was: null }, ...documents]
  const document = record.document.file
  if (!options.dryRun) {
    await writeAll(project.root, plan)
    await writeCurrent(project.repository, record.incident.id)
  }
  const writes = plan.map(({ path }) => path)
  if (options.json) io.print(JSON.stringify({ schema: 1, incident: value, document, writes }, null, 2))
  else if (options.dryRun) io.print(`${text}\n# would write ${writes.join(' and ')}`)
  else {
    for (const path of writes) io.print(`created ${path}`)
    io.print(`${record.incident.id} is the current incident\n  next: mortem log "what happens" · mortem resolve`)
  }
  return exit.fine
}

async function recordValue(
  io: Io,
  project: Project,
  workspace: Workspace,
  title: string | undefined,
  options: Options,
): Promise<{ id: string; title: string; [key: string]: unknown }> {
  const { severity, summary, service, owner, started, from } = options
  checkSeverity(severity, workspace)
  const given = {
    ...(severity && { severity }),
    ...(service.length > 0 && { services: service }),
    ...(owner && { owner }),
    ...(summary && { summary }),
  }
  const looked = started === undefined ? null : await readClock(started, io.now, zoneOf({ timezone: null }))
  if (from !== undefined) {
    const draft = await draftFrom(project, workspace, from)
    const { id } = draft
    const known = workspace.records.find(({ incident }) => incident.id === id)
    if (known) throw new UsageError(`${known.file} is there already`, `mortem show ${id}`)
    return { ...draft, ...(title && { title }), ...given, ...(looked !== null && { times: { started: looked } }) }
  }
  if (title === undefined || title.trim() === '')
    throw new UsageError('an incident needs a title', 'mortem new "what is broken", or --from <commit>')
  // Nobody knows the start yet, so "about now" is said as such; `mortem log --kind impact --at …` corrects it.
  const begun = looked ?? `~${formatInstant(io.now * 1000).slice(0, 16)}Z`
  const id = freeId(`${dayOf(begun, io.now)}-${slugify(title)}`, project, workspace)
  return { id, title: title.trim(), status: 'investigating', ...given, times: { started: begun } }
}

/** The day an incident is called by: that of its start, as far as it is known. */
function dayOf(started: string, now: number): string {
  const day = started.replace(/^~/, '').slice(0, 10)
  return isCalendarDate(day) ? day : formatInstant(now * 1000).slice(0, 10)
}

/** The second incident of a day and name gets `-2`: ids are never used twice. */
function freeId(wanted: string, { root }: Project, { config, records }: Workspace): string {
  // Also the names of files that could not be read as records.
  const { files, refused } = listFiles(root, config.paths['post-mortems'])
  const taken = new Set([
    ...records.flatMap(({ incident }) => [incident.id, ...incident.aliases]),
    ...[...files, ...refused.map(({ file }) => file)].map((file) => file.replace(/^.*\/|\.[^.]+$/g, '')),
  ])
  let id = wanted
  for (let n = 2; taken.has(id); n++) id = `${wanted}-${n}`
  return id
}

/** The post-mortem that goes with a new record; none when a person wrote it already. */
async function documentsWith(project: Project, workspace: Workspace, record: RecordFile) {
  const grown = { ...workspace, records: [...workspace.records, record] }
  const target = (await targetsOf(project, grown)).find(({ file }) => file === record.document.file)
  if (!target) return []
  const { existing, filled } = await planDocument(project, target, await ledgerOf(project, grown, null))
  return filled.kind === 'write' ? [{ path: target.file, text: filled.text, was: existing }] : []
}
