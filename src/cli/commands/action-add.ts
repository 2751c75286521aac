import { oneOf } from '../../model/fields.ts'
import { actionRef, nextId } from '../../model/ids.ts'
import { actionTypes } from '../../model/words.ts'
import { usedActionIds } from '../../project/used-ids.ts'
import { appendItem } from '../../workspace/edit.ts'
import { exit, UsageError } from '../exit.ts'
import type { Io } from '../io.ts'
import { type EditOptions, openIncident, writeEdit } from '../records.ts'

interface Options extends EditOptions {
  incident?: string
  priority?: string
  class?: string
  type?: string
  owner?: string
  due?: string
  tracker?: string
  addresses: string[]
}

export async function run(io: Io, [title]: [string], options: Options): Promise<number> {
  if (title.trim() === '') throw new UsageError('the title is empty; expected a verb and an object')
  const { project, workspace, record } = await openIncident(io, options.incident)
  const { incident } = record
  const causes = incident.causes.flatMap(({ id }) => id ?? [])
  const stranger = options.addresses.find((id) => !causes.includes(id))
  if (stranger)
    throw new UsageError(
      `${incident.id} has no cause "${stranger}"`,
      causes.length > 0 ? `it has ${causes.join(', ')}` : 'it has none yet; add causes: to the record',
    )
  const types = [...actionTypes, ...workspace.config.types]
  if (options.type !== undefined && !types.includes(options.type))
    throw new UsageError(
      `"${options.type}" is not a type of action; expected ${oneOf(types)}`,
      'or add it to types: in mortem.yaml',
    )
  // An id that was dropped is not free: what commits said of it would speak of this action.
  const used = await usedActionIds(project, record.file)
  const id = nextId('A', [...used, ...incident.actions.map((action) => action.id)])
  const { priority, class: purpose, type, owner, due, tracker, addresses } = options
  const item = {
    id,
    ...(priority && { priority }),
    ...(purpose && { class: purpose }),
    ...(type && { type }),
    title,
    ...(addresses.length > 0 && { addresses }),
    ...(owner && { owner }),
    ...(due && { due }),
    ...(tracker && { tracker }),
    status: 'todo',
  }
  const text = appendItem(record.text, ['actions'], item)
  const ref = actionRef(incident.id, id)
  await writeEdit(io, project, record, text, `${ref}: ${title}`, options)
  if (!options.json && !options.dryRun)
    io.print(`  the commit that does it says: ${workspace.config.messages.remediates}: ${ref}`)
  return exit.fine
}
