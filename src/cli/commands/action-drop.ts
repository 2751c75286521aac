import { readWorkspace } from '../../project/load.ts'
import { openProject } from '../../project/project.ts'
import { setValue } from '../../workspace/edit.ts'
import { exit } from '../exit.ts'
import type { Io } from '../io.ts'
import { type EditOptions, findAction, writeEdit } from '../records.ts'

interface Options extends EditOptions {
  reason: string
}

export async function run(io: Io, [name]: [string], options: Options): Promise<number> {
  const project = await openProject(io.cwd, io.env, io.progress)
  const { record, action, index } = findAction(await readWorkspace(project), name)
  const path = ['actions', index]
  const dropped = setValue(record.text, [...path, 'status'], 'wont-do')
  const text = setValue(dropped, [...path, 'resolution'], options.reason)
  await writeEdit(io, project, record, text, `${record.incident.id}#${action}: will not be done`, options)
  return exit.fine
}
