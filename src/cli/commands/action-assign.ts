import { setValue } from '../../workspace/edit.ts'
import { exit, UsageError } from '../exit.ts'
import type { Io } from '../io.ts'
import { type EditOptions, openAction, writeEdit } from '../records.ts'

interface Options extends EditOptions {
  due?: string
}

export async function run(io: Io, [name, owner]: [string, string | undefined], options: Options): Promise<number> {
  const { due } = options
  if (owner === undefined && due === undefined)
    throw new UsageError('nothing to set; expected an owner, or --due', `mortem action assign ${name} <owner>`)
  const { project, record, action, index } = await openAction(io, name)
  const path = ['actions', index]
  let text = record.text
  if (owner !== undefined) text = setValue(text, [...path, 'owner'], owner)
  if (due !== undefined) text = setValue(text, [...path, 'due'], due)
  const said = [owner, due && `due ${due}`].filter(Boolean).join(', ')
  await writeEdit(io, project, record, text, `${record.incident.id}#${action}: ${said}`, options)
  return exit.fine
}
