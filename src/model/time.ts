/**
 * Times as people know them: exact (RFC 3339 with an offset), partial (`2026-06`, `2026-06-10`, `2026-06-10T22`) or
 * approximate (`~2026-06-10T22:20Z`). What is not known stays unknown; nothing is rounded up to look exact.
 */
import { isCalendarDate } from './ids.ts'

export type Precision = 'month' | 'day' | 'hour' | 'minute' | 'second'

export interface TimePoint {
  /** As the record has it. */
  written: string
  approximate: boolean
  precision: Precision
  /** First instant of the span that is meant, epoch milliseconds. Partial times are read as UTC. */
  epoch: number
}

const shape =
  /^(?<about>~\s?)?(?<month>\d{4}-\d{2})(?:-(?<day>\d{2})(?:[Tt ](?<hour>\d{2})(?::(?<minute>\d{2})(?::(?<second>\d{2})(?:\.\d{1,9})?)?)?(?<offset>[Zz]|[+-]\d{2}:\d{2})?)?)?$/

/** Reads a written time, or says in words what is wrong with it. */
export function parseTime(written: string): TimePoint | string {
  const groups = shape.exec(written.trim())?.groups
  if (!groups) return 'is not a time; expected 2026-06-10T22:40:00Z, a part of it (2026-06-10, 2026-06), or ~ before it'
  const { month, day = '01', hour = '00', minute = '00', second = '00', offset } = groups
  if (!isCalendarDate(`${month}-${day}`)) return 'is a date that does not exist'
  if (hour > '23' || minute > '59' || second > '60') return 'is a time of day that does not exist'
  if (groups.minute && !offset) return 'has no offset; add Z for UTC, or one such as +02:00'
  if (offset && offset.length > 1 && (offset.slice(1, 3) > '23' || offset.slice(4) > '59'))
    return 'has an offset that does not exist'
  const fraction = groups.second ? (/\.\d{1,3}/.exec(written)?.[0] ?? '') : ''
  // A leap second has no place in epoch time; it is read as the second before it.
  const clock = `${hour}:${minute}:${second === '60' ? '59' : second}${fraction}`
  const precision = groups.second
    ? 'second'
    : groups.minute
      ? 'minute'
      : groups.hour
        ? 'hour'
        : groups.day
          ? 'day'
          : 'month'
  return {
    written: written.trim(),
    approximate: groups.about !== undefined,
    precision,
    epoch: Date.parse(`${month}-${day}T${clock}${offset?.toUpperCase() ?? 'Z'}`),
  }
}

/** Minutes are known: only such times can be subtracted from each other. */
export function isExact(time: TimePoint): boolean {
  return time.precision === 'minute' || time.precision === 'second'
}

/** `2026-06-10T22:40:00Z`, without milliseconds: the form in records and JSON. */
export function formatInstant(epoch: number): string {
  return new Date(epoch).toISOString().replace(/\.\d{3}Z$/, 'Z')
}

/** The time in UTC as far as it is known: `2026-06-10T22:40:58Z`, `2026-06-10`; `~` stays in front. */
export function formatTime(time: TimePoint): string {
  const iso = formatInstant(time.epoch)
  const length = { month: 7, day: 10, hour: 13, minute: 16, second: 19 }[time.precision]
  return `${time.approximate ? '~' : ''}${iso.slice(0, length)}${isExact(time) ? 'Z' : ''}`
}

/** First instant after the span that is meant: a day for `2026-06-10`, a minute for `22:40Z`. */
export function endOf(time: TimePoint): number {
  if (time.precision === 'month') {
    const start = new Date(time.epoch)
    return Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1)
  }
  return time.epoch + { day: 86_400_000, hour: 3_600_000, minute: 60_000, second: 1000 }[time.precision]
}

/** True only when `a` is after `b` whatever is unknown about both; approximate times are never certainly after. */
export function isAfter(a: TimePoint, b: TimePoint): boolean {
  return !a.approximate && !b.approximate && a.epoch >= endOf(b) && a.epoch > b.epoch
}
