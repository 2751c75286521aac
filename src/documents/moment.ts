/** Times as documents show them: in UTC, only as exact as they are known, and beside it in the record's own zone. */
import { formatInstant, isExact, parseTime, type TimePoint } from '../model/time.ts'

/** A time of a record, null when there is none. Records are validated, so a written time can be read. */
export function pointOf(written: string | null | undefined): TimePoint | null {
  const point = written ? parseTime(written) : null
  return typeof point === 'object' ? point : null
}

/** `2026-06-10`; `2026-06` when only the month is known. */
export function dayOf(time: TimePoint): string {
  return formatInstant(time.epoch).slice(0, time.precision === 'month' ? 7 : 10)
}

/** `22:20`, `22:40:58`, `~22:24`; `22:00–22:59` when only the hour is known; `~` or nothing when only the day is. */
export function clockOf(time: TimePoint): string {
  const about = time.approximate ? '~' : ''
  const iso = formatInstant(time.epoch)
  if (time.precision === 'hour') return `${about}${iso.slice(11, 13)}:00–${iso.slice(11, 13)}:59`
  if (!isExact(time)) return about
  const clock = iso.slice(11, 19)
  return `${about}${clock.endsWith(':00') ? clock.slice(0, 5) : clock}`
}

/** `2026-06-10 22:20`, as far as it is known; `~` stays in front. */
export function dayAndClock(time: TimePoint): string {
  const clock = clockOf({ ...time, approximate: false })
  return `${time.approximate ? '~' : ''}${dayOf(time)}${clock && ` ${clock}`}`
}

/** `2026-06-10 22:20 – 23:10`: the day is said once when it is the same. */
export function span(from: string, to: string): string {
  const day = /^~?(\d{4}-\d{2}-\d{2}) /.exec(from)?.[1]
  const same = day !== undefined && to.replace(/^~/, '').startsWith(`${day} `)
  return `${from} – ${same ? to.replace(`${day} `, '') : to}`
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** The same instant on the clocks of a zone; null when the time is not exact enough to be moved. */
export function local(time: TimePoint, zone: string): { day: string; clock: string } | null {
  if (!isExact(time)) return null
  const format = formats.get(zone) ?? new Intl.DateTimeFormat('en-GB', { timeZone: zone, ...parts })
  formats.set(zone, format)
  const found = Object.fromEntries(format.formatToParts(time.epoch).map(({ type, value }) => [type, value]))
  const clock = `${found.hour}:${found.minute}${found.second === '00' ? '' : `:${found.second}`}`
  return { day: `${found.year}-${found.month}-${found.day}`, clock: `${time.approximate ? '~' : ''}${clock}` }
}

const parts = {
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
} as const

/** Epoch seconds → `2026-06-10`. */
export function dateOfSeconds(seconds: number): string {
  return formatInstant(seconds * 1000).slice(0, 10)
}
