import type { MessageOptions, ReferenceKind } from './facts.ts'
import { type TrackerPattern, trackerPattern } from './tracker-pattern.ts'

export const defaultMessageOptions: Readonly<MessageOptions> = {
  remediates: 'Remediates',
  retires: 'Retires',
  incident: 'Incident',
  mitigates: 'Mitigates',
  causedBy: 'Caused-By',
  trackers: ['code-[a-z0-9]{4}'],
}

/** What one of our own trailer keys says. */
export type KeyMeaning = Extract<ReferenceKind, 'remediates' | 'retires' | 'incident' | 'mitigates'> | 'cause'

/** Options made ready for use. */
export interface Words {
  /** By key in lower case: git compares trailer keys without case. */
  keys: ReadonlyMap<string, KeyMeaning>
  trackers: readonly TrackerPattern[]
}

export function readOptions(options: Partial<MessageOptions>): Words {
  const all = { ...defaultMessageOptions, ...options }
  const keys = new Map<string, KeyMeaning>([
    [all.remediates.toLowerCase(), 'remediates'],
    [all.retires.toLowerCase(), 'retires'],
    [all.incident.toLowerCase(), 'incident'],
    [all.mitigates.toLowerCase(), 'mitigates'],
    [all.causedBy.toLowerCase(), 'cause'],
  ])
  return { keys, trackers: all.trackers.flatMap((pattern) => trackerPattern(pattern) ?? []) }
}

/** Read once: nearly every message of a history is parsed with the defaults. */
export const defaultWords: Words = readOptions({})
