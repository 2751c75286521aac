/** The timeline: what people wrote down, the phases, and the commits, in one order. */
import type { LedgerIncident } from '../../ledger/ledger.ts'
import { Phrase } from '../../markdown/phrase.ts'
import { spokenDuration } from '../../model/duration.ts'
import { isExact } from '../../model/time.ts'
import type { DocumentContext } from '../context.ts'
import type { View } from '../engine.ts'
import { clockOf, dayOf, local } from '../moment.ts'
import { commitEntries } from './commit-entries.ts'
import { type Entry, recordEntries } from './record-entries.ts'

/** A silence longer than this is shown, in milliseconds. */
const silence = 3_600_000

export function timelineView(incident: LedgerIncident, context: DocumentContext): View {
  const zone = offsetZone(incident)
  // Sorting is stable: equal times keep the record's order, with commits behind what people wrote.
  const entries = [...recordEntries(incident.record), ...commitEntries(incident, context)].sort(
    (a, b) => a.time.epoch - b.time.epoch,
  )
  const days: { day: Phrase; name: string; moments: View[] }[] = []
  let before: Entry | null = null
  for (const entry of entries) {
    const name = dayOf(entry.time)
    let last = days.at(-1)
    if (last?.name !== name) {
      last = { day: Phrase.text(name), name, moments: [] }
      days.push(last)
    }
    const gap = before && gapBetween(before, entry)
    if (gap) last.moments.push({ utc: null, local: null, what: Phrase.text(gap).emphasised, source: null })
    last.moments.push(row(entry, zone))
    before = entry
  }
  return {
    zone: zone ? Phrase.text(zone) : Phrase.empty,
    days: days.map(({ day, moments }) => ({ day, moments })),
  }
}

function row({ time, what, source }: Entry, zone: string | null): View {
  const there = zone ? local(time, zone) : null
  const elsewhere = there && there.day !== dayOf(time) ? `${there.day.slice(5)} ` : ''
  return {
    utc: Phrase.text(clockOf(time)),
    local: there ? Phrase.text(`${elsewhere}${there.clock}`) : null,
    what,
    source,
  }
}

/** The record's zone, null for one whose clocks show UTC all the time: a second column would repeat the first. */
function offsetZone({ record: { timezone } }: LedgerIncident): string | null {
  const resolved = timezone && new Intl.DateTimeFormat('en', { timeZone: timezone }).resolvedOptions().timeZone
  return resolved && !/^(?:Etc\/)?(?:UTC|UCT|GMT|Zulu|Universal|Greenwich)$/.test(resolved) ? timezone : null
}

/** `2 h 10 min later`; nothing between times of which one is only a day. */
function gapBetween(a: Entry, b: Entry): string | null {
  if (!isExact(a.time) || !isExact(b.time) || b.time.epoch - a.time.epoch <= silence) return null
  const about = a.time.approximate || b.time.approximate ? 'about ' : ''
  return `${about}${spokenDuration(Math.floor((b.time.epoch - a.time.epoch) / 1000))} later`
}
