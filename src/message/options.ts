import type { Config } from '../model/config.ts'
import { idPatterns, type TrackerPattern, trackerPattern } from '../model/tracker-pattern.ts'
import type { MessageOptions, ReferenceKind } from './facts.ts'

export const defaultMessageOptions: Readonly<MessageOptions> = {
  remediates: 'Remediates',
  retires: 'Retires',
  incident: 'Incident',
  mitigates: 'Mitigates',
  causedBy: 'Caused-By',
  trackers: ['code-[a-z0-9]{3,4}'],
  trackerIds: [],
}

/** The options that a project's `messages:` section asks for: make them once and parse a whole history with them. */
export function messageOptions({ 'caused-by': causedBy, ...messages }: Config['messages']): Partial<MessageOptions> {
  return { ...messages, causedBy }
}

/** What one of our own trailer keys says. */
export type KeyMeaning = Extract<ReferenceKind, 'remediates' | 'retires' | 'incident' | 'mitigates'> | 'cause'

/** Options made ready for use. */
export interface Words {
  /** By key in lower case: git compares trailer keys without case. */
  keys: ReadonlyMap<string, KeyMeaning>
  trackers: readonly TrackerPattern[]
}

/** Ready-made words by options object: one configuration parses a whole history. */
const known = new WeakMap<Partial<MessageOptions>, Words>()

export function readOptions(options: Partial<MessageOptions>): Words {
  const words = known.get(options) ?? wordsOf(options)
  known.set(options, words)
  return words
}

function wordsOf(options: Partial<MessageOptions>): Words {
  const all = { ...defaultMessageOptions, ...options }
  const keys = new Map<string, KeyMeaning>([
    [all.remediates.toLowerCase(), 'remediates'],
    [all.retires.toLowerCase(), 'retires'],
    [all.incident.toLowerCase(), 'incident'],
    [all.mitigates.toLowerCase(), 'mitigates'],
    [all.causedBy.toLowerCase(), 'cause'],
  ])
  const patterns = all.trackers.flatMap((pattern) => trackerPattern(pattern) ?? [])
  return { keys, trackers: [...patterns, ...idPatterns(all.trackerIds)] }
}

export const defaultWords: Words = wordsOf({})
