import { setValue } from '../../workspace/edit.ts'
import { exit } from '../exit.ts'
import type { Io } from '../io.ts'
import { type EditOptions, openAction, writeEdit } from '../records.ts'

interface Options extends EditOptions {
  reason: string
}

export async function run(io: Io, [name]: [string], options: Options): Promise<number> {
  const { project, record, action, index } = await openAction(io, name)
  const path = ['actions', index]
  const dropped = setValue(record.text, [...path, 'status'], 'wont-do')
  const text = setValue(dropped, [...path, 'resolution'], options.reason)
  await writeEdit(io, project, record, text, `${record.incident.id}#${action}: will not be done`, options)
  return exit.fine
}
