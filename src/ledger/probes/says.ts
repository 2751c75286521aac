/** A probe in words: `stacks/authentik/values.yaml must match tag: "?2026\.`. */
import type { Probe } from '../../model/incident.ts'

export function demand(probe: Probe): string {
  if ('alert' in probe) return `the alert ${probe.alert} must be defined`
  if ('path' in probe) return `${probe.path} must be there`
  if ('key' in probe) {
    const { file, path } = probe.key
    if ('equals' in probe.key) return `${file} must have ${path} = ${probe.key.equals}`
    return probe.key.exists ? `${file} must have ${path}` : `${file} must not have ${path}`
  }
  if ('matches' in probe) return `${probe.file} must match ${probe.matches}`
  if ('contains' in probe) return `${probe.file} must hold ${probe.contains}`
  return `${probe.file} must not hold ${probe.absent}`
}
