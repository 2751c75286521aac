import { runChecks } from '../../checks/run.ts'
import { byPlace } from '../../model/finding.ts'
import { ledgerOf, readWorkspace } from '../../project/load.ts'
import { openProject } from '../../project/project.ts'
import { exit } from '../exit.ts'
import { countFindings, formatFinding } from '../findings.ts'
import type { Io } from '../io.ts'

interface Options {
  strict?: boolean
  format: 'text' | 'json'
  at?: string
}

export async function run(io: Io, _args: [], { strict, format, at }: Options): Promise<number> {
  const project = await openProject(io.cwd, io.env, io.progress)
  const workspace = await readWorkspace(project)
  const { config, records } = workspace
  const ledger = await ledgerOf(project, workspace, at ?? null)
  const byId = new Map(records.map((record) => [record.incident.id, record]))
  const now = at === undefined ? io.now : (ledger.date ?? io.now)
  const found = runChecks({ ledger, config, now }, (incident, path) => {
    const record = byId.get(incident)
    return record ? { ...record.locate(path), excerpt: record.excerpt(path) } : null
  })
  const findings = [...workspace.problems, ...found]
    .map((finding) => (strict && finding.level === 'warning' ? { ...finding, level: 'error' as const } : finding))
    .sort(byPlace)

  if (format === 'json')
    io.print(JSON.stringify({ schema: 1, commit: ledger.commit, shallow: ledger.shallow, findings }, null, 2))
  else {
    for (const finding of findings) io.print(`${formatFinding(finding, io)}\n`)
    const looked = `${records.length} record${records.length === 1 ? '' : 's'}`
    io.print(findings.length === 0 ? `${looked}: nothing to say` : `${looked}: ${countFindings(findings)}`)
    if (ledger.shallow)
      io.print('This clone is shallow: links that history cannot show were not judged. git fetch --unshallow')
  }
  return findings.some(({ level }) => level === 'error') ? exit.findings : exit.fine
}
