import type { Incident } from '../model/incident.ts'

/** The zone that clock times on the command line are in: the incident's own, else the machine's. */
export function zoneOf({ timezone }: Pick<Incident, 'timezone'>): string {
  return timezone ?? Intl.DateTimeFormat().resolvedOptions().timeZone
}
