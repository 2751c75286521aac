/** What a reference in a commit message can name: incidents with a record, their actions, and loose documents. */
import { parseIsoDuration } from '../model/duration.ts'
import { dateOfId, slugOfId, splitRef } from '../model/ids.ts'
import type { Incident } from '../model/incident.ts'
import { nearest } from '../model/nearest.ts'

/** One thing that can be named. */
export interface Entry {
  id: string
  /** Null for a document without a record. */
  record: Incident | null
  /** Files that stand for it: the record and its document, or the loose document. */
  files: readonly string[]
}

export interface Named {
  entry: Entry
  /** Action id, null when the reference names the incident. */
  action: string | null
}

export type Resolution =
  | { state: 'one'; named: Named }
  | { state: 'ambiguous'; candidates: string[] }
  | { state: 'none'; candidates: string[] }

export class Catalog {
  private readonly window: number
  readonly entries: readonly Entry[]

  /** `dateWindow`: how much later than a commit an incident may be and still be meant by it (ISO 8601, such as P90D). */
  constructor(entries: readonly Entry[], dateWindow: string) {
    this.entries = entries
    this.window = parseIsoDuration(dateWindow) ?? 0
  }

  /**
   * What `target` names in a message written at `date` (epoch seconds). In this order, the first that hits decides:
   * id, short form, alias, tracker id, `PM-<date>`.
   */
  resolve(target: string, date: number): Resolution {
    const known = this.entries.filter((entry) => this.couldBeMeant(entry, date))
    const { incident, action } = splitRef(target)
    for (const step of steps) {
      const hits = step(incident, known)
      if (hits.length > 0) return this.withAction(hits, action)
    }
    // `#42` and `owner/repo#42` are ids as a whole.
    const tracking = action === null ? [] : known.filter((entry) => isTracker(entry, target))
    if (tracking.length > 0) return this.withAction(tracking, null)
    const tracked = known.flatMap((entry) => trackedActions(entry, target))
    if (tracked.length > 0) return only(tracked)
    const slash = target.lastIndexOf('/')
    if (slash > 0 && action === null) {
      const inside = this.resolve(`${target.slice(0, slash)}#${target.slice(slash + 1)}`, date)
      if (inside.state !== 'none') return inside
    }
    const names = known.flatMap(({ id, record }) => [id, slugOfId(id), ...(record?.aliases ?? [])])
    return { state: 'none', candidates: nearest(incident, [...new Set(names)]) }
  }

  /** What a path or file name of a post-mortem or record names. */
  resolveFile(path: string): Resolution {
    const name = path.split('/').at(-1) as string
    const hits = this.entries.filter(({ files }) =>
      files.some((file) => file === path || file.endsWith(`/${path}`) || file.split('/').at(-1) === name),
    )
    const exact = hits.filter(({ files }) => files.includes(path))
    return only((exact.length > 0 ? exact : hits).map((entry) => ({ entry, action: null })))
  }

  private withAction(entries: readonly Entry[], action: string | null): Resolution {
    if (action === null) return only(entries.map((entry) => ({ entry, action: null })))
    const having = entries.flatMap((entry) =>
      (entry.record?.actions ?? [])
        .filter(({ id, tracker }) => id.toLowerCase() === action.toLowerCase() || tracker === action)
        .map(({ id }) => ({ entry, action: id })),
    )
    if (having.length > 0) return only(having)
    const all = entries.flatMap(({ id, record }) => (record?.actions ?? []).map((item) => `${id}#${item.id}`))
    return { state: 'none', candidates: all.sort().slice(0, 3) }
  }

  /** A short form in an old message must not find an incident of years later: docs/decisions/0003. */
  private couldBeMeant(entry: Entry, date: number): boolean {
    const happened = Date.parse(`${dateOfId(entry.id)}T00:00:00Z`) / 1000
    return Number.isNaN(happened) || happened <= date + this.window
  }
}

type Step = (name: string, entries: readonly Entry[]) => Entry[]

const steps: readonly Step[] = [
  (name, entries) => entries.filter(({ id }) => id === name),
  // Whole words of the slug, with or without the date: boot-storm, 2026-06-10, 2026-06-10-authentik.
  (name, entries) => (/^[\w-]{3,}$/.test(name) ? entries.filter(({ id }) => `-${id}-`.includes(`-${name}-`)) : []),
  (name, entries) => entries.filter(({ record }) => record?.aliases.includes(name)),
  (name, entries) => entries.filter((entry) => isTracker(entry, name)),
  (name, entries) => {
    const date = /^(?:PM|INC|incident|postmortem)[-_ ](\d{4}-\d{2}-\d{2})$/i.exec(name)?.[1]
    return date ? entries.filter(({ id }) => id.startsWith(date)) : []
  },
]

function isTracker({ record }: Entry, id: string): boolean {
  return record?.tracker != null && trackerIds(record.tracker).includes(id)
}

function trackedActions(entry: Entry, id: string): Named[] {
  const actions = entry.record?.actions ?? []
  return actions
    .filter(({ tracker }) => tracker !== null && trackerIds(tracker).includes(id))
    .map((action) => ({ entry, action: action.id }))
}

/** The ids that a tracker field answers to: as written, and `42`, `#42` and `owner/repo#42` of an issue's address. */
export function trackerIds(tracker: string): string[] {
  const address = /^https?:\/\/[^/]+\/(.+?)(?:\/-)?\/(?:issues|pull|pulls|merge_requests|browse)\/([\w-]+)\/?$/.exec(
    tracker,
  )
  if (!address) return [tracker]
  const [, project, number] = address as unknown as [string, string, string]
  return /^\d+$/.test(number) ? [tracker, `#${number}`, `${project}#${number}`] : [tracker, number]
}

function only(hits: readonly Named[]): Resolution {
  const names = [...new Set(hits.map(({ entry, action }) => (action ? `${entry.id}#${action}` : entry.id)))]
  if (names.length === 1) return { state: 'one', named: hits[0] as Named }
  return names.length === 0 ? { state: 'none', candidates: [] } : { state: 'ambiguous', candidates: names.sort() }
}
