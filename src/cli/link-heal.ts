/** `mortem link --heal`: dead hashes with their survivors, and the files repaired on request. */
import { withLock } from '../git/lock.ts'
import type { DeadHash } from '../ledger/heal/plan.ts'
import { visible } from '../markdown/visible.ts'
import { type HealingPlan, healedFiles, planHealing } from '../project/healing.ts'
import { readWorkspace } from '../project/load.ts'
import { openProject } from '../project/project.ts'
import { type RecordFile, readRecord } from '../workspace/record.ts'
import { writeAll } from '../workspace/write.ts'
import { complainOf } from './commands/status.ts'
import { UsageError } from './exit.ts'
import type { Io } from './io.ts'

interface Options {
  write?: boolean
  /** Proposals are written too: a person has looked at them. */
  accept?: boolean
  dryRun?: boolean
  json?: boolean
}

const told: Record<NonNullable<DeadHash['by']>, string> = {
  trailer: 'its message names the action',
  subject: 'same author, author date and subject',
  'patch-id': 'same patch',
  'patch-id-u0': 'same patch, other lines around it',
  request: 'same request number',
  picked: 'its message says that it was picked from there',
  absorbed: 'it holds the same lines among others',
  document: 'the words and the date beside the hash',
}

export async function heal(io: Io, options: Options): Promise<number> {
  const project = await openProject(io.cwd, io.env, io.progress)
  const workspace = await readWorkspace(project)
  const plan = await planHealing(project, workspace)
  const healed = plan.dead.filter(({ survivor, proposal }) => survivor !== null && (!proposal || options.accept))
  const files = healedFiles(workspace, healed)
  const broken = files.find(({ path, text }) => isRecord(workspace.records, path) && !readRecord(text, path).record)
  if (broken) throw new UsageError(`nothing was written: ${broken.path} would not be a record`)
  const write = options.write && !options.dryRun
  if (write) await withLock(project.repository, () => writeAll(project.root, files))
  const writes = options.write ? files.map(({ path }) => path) : []
  const repaired = write ? healed : []
  if (options.json) io.print(JSON.stringify(report(plan, workspace.records, repaired, writes), null, 2))
  else print(io, plan, workspace.records, { written: repaired, writes, options })
  return complainOf(workspace.problems, io)
}

function isRecord(records: readonly RecordFile[], path: string): boolean {
  return records.some(({ file }) => file === path)
}

function linesOf({ file, path, places }: DeadHash, records: readonly RecordFile[]): number[] {
  if (path === null) return [...new Set(places.map(({ line }) => line))]
  return records.filter((record) => record.file === file).map((record) => record.locate([...path]).line)
}

function report(
  { commit, shallow, dead }: HealingPlan,
  records: readonly RecordFile[],
  repaired: readonly DeadHash[],
  writes: string[],
) {
  const hashes = dead.map((one) => ({
    file: one.file,
    lines: linesOf(one, records),
    hash: one.hash,
    incident: one.incident,
    action: one.action,
    survivor: one.survivor?.commit ?? null,
    subject: one.survivor?.subject ?? null,
    by: one.by,
    strength: one.survivor === null ? null : one.certain ? 'certain' : 'probable',
    proposal: one.proposal,
    candidates: one.candidates,
    reason: one.reason,
    repaired: repaired.includes(one),
  }))
  return { schema: 1, commit, shallow, hashes, writes }
}

interface Done {
  written: readonly DeadHash[]
  writes: readonly string[]
  options: Options
}

function print(io: Io, { shallow, dead }: HealingPlan, records: readonly RecordFile[], done: Done): void {
  if (shallow) {
    io.print('This clone is shallow, so no hash can be called dead here.\n  next: git fetch --unshallow')
    return
  }
  for (const one of dead) io.print(describe(one, records, done.written.includes(one)))
  const survivors = dead.filter(({ survivor }) => survivor !== null)
  const proposals = survivors.filter(({ proposal }) => proposal)
  if (dead.length === 0) io.print('no dead hash')
  else
    io.print(`${count(dead.length, 'dead hash', 'dead hashes')}, ${count(survivors.length, 'survivor', 'survivors')}`)
  if (done.options.write && !done.options.dryRun) {
    if (done.writes.length > 0) io.print(`wrote ${done.writes.map(visible).join(', ')}`)
  } else if (survivors.length > proposals.length || (done.options.accept && survivors.length > 0))
    io.print(`  next: mortem link --heal --write${done.options.accept ? ' --accept' : ''}`)
  if (proposals.length > 0 && !done.options.accept)
    io.print(
      `  ${count(proposals.length, 'is a proposal', 'are proposals')} by words alone: look, then mortem link --heal --write --accept`,
    )
}

function describe(one: DeadHash, records: readonly RecordFile[], written: boolean): string {
  const { file, hash, survivor, by, candidates, reason, certain } = one
  const place = `${file}:${linesOf(one, records).join(',')}`
  if (survivor === null) {
    const why =
      candidates.length > 0 ? `ambiguous: ${candidates.map((name) => name.slice(0, 12)).join(', ')}` : `dead: ${reason}`
    return `${visible(place)}  ${hash}  ${why}`
  }
  const sure = one.proposal ? 'proposed' : certain ? 'certain' : 'probable'
  const how = by === null ? reason : told[by]
  return `${visible(place)}  ${hash} → ${survivor.commit.slice(0, 12)}  ${written ? 'repaired' : sure}: ${how}\n    ${visible(survivor.subject ?? '')}`
}

function count(n: number, one: string, many: string): string {
  return `${n} ${n === 1 ? one : many}`
}
