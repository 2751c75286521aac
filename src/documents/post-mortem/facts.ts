/** The first screen: what it was called, how bad it was, whether it is over, how long it took. */
import type { LedgerIncident } from '../../ledger/ledger.ts'
import { isWebAddress } from '../../markdown/address.ts'
import { Phrase, phrase } from '../../markdown/phrase.ts'
import { spokenDuration } from '../../model/duration.ts'
import type { TimePoint } from '../../model/time.ts'
import type { View } from '../engine.ts'
import { dayAndClock, local, pointOf, span } from '../moment.ts'

const unknown = 'unknown'

export function factsView(incident: LedgerIncident): View {
  const { record, severity } = incident
  const rows: [string, Phrase][] = [
    ['Severity', text(severity ?? record.severity)],
    ['Status', Phrase.text(`${record.status}${record.review ? `, write-up ${record.review}` : ''}`)],
    [
      'Services',
      record.services.length
        ? Phrase.join(
            record.services.map((name) => Phrase.text(name)),
            ', ',
          )
        : text(null),
    ],
    ['Impact', impactPhrase(incident)],
    ['Detect / mitigate / resolve', durations(incident)],
    ['Detected by', detectedBy(incident)],
    ['Owner', text(record.owner)],
    ['Tracker', tracker(record.tracker)],
  ]
  return { title: Phrase.text(record.title), facts: rows.map(([name, value]) => ({ name: Phrase.text(name), value })) }
}

function text(value: string | null): Phrase {
  return Phrase.text(value ?? unknown)
}

/** `2026-06-10 22:20 – 23:10 UTC (2026-06-11 01:20 – 02:10 Europe/Sofia)`. */
function impactPhrase({ record }: LedgerIncident): Phrase {
  const [from, to] = [pointOf(record.times.started), pointOf(record.times.resolved)]
  if (!from && !to) return text(null)
  const over = record.status === 'resolved' || record.status === 'closed'
  const open = over ? unknown : 'not over yet'
  const utc = `${span(from ? dayAndClock(from) : unknown, to ? dayAndClock(to) : open)} UTC`
  const zone = record.timezone
  if (!zone || ![from, to].some((time) => time && local(time, zone))) return Phrase.text(utc)
  const there = (time: TimePoint | null, otherwise: string): string => {
    const moved = time && local(time, zone)
    if (!moved) return time ? dayAndClock(time) : otherwise
    return moved.clock.startsWith('~') ? `~${moved.day} ${moved.clock.slice(1)}` : `${moved.day} ${moved.clock}`
  }
  const beside = span(there(from, unknown), there(to, open))
  // A zone without an offset shows nothing new.
  return Phrase.text(`${beside} UTC` === utc ? utc : `${utc} (${beside} ${zone})`)
}

/** `~4 min / 42 min / 50 min`; an approximate end makes the duration approximate. */
function durations({ record: { times }, phases }: LedgerIncident): Phrase {
  const about = (end: string | null) => (pointOf(times.started)?.approximate || pointOf(end)?.approximate ? '~' : '')
  const spoken = (seconds: number | null, end: string | null) =>
    seconds === null ? unknown : `${about(end)}${spokenDuration(seconds)}`
  const all = [
    spoken(phases.detect, times.detected),
    spoken(phases.mitigate, times.mitigated),
    spoken(phases.resolve, times.resolved),
  ]
  return Phrase.text(all.every((one) => one === unknown) ? unknown : all.join(' / '))
}

function detectedBy({ record: { detection } }: LedgerIncident): Phrase {
  if (!detection?.by && !detection?.alert && !detection?.['should-have']) return text(null)
  const alert = detection.alert ? phrase`alert ${Phrase.code(detection.alert)}` : Phrase.empty
  const missed = detection['should-have']
    ? phrase`${Phrase.code(detection['should-have'])} should have fired`
    : Phrase.empty
  const by = detection.by && !(detection.by === 'alert' && detection.alert) ? Phrase.text(words[detection.by]) : alert
  return Phrase.join([by, by === alert ? Phrase.empty : alert, missed], '; ')
}

const words = { alert: 'an alert', person: 'a person', check: 'a check', 'third-party': 'a third party' } as const

function tracker(value: string | null): Phrase {
  return value && isWebAddress(value) ? Phrase.link(value, value) : text(value)
}
