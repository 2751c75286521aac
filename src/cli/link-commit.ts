/** `mortem link <action> <commit>`: the record remembers the commit by its fingerprint. */
import { openHistory } from '../git/history.ts'
import { fingerprintOf } from '../ledger/heal/fingerprint.ts'
import { Ground } from '../ledger/heal/ground.ts'
import { scan } from '../ledger/scan.ts'
import { readWorkspace } from '../project/load.ts'
import { withProgress } from '../project/progress.ts'
import { scoped } from '../project/scope.ts'
import { appendItem, setValue } from '../workspace/edit.ts'
import { exit, UsageError } from './exit.ts'
import type { Io } from './io.ts'
import { type EditOptions, openAction, writeEdit } from './records.ts'

/** @throws UsageError for a commit that HEAD does not reach; UnknownRevision */
export async function linkCommit(io: Io, name: string, rev: string, options: EditOptions): Promise<number> {
  const { project, record, action, index } = await openAction(io, name)
  const { repository, prefix, progress } = project
  const { head: hash } = await openHistory(repository, rev)
  const { messages } = (await readWorkspace(project)).config
  const history = withProgress(scoped(await openHistory(repository, null), prefix), progress)
  const { graph, speaking } = await scan(history, { ...messages, causedBy: messages['caused-by'] })
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
  const text = at < 0 ? appendItem(record.text, path, { ...print }) : setValue(record.text, [...path, at], { ...print })
  const said = `${record.incident.id}#${action}: ${hash.slice(0, 12)} ${print.subject ?? ''}`
  await writeEdit(io, project, record, text, text === record.text ? `${said} was linked already` : said, options)
  return exit.fine
}
