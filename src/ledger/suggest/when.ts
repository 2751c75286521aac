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

export const tuned = { after: 21, floor: 0.25, before: 4, beforeFloor: 0.1, beforeHeight: 0.5 }

/** How much a commit at that distance counts: 1 on the day, never 0. */
export function likelihood(days: number): number {
  const { after, floor, before, beforeFloor, beforeHeight } = tuned
  if (days < 0) return Math.max(beforeFloor, beforeHeight * Math.exp(days / before))
  if (days < 2) return 1
  return floor + (1 - floor) / (1 + (days - 2) / after)
}

/** `the same day`, `33 days after`, `4 days before`. */
export function spokenDistance(days: number): string {
  const whole = days < 0 ? Math.floor(days) : Math.floor(days)
  if (whole === 0) return 'the same day'
  const count = Math.abs(whole)
  return `${count} ${count === 1 ? 'day' : 'days'} ${whole < 0 ? 'before' : 'after'}`
}
