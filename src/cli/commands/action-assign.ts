import { setValue } from '../../workspace/edit.ts'
import { exit } from '../exit.ts'
import type { Io } from '../io.ts'
import { type EditOptions, openAction, writeEdit } from '../records.ts'

interface Options extends EditOptions {
  due?: string
}

export async function run(io: Io, [name, owner]: [string, string], options: Options): Promise<number> {
  const { project, record, action, index } = await openAction(io, name)
  const path = ['actions', index]
  let text = setValue(record.text, [...path, 'owner'], owner)
  if (options.due) text = setValue(text, [...path, 'due'], options.due)
  const due = options.due ? `, due ${options.due}` : ''
  await writeEdit(io, project, record, text, `${record.incident.id}#${action}: ${owner}${due}`, options)
  return exit.fine
}
