import { lacks } from '../../checks/lacks.ts'
import { setValue } from '../../workspace/edit.ts'
import { readRecord } from '../../workspace/record.ts'
import { readClock } from '../clock.ts'
import { exit, UsageError } from '../exit.ts'
import { type Facts, setFacts } from '../facts.ts'
import type { Io } from '../io.ts'
import { type EditOptions, openIncident, writeEdit } from '../records.ts'
import { zoneOf } from '../zone.ts'

interface Options extends EditOptions, Facts {
  incident?: string
  at?: string
}

export async function run(io: Io, _args: [], options: Options): Promise<number> {
  const { project, workspace, record } = await openIncident(io, options.incident)
  const { incident } = record
  const { status, times } = incident
  // A closed one that lacks its end, as `mortem check` says, still gets it and stays closed.
  if (status === 'closed' && times.resolved !== null) throw new UsageError(`${incident.id} is closed already`)
  // A second call (to add the summary, say) keeps the time of the first.
  const known = options.at === undefined ? times.resolved : null
  const at = known ?? (await readClock(options.at, io.now, zoneOf(incident)))
  const timed = setValue(record.text, ['times', 'resolved'], at)
  const text = setFacts(setValue(timed, ['status'], status === 'closed' ? status : 'resolved'), workspace, options)
  await writeEdit(io, project, record, text, `${incident.id}: resolved at ${at}`, options)
  if (!options.json) printLacks(io, text, record.file)
  return exit.fine
}

/** Says what the record, as it is now, still lacks for its status. */
export function printLacks(io: Io, text: string, file: string): void {
  const { record } = readRecord(text, file)
  const missing = record ? lacks(record.incident) : []
  if (missing.length > 0) io.print('it still lacks:')
  for (const { message, next } of missing) io.print(`  ${message}${next ? `\n    next: ${next}` : ''}`)
}
