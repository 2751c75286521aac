/** Times as people type them on a command line: `09:03`, `-5m`, `2026-06-10T22:40Z`. */
import { formatInstant, parseTime } from '../model/time.ts'
import { UsageError } from './exit.ts'

/**
 * The time in a record's form. A clock time is the last such moment in `zone`; `-1h30m` counts back from now; anything
 * else is kept as a record takes it (partial and approximate ones too). @throws UsageError
 */
export async function readClock(text: string | undefined, now: number, zone: string): Promise<string> {
  if (text === undefined) return formatInstant(now * 1000)
  const ago = /^-(?=\d)(?:(\d{1,4})d)?(?:(\d{1,4})h)?(?:(\d{1,5})m(?:in)?)?(?:(\d{1,6})s)?$/.exec(text)
  if (ago) {
    const [days, hours, minutes, seconds] = ago.slice(1).map((part) => Number(part ?? 0)) as [
      number,
      number,
      number,
      number,
    ]
    return formatInstant((now - (((days * 24 + hours) * 60 + minutes) * 60 + seconds)) * 1000)
  }
  const clock = /^(~?)(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(text)
  if (clock) {
    const [, about, hour, minute, second] = clock as unknown as [string, string, string, string, string | undefined]
    if (Number(hour) > 23 || Number(minute) > 59 || Number(second ?? 0) > 59)
      throw new UsageError(`"${text}" is a time of day that does not exist`)
    const exact = await lastMoment(
      { hour: Number(hour), minute: Number(minute), second: Number(second ?? 0) },
      now,
      zone,
    )
    return `${about}${formatInstant(exact)}`
  }
  const time = parseTime(text)
  if (typeof time === 'string')
    throw new UsageError(`"${text}" ${time}`, 'give --at 09:03, --at -5m or --at 2026-06-10T22:40Z')
  return time.written
}

/** Epoch milliseconds of the last time that clocks in `zone` showed this. Five minutes ahead is a clock that is wrong. */
async function lastMoment(
  clock: { hour: number; minute: number; second: number },
  now: number,
  zone: string,
): Promise<number> {
  // Temporal knows of daylight saving; it is loaded only here, for its 8 ms.
  const { Temporal } = await import('temporal-polyfill')
  const today = Temporal.Instant.fromEpochMilliseconds(now * 1000).toZonedDateTimeISO(zone)
  const moment = today.withPlainTime(clock)
  const past = moment.epochMilliseconds <= (now + 300) * 1000 ? moment : moment.subtract({ days: 1 })
  return past.epochMilliseconds
}
