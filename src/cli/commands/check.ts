import { runChecks } from '../../checks/run.ts'
import { byPlace } from '../../model/finding.ts'
import { ledgerOf, readWorkspace } from '../../project/load.ts'
import { openProject } from '../../project/project.ts'
import { baselineWords, updateBaseline, withBaseline } from '../baseline.ts'
import { exit, UsageError } from '../exit.ts'
import { count, countFindings, formatFinding } from '../findings.ts'
import type { Io } from '../io.ts'

interface Options {
  strict?: boolean
  format: 'text' | 'json'
  /** False for --no-baseline. */
  baseline: boolean
  updateBaseline?: boolean
  dryRun?: boolean
  at?: string
}

export async function run(io: Io, _args: [], options: Options): Promise<number> {
  const { strict, format, at } = options
  if (at !== undefined && options.updateBaseline)
    throw new UsageError('a baseline is of what is here now, not of another commit', 'leave out --at')
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
  const all = [...workspace.problems, ...found]
  if (options.updateBaseline) {
    await updateBaseline(io, project, config.baseline, all, ledger, { dryRun: options.dryRun, json: format === 'json' })
    return exit.fine
  }
  const nothing = { file: config.baseline, fresh: all, hidden: [], gone: [] }
  const known = options.baseline ? withBaseline(project, config.baseline, all) : nothing
  const findings = known.fresh
    .map((finding) => (strict && finding.level === 'warning' ? { ...finding, level: 'error' as const } : finding))
    .sort(byPlace)

  if (format === 'json') {
    const baseline = { file: known.file, hidden: known.hidden.length, gone: known.gone.length }
    io.print(JSON.stringify({ schema: 1, commit: ledger.commit, shallow: ledger.shallow, findings, baseline }, null, 2))
  } else {
    for (const finding of findings) io.print(`${formatFinding(finding, io)}\n`)
    const nothingNew = known.hidden.length > 0 ? 'nothing new to say' : 'nothing to say'
    io.print(`${count(records.length, 'record')}: ${findings.length === 0 ? nothingNew : countFindings(findings)}`)
    for (const words of baselineWords(known)) io.print(words)
    if (ledger.shallow)
      io.print('This clone is shallow: links that history cannot show were not judged. git fetch --unshallow')
  }
  return findings.some(({ level }) => level === 'error') ? exit.findings : exit.fine
}
