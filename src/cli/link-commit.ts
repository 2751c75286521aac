/** `mortem link <action> <commit>`: the record remembers the commit by its fingerprint. */

import { openHistory } from '../git/history.ts'
import { fingerprintOf, type WrittenPrint } from '../ledger/heal/fingerprint.ts'
import { Ground } from '../ledger/heal/ground.ts'
import { scan } from '../ledger/scan.ts'
import { messageOptions } from '../message/options.ts'
import type { Action, Fingerprint } from '../model/incident.ts'
import { withProgress } from '../project/progress.ts'
import { proposedProbes } from '../project/proposals.ts'
import { scoped } from '../project/scope.ts'
import { appendItem, setValue } from '../workspace/edit.ts'
import { exit, UsageError } from './exit.ts'
import type { Io } from './io.ts'
import { proposalLines, withProbes } from './probes.ts'
import { type EditOptions, openAction, writeEdit } from './records.ts'

export interface LinkOptions extends EditOptions {
  /** Also write the probes that the commit's own lines propose. */
  accept?: boolean
}

/** What a record has of a patch stays where this clone cannot read it: a partial one does not hold it. */
function patchIdsOf(known: Fingerprint | undefined): Partial<WrittenPrint> {
  const [full, bare] = [known?.['patch-id'], known?.['patch-id-u0']]
  return { ...(full && { 'patch-id': full }), ...(bare && { 'patch-id-u0': bare }) }
}

/** @throws UsageError for a commit that HEAD does not reach; UnknownRevision */
export async function linkCommit(io: Io, name: string, rev: string, options: LinkOptions): Promise<number> {
  const { project, workspace, record, action, index } = await openAction(io, name)
  const { repository, prefix, progress } = project
  const { head: hash } = await openHistory(repository, rev)
  const history = withProgress(scoped(await openHistory(repository, null), prefix), progress)
  const { graph, speaking } = await scan(history, messageOptions(workspace.config.messages))
  const n = hash === null ? null : graph.number(hash)
  if (hash === null || n === null)
    throw new UsageError(
      `${rev} is not in the history of HEAD, so nobody who has this branch can follow the link`,
      history.shallow
        ? 'git fetch --unshallow, for this clone is cut off'
        : 'merge or pick it first, or name the commit that it became here: git log --oneline',
    )
  const print = await fingerprintOf(n, new Ground(graph, speaking, history))
  const path = ['actions', index, 'commits']
  const commits = record.incident.actions[index]?.commits ?? []
  const at = commits.findIndex(({ commit }) => hash.startsWith(commit.toLowerCase()))
  const linked =
    at < 0
      ? appendItem(record.text, path, { ...print })
      : setValue(record.text, [...path, at], { ...patchIdsOf(commits[at]), ...print })
  const item = record.incident.actions[index] as Action
  const proposed = item.verify.length > 0 ? [] : await proposedProbes(project, workspace, item, hash)
  const probes = options.accept ? proposed.map(({ probe }) => probe) : []
  const text = withProbes(linked, index, probes)
  const ref = `${record.incident.id}#${action}`
  const said = `${ref}: ${hash.slice(0, 12)} ${print.subject ?? ''}`
  await writeEdit(io, project, record, text, text === record.text ? `${said} was linked already` : said, options)
  if (options.json || proposed.length === 0) return exit.fine
  for (const line of proposalLines(ref, proposed)) io.print(line)
  if (!options.accept) io.print(`  next: mortem link ${name} ${rev} --accept writes that into the record`)
  return exit.fine
}
