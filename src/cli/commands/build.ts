import { relative, resolve, sep } from 'node:path'
import type { Ledger } from '../../ledger/ledger.ts'
import { type Filled, fillDocument } from '../../markdown/fill.ts'
import { regionsOf } from '../../markdown/regions.ts'
import { takeGenerated, takeMine } from '../../markdown/take.ts'
import { type Planned, planDocument, stampFor, type Target, targetsOf } from '../../project/documents.ts'
import { ignoredFiles } from '../../project/ignored.ts'
import { ledgerOf, readWorkspace } from '../../project/load.ts'
import { openProject, type Project } from '../../project/project.ts'
import { documentLimit } from '../../workspace/bytes.ts'
import { readFile } from '../../workspace/files.ts'
import { configName } from '../../workspace/root.ts'
import { folderFor, writeAll } from '../../workspace/write.ts'
import { checkDocuments } from '../build-check.ts'
import { changedLines } from '../changed-lines.ts'
import { exit, UsageError } from '../exit.ts'
import { count } from '../findings.ts'
import type { Io } from '../io.ts'
import { complainOf } from './status.ts'

interface Options {
  check?: boolean
  out?: string
  take?: 'generated' | 'mine'
  at?: string
  dryRun?: boolean
  json?: boolean
}

export async function run(io: Io, [files]: [string[]], options: Options): Promise<number> {
  const project = await openProject(io.cwd, io.env, io.progress)
  const workspace = await readWorkspace(project)
  const all = chosen(await targetsOf(project, workspace), files, project, io)
  const ledger = await ledgerOf(project, workspace, options.at ?? null)
  const unread = complainOf(workspace.problems, io)
  if (workspace.problems.some(({ file, level }) => file === configName && level === 'error'))
    throw new UsageError(`${configName} cannot be used, and without it documents would be others; nothing was written`)
  // The rows of a record that cannot be read would be missing.
  const targets = unread === exit.fine || options.check ? all : all.filter(({ ofAll }) => !ofAll)
  if (options.check)
    return Math.max(unread, await checkDocuments(io, project, workspace, targets, ledger, options.json))
  if (options.out !== undefined) {
    await buildElsewhere(io, options.out, targets, ledger, options)
    return unread
  }
  if (options.take && files.length === 0)
    throw new UsageError('--take settles the files that it is given', `mortem build --take ${options.take} <file>`)

  const planned: Planned[] = []
  for (const target of targets) planned.push(await plan(project, target, ledger, options.take))
  const writes = planned.flatMap(({ target, existing, filled }) =>
    filled.kind === 'write' ? [{ path: target.file, text: filled.text, was: existing }] : [],
  )
  if (!options.dryRun) await writeAll(project.root, writes)
  if (options.json) io.print(JSON.stringify(toJson(planned, ledger), null, 2))
  else await say(io, project, planned, options.dryRun === true)
  for (const { file } of all.filter((target) => !targets.includes(target)))
    io.complain(`mortem: ${file} is not written: it would lack what could not be read`)
  const stuck = planned.some(({ filled }) => filled.kind === 'edited' || filled.kind === 'broken')
  return unread || (stuck ? exit.findings : exit.fine)
}

/** All of them anew, as if there were none yet. */
async function buildElsewhere(io: Io, folder: string, targets: Target[], ledger: Ledger, { dryRun, json }: Options) {
  const plan = targets.map((target) => fresh(target, ledger))
  if (!dryRun) {
    const root = await folderFor(resolve(io.cwd, folder))
    await writeAll(
      root,
      plan.map((one) => ({ ...one, was: ours(root, one.path) })),
    )
  }
  const { commit, shallow } = ledger
  const documents = plan.map(({ path }) => ({ file: path, outcome: 'written', regions: [], problems: [] }))
  if (json) io.print(JSON.stringify({ schema: 1, commit, shallow, documents }, null, 2))
  else io.print(`${dryRun ? 'would write' : 'wrote'} ${count(plan.length, 'document')} below ${folder}`)
}

/** What an earlier build left there; null for nothing, and for a file without regions, which is not written over. */
function ours(root: string, path: string): string | null {
  const { text } = readFile(root, path, documentLimit)
  return text !== null && regionsOf(text).regions.length > 0 ? text : null
}

/** The documents that the files on the command line name; all of them when there are none. @throws UsageError */
function chosen(targets: Target[], files: readonly string[], { root }: Project, io: Io): Target[] {
  if (files.length === 0) return targets
  return files.map((file) => {
    const path = relative(root, resolve(io.cwd, file)).split(sep).join('/')
    const target = targets.find((one) => one.file === path)
    if (!target)
      throw new UsageError(`${file} is not a document that mortem builds`, 'mortem build --dry-run lists them')
    return target
  })
}

function fresh(target: Target, ledger: Ledger): { path: string; text: string } {
  const filled = fillDocument(null, target.render(ledger), stampFor(target, ledger))
  return { path: target.file, text: filled.kind === 'write' ? filled.text : '' }
}

async function plan(project: Project, target: Target, ledger: Ledger, take: Options['take']): Promise<Planned> {
  const planned = await planDocument(project, target, ledger)
  if (!take || planned.existing === null) return planned
  const settled =
    take === 'mine'
      ? takeMine(planned.existing)
      : takeGenerated(planned.existing, target.render(ledger), stampFor(target, ledger))
  return { ...planned, filled: settled }
}

const outcomes: Record<Filled['kind'], string> = {
  write: 'written',
  same: 'same',
  edited: 'edited',
  foreign: 'foreign',
  broken: 'broken',
}

function toJson(planned: readonly Planned[], { commit, shallow }: Ledger) {
  return {
    schema: 1,
    commit,
    shallow,
    documents: planned.map(({ target, filled }) => ({
      file: target.file,
      outcome: outcomes[filled.kind],
      regions: filled.kind === 'edited' ? filled.regions : [],
      problems: filled.kind === 'broken' ? filled.problems : [],
    })),
  }
}

async function say(io: Io, project: Project, planned: readonly Planned[], dryRun: boolean): Promise<void> {
  for (const { target, existing, filled } of planned) {
    const verb = existing === null ? 'create' : 'change'
    if (filled.kind === 'write') io.print(dryRun ? `would ${verb} ${target.file}` : `${verb}d ${target.file}`)
    else if (filled.kind === 'edited') sayEdited(io, target.file, filled.regions)
    else if (filled.kind === 'broken')
      for (const { line, message } of filled.problems)
        io.complain(`${target.file}:${line}  error  document\n  ${message}; the file is left alone`)
    else if (filled.kind === 'foreign') sayForeign(io, target)
  }
  const same = planned.filter(({ filled }) => filled.kind === 'same').length
  if (same > 0) io.print(`${same} of ${count(planned.length, 'document')} up to date`)
  const written = planned
    .filter(({ target, filled }) => target.built && filled.kind === 'write')
    .map(({ target }) => target.file)
  const ignored = await ignoredFiles(project, written)
  for (const file of written.filter((one) => !ignored.has(one)))
    io.print(`  ${file} moves with every commit; keep it out of git: mortem init, or add it to .gitignore`)
}

/** A file that a person wrote whole is theirs. Only the index is worth a word: everybody has a README.md. */
function sayForeign(io: Io, { file, stamped }: Target): void {
  if (stamped) return
  io.print(`left ${file} alone: it is not generated. To have the index in it, add these two lines:`)
  io.print('  <!-- mortem:index -->\n  <!-- /mortem:index -->')
}

function sayEdited(
  io: Io,
  file: string,
  regions: readonly { name: string; line: number; mine: string; generated: string }[],
) {
  for (const { name, line, mine, generated } of regions) {
    io.complain(`${file}:${line}  error  edited-region\n  region "${name}" was edited by hand; the file is left alone`)
    io.complain(`  - yours\n  + generated\n${changedLines(mine, generated).join('\n')}`)
  }
  io.complain(`  next: mortem build --take generated ${file}   (drops the edit)`)
  io.complain(`        mortem build --take mine ${file}        (keeps it as prose that no build touches)`)
}
