/** Timeline entries that the record holds: its events, and its phases as marks on them or as entries of their own. */
import { addressName, isWebAddress } from '../../markdown/address.ts'
import { Phrase, phrase } from '../../markdown/phrase.ts'
import { phraseOf } from '../../markdown/prose.ts'
import type { Incident, TimelineEvent } from '../../model/incident.ts'
import type { TimePoint } from '../../model/time.ts'
import type { EventKind } from '../../model/words.ts'
import { pointOf } from '../moment.ts'

export interface Entry {
  time: TimePoint
  what: Phrase
  source: Phrase | null
}

const moments = ['started', 'detected', 'acknowledged', 'mitigated', 'resolved'] as const
type Moment = (typeof moments)[number]

/** Which kind of event is most likely the one that a phase means. */
const kinds: Record<Moment, readonly EventKind[]> = {
  started: ['trigger', 'impact'],
  detected: ['detection'],
  acknowledged: ['acknowledgement'],
  mitigated: ['mitigation'],
  resolved: ['resolution'],
}

export function recordEntries(record: Incident): Entry[] {
  const events = record.timeline.flatMap((event) => {
    const time = pointOf(event.at)
    return time ? [{ time, event, marks: [] as Moment[] }] : []
  })
  const own: { time: TimePoint; marks: Moment[] }[] = []
  for (const moment of moments) {
    const time = pointOf(record.times[moment])
    if (!time) continue
    const there = events.filter((entry) => sameMinute(entry.time, time))
    const match = there.find(({ event }) => kinds[moment].includes(event.kind)) ?? there[0]
    const shared = match ?? own.find((entry) => sameMinute(entry.time, time))
    if (shared) shared.marks.push(moment)
    else own.push({ time, marks: [moment] })
  }
  return [
    // A phase comes before what was written for a time that only equals it in the sort.
    ...own.map(({ time, marks }) => ({ time, what: spoken(marks).strong, source: null })),
    ...events.map(({ time, event, marks }) => ({ time, what: told(event, marks), source: sourceOf(event.source) })),
  ]
}

function told({ event }: TimelineEvent, marks: readonly Moment[]): Phrase {
  const text = phraseOf(event)
  return marks.length ? phrase`${phrase`${spoken(marks)}:`.strong} ${text}` : text
}

/** `Detected, acknowledged`. */
function spoken(marks: readonly Moment[]): Phrase {
  const words = marks.join(', ')
  return Phrase.text(words.charAt(0).toUpperCase() + words.slice(1))
}

function sourceOf(source: string | null): Phrase | null {
  if (source === null) return null
  return isWebAddress(source) ? Phrase.link(source, addressName(source)) : Phrase.text(source)
}

/** Whether both are known as exactly as each other: a day is no minute of that day. */
function sameMinute(a: TimePoint, b: TimePoint): boolean {
  const coarse = ({ precision }: TimePoint) => (precision === 'second' ? 'minute' : precision)
  return Math.floor(a.epoch / 60_000) === Math.floor(b.epoch / 60_000) && coarse(a) === coarse(b)
}
