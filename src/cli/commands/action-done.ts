import { openHistory } from '../../git/history.ts'
import { appendItem, setValue } from '../../workspace/edit.ts'
import { exit, UsageError } from '../exit.ts'
import type { Io } from '../io.ts'
import { type EditOptions, openAction, writeEdit } from '../records.ts'

interface Options extends EditOptions {
  commit: string[]
  reason?: string
}

export async function run(io: Io, [name]: [string], options: Options): Promise<number> {
  const { project, record, action, index } = await openAction(io, name)
  const { commits } = record.incident.actions[index] as { commits: { commit: string }[] }
  const path = ['actions', index]
  let text = setValue(record.text, [...path, 'status'], options.reason ? 'done-alt' : 'done')
  if (options.reason) text = setValue(text, [...path, 'resolution'], options.reason)
  for (const rev of options.commit) {
    // Resolved now, so that the record holds a whole name and not a branch that moves on.
    const { head } = await openHistory(project.repository, rev)
    if (head === null) throw new UsageError(`"${rev}" names no commit`)
    if (!commits.some(({ commit }) => head.startsWith(commit))) text = appendItem(text, [...path, 'commits'], head)
  }
  await writeEdit(io, project, record, text, `${record.incident.id}#${action}: done`, options)
  return exit.fine
}
