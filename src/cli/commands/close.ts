import type { LedgerAction, ProbeResult } from '../../ledger/ledger.ts'
import { visible } from '../../markdown/visible.ts'
import { type ActionStatus, isSettled } from '../../model/words.ts'
import { ledgerOf, type Workspace } from '../../project/load.ts'
import type { Project } from '../../project/project.ts'
import { proposedProbes } from '../../project/proposals.ts'
import { appendItem, setValue } from '../../workspace/edit.ts'
import { exit } from '../exit.ts'
import { type Facts, setFacts } from '../facts.ts'
import type { Io } from '../io.ts'
import { proposalLines, withProbes } from '../probes.ts'
import { type EditOptions, openIncident, writeEdit } from '../records.ts'
import { printLacks } from './resolve.ts'

interface Options extends EditOptions, Facts {
  incident?: string
  accept?: boolean
}

export async function run(io: Io, _args: [], options: Options): Promise<number> {
  const { project, workspace, record } = await openIncident(io, options.incident)
  const { incident } = record
  const ledger = await ledgerOf(project, workspace, null)
  const actions = ledger.incidents.find((one) => one.record.id === incident.id)?.actions ?? []
  const stale = actions.filter((action) => action.stale)
  const checks = await proposedChecks(project, workspace, actions)
  const accepted = stale.length + checks.size > 0 && (await isAccepted(io, stale, checks, options))

  let text = setFacts(setValue(record.text, ['status'], 'closed'), workspace, options)
  if (accepted)
    for (const [index, action] of actions.entries()) {
      if (action.stale) text = takeIn(text, action, index)
      text = withProbes(
        text,
        index,
        (checks.get(action) ?? []).map(({ probe }) => probe),
      )
    }
  await writeEdit(io, project, record, text, `${incident.id}: closed`, options)
  if (options.json) return exit.fine
  for (const { ref, record: action } of actions.filter(
    (action) => !isSettled(accepted ? statusOf(action) : action.status),
  ))
    io.print(`  still open: ${ref} ${visible(action.title)}\n    next: mortem action done|drop ${ref}`)
  printLacks(io, text, record.file)
  return exit.fine
}

type Checks = ReadonlyMap<LedgerAction, ProbeResult[]>

/** For each action that is done by a commit and has no probe: what would keep it done. */
async function proposedChecks(
  project: Project,
  workspace: Workspace,
  actions: readonly LedgerAction[],
): Promise<Checks> {
  const checks = new Map<LedgerAction, ProbeResult[]>()
  for (const action of actions) {
    const fix = action.links.findLast(({ relation, strength }) => relation === 'fixed' && strength === 'certain')
    if (action.record.verify.length > 0 || !fix?.commit || !isSettled(statusOf(action))) continue
    const proposed = await proposedProbes(project, workspace, action.record, fix.commit)
    if (proposed.length > 0) checks.set(action, proposed)
  }
  return checks
}

/** What is to be written: a probe or an alert that appeared says that it is done, without making it so. */
function statusOf({ stale, status }: LedgerAction): ActionStatus {
  return stale && !isSettled(status) ? 'done' : status
}

/** Writes what git says into the record only when a person agrees: a terminal asks, anything else needs `--accept`. */
async function isAccepted(io: Io, stale: readonly LedgerAction[], checks: Checks, options: Options): Promise<boolean> {
  if (!options.json) {
    for (const action of stale) {
      const { ref, declared, links, staleBecause } = action
      const proof = links.find(({ relation, strength }) => relation === 'fixed' && strength === 'certain')
      const by = proof?.commit ? `, by ${proof.commit.slice(0, 12)} ${visible(proof.subject ?? '')}` : ''
      const because = staleBecause === null || staleBecause === 'a commit' ? by : `: ${visible(staleBecause)}`
      io.print(`${ref} is called ${declared}; git says ${statusOf(action)}${because}`)
    }
    for (const [{ ref }, proposed] of checks) io.print(proposalLines(ref, proposed).join('\n'))
  }
  if (options.accept) return true
  if (io.interactive && !options.json) {
    const { confirm, isCancel } = await import('../prompts.ts')
    const answer = await confirm({ message: 'Write that into the record?' })
    return !isCancel(answer) && answer
  }
  if (!options.json) io.print('  next: mortem close --accept writes that into the record')
  return false
}

function takeIn(text: string, action: LedgerAction, index: number): string {
  const path = ['actions', index]
  let edited = setValue(text, [...path, 'status'], statusOf(action))
  const reason = action.words.find(({ status }) => status === action.status)?.reason
  if (reason && action.record.resolution === null) edited = setValue(edited, [...path, 'resolution'], reason)
  for (const { commit, relation, strength, recorded } of action.links)
    if (commit && relation === 'fixed' && strength === 'certain' && recorded === null)
      edited = appendItem(edited, [...path, 'commits'], commit)
  return edited
}
