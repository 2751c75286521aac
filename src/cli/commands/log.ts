import type { Incident } from '../../model/incident.ts'
import { formatInstant, parseTime } from '../../model/time.ts'
import type { EventKind } from '../../model/words.ts'
import { appendItem, setValue } from '../../workspace/edit.ts'
import { readClock } from '../clock.ts'
import { exit, UsageError } from '../exit.ts'
import type { Io } from '../io.ts'
import { type EditOptions, openIncident, writeEdit } from '../records.ts'
import { zoneOf } from '../zone.ts'

interface Options extends EditOptions {
  incident?: string
  at?: string
  kind?: EventKind
  source?: string
  outOfBand?: boolean
  relation: string
  action?: string
}

/** The moment of an incident that an event of this kind is, when nothing better is known. */
const phaseOf: Partial<Record<EventKind, 'started' | 'detected' | 'acknowledged' | 'mitigated'>> = {
  impact: 'started',
  detection: 'detected',
  acknowledgement: 'acknowledged',
  mitigation: 'mitigated',
}

export async function run(io: Io, [event]: [string], options: Options): Promise<number> {
  if (event.trim() === '') throw new UsageError('the event is empty; expected what happened')
  const { project, record } = await openIncident(io, options.incident)
  const { incident } = record
  if (options.action && !incident.actions.some(({ id }) => id === options.action))
    throw new UsageError(`${incident.id} has no action "${options.action}"`, 'mortem action add "…" makes one')

  const at = await readClock(options.at, io.now, zoneOf(incident))
  const kind = options.kind ?? (options.outOfBand ? 'action' : 'note')
  const source = options.source ? { source: options.source } : {}
  let text = appendItem(record.text, ['timeline'], { at, kind, event, ...source })
  if (options.outOfBand)
    text = appendItem(text, ['changes'], {
      at,
      relation: options.relation,
      what: event,
      ...(options.action && { action: options.action }),
      codified: 'pending',
    })
  for (const [key, time] of phases(incident, kind, at)) text = setValue(text, ['times', key], time)
  await writeEdit(io, project, record, text, `${incident.id}: ${at} ${kind}: ${event}`, options)
  return exit.fine
}

/** What an event says of the incident's moments: the phase that is not known yet, and a guessed start that is too late. */
function phases({ times }: Incident, kind: EventKind, at: string): [string, string][] {
  const phase = phaseOf[kind]
  if (!phase) return []
  const found: [string, string][] = []
  const guessed = times.started?.startsWith('~') ?? false
  if (times[phase] === null || (phase === 'started' && guessed)) found.push([phase, at])
  // `new` writes `~` before a start that nobody has looked up; what was seen earlier began no later.
  const [event, started] = [parseTime(at), parseTime(times.started ?? '')]
  const isEarlier = typeof event !== 'string' && typeof started !== 'string' && event.epoch < started.epoch
  if (phase !== 'started' && guessed && isEarlier)
    found.push(['started', `~${formatInstant(event.epoch).slice(0, 16)}Z`])
  return found
}
