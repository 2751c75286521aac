/** How long an incident took to be seen, taken on, contained and over: computed from its times, never typed. */
import type { Incident } from './incident.ts'
import { isExact, parseTime, type TimePoint } from './time.ts'

/** Seconds from the start of impact; null where either end is unknown, partial, or they are out of order. */
export interface Phases {
  detect: number | null
  acknowledge: number | null
  mitigate: number | null
  resolve: number | null
}

export interface IncidentTimes {
  started: TimePoint | null
  detected: TimePoint | null
  acknowledged: TimePoint | null
  mitigated: TimePoint | null
  resolved: TimePoint | null
}

export function phasesOf(times: IncidentTimes): Phases {
  const since = (end: TimePoint | null): number | null => {
    const { started } = times
    if (!started || !end || !isExact(started) || !isExact(end) || end.epoch < started.epoch) return null
    return Math.floor((end.epoch - started.epoch) / 1000)
  }
  return {
    detect: since(times.detected),
    acknowledge: since(times.acknowledged),
    mitigate: since(times.mitigated),
    resolve: since(times.resolved),
  }
}

/** The record's times, read; one that cannot be read (the schema says so) is unknown. */
export function timesOf({ times }: Pick<Incident, 'times'>): IncidentTimes {
  const read = (written: string | null): TimePoint | null => {
    const time = written === null ? null : parseTime(written)
    return typeof time === 'string' ? null : time
  }
  return {
    started: read(times.started),
    detected: read(times.detected),
    acknowledged: read(times.acknowledged),
    mitigated: read(times.mitigated),
    resolved: read(times.resolved),
  }
}
