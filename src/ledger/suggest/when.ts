/** When work on an incident happens: most of it in its days, much in the weeks after, little before, some long after. */

export interface Days {
  /** Epoch seconds. */
  started: number
  ended: number
}

const day = 86_400

/** Days from the incident to a date: 0 while it lasted, negative before. */
export function distance(date: number, { started, ended }: Days): number {
  if (date < started) return (date - started) / day
  return date <= ended ? 0 : (date - ended) / day
}

/** Days in which the likelihood falls by half and more, and what is left of it in the end. */
const after = { scale: 21, floor: 0.25 }
const before = { height: 0.5, scale: 4, floor: 0.1 }
/** As likely as on the day itself. */
const soon = 2

/** How much a commit at that distance counts: 1 on the day, never 0. */
export function likelihood(days: number): number {
  if (days < 0) return Math.max(before.floor, before.height * Math.exp(days / before.scale))
  if (days < soon) return 1
  return after.floor + (1 - after.floor) / (1 + (days - soon) / after.scale)
}

/** `the same day`, `33 days after`, `4 days before`. */
export function spokenDistance(days: number): string {
  const whole = Math.floor(days)
  if (whole === 0) return 'the same day'
  const count = Math.abs(whole)
  return `${count} ${count === 1 ? 'day' : 'days'} ${whole < 0 ? 'before' : 'after'}`
}
