import { isAncestor } from '../../git/ancestry.ts'
import { openHistory } from '../../git/history.ts'
import type { verdictWords } from '../../model/words.ts'
import { appendItem, setValue } from '../../workspace/edit.ts'
import { exit, UsageError } from '../exit.ts'
import type { Io } from '../io.ts'
import { type EditOptions, openAction, writeEdit } from '../records.ts'

interface Options extends EditOptions {
  as: (typeof verdictWords)[number]
  reason: string
}

/** A second verdict on the same commit replaces the first: a person may change their mind. */
export async function run(io: Io, [name, rev]: [string, string], options: Options): Promise<number> {
  if (options.reason.trim() === '') throw new UsageError('the reason is empty; expected why the fix may be gone')
  const { project, record, action, index } = await openAction(io, name)
  const { head } = await openHistory(project.repository, rev)
  if (head === null) throw new UsageError(`"${rev}" names no commit`)
  if (!(await isAncestor(project.repository, head, 'HEAD')))
    throw new UsageError(
      `${rev} is not in the history of HEAD, so a verdict on it would cover nothing`,
      `name the commit that took the fix away here: mortem show '${record.incident.id}#${action}'`,
    )
  const { verdicts } = record.incident.actions[index] as { verdicts: { commit: string }[] }
  const path = ['actions', index, 'verdicts']
  const known = verdicts.findIndex(({ commit }) => head.startsWith(commit.toLowerCase()))
  const { as, reason } = options
  const text =
    known < 0
      ? appendItem(record.text, path, { commit: head, as, reason })
      : setValue(setValue(record.text, [...path, known, 'as'], as), [...path, known, 'reason'], reason)
  const said = `${record.incident.id}#${action}: ${as} by ${head.slice(0, 12)}: ${reason}`
  await writeEdit(io, project, record, text, said, options)
  return exit.fine
}
