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
  private readonly forge: string | null
  readonly entries: readonly Entry[]

  /**
   * `dateWindow`: how much later than a commit an incident may be and still be meant by it (ISO 8601, such as P90D).
   * `forge`: address of the repository's own page; `#42` is an issue of no other one. Null when that is not known.
   */
  constructor(entries: readonly Entry[], dateWindow: string, forge: string | null = null) {
    this.entries = entries
    this.window = parseIsoDuration(dateWindow) ?? 0
    this.forge = forge
  }

  /**
   * What `target` names in a message written at `date` (epoch seconds). In this order, the first that names one thing
   * decides: id, slug, short form, alias, tracker id, `PM-<date>`.
   */
  resolve(target: string, date: number): Resolution {
    const known = this.entries.filter((entry) => this.couldBeMeant(entry, date))
    const { incident, action } = splitRef(target)
    let found: Resolution | null = null
    for (const step of steps) {
      const hits = step(incident, known, this.forge)
      const hit = hits.length > 0 ? this.oneOf(hits, action, date) : null
      if (hit?.state === 'one') return hit
      // A name that fits several may be the declared one of a single incident.
      found ??= hit
    }
    if (found) return found
    // `#42` and `owner/repo#42` are ids as a whole.
    const tracking = action === null ? [] : known.filter((entry) => isTracker(entry, target, this.forge))
    if (tracking.length > 0) return this.withAction(tracking, null)
    const tracked = known.flatMap((entry) => trackedActions(entry, target, this.forge))
    if (tracked.length > 0) return only(tracked)
    const slash = target.lastIndexOf('/')
    if (slash > 0 && action === null) {
      const inside = this.resolve(`${target.slice(0, slash)}#${target.slice(slash + 1)}`, date)
      if (inside.state !== 'none') return inside
    }
    const names = known.flatMap(({ id, record }) => [id, slugOfId(id), ...(record?.aliases ?? [])])
    return {
      state: 'none',
      // Most words that look like a reference name nothing, and nobody asks what is near them.
      get candidates() {
        return nearest(incident, [...new Set(names)])
      },
    }
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

  /** Of several that fit, those that had happened when the message was written are meant before those that had not. */
  private oneOf(hits: readonly Entry[], action: string | null, date: number): Resolution {
    const found = this.withAction(hits, action)
    if (found.state !== 'ambiguous') return found
    const begun = hits.filter((entry) => !(startOf(entry) > date + day))
    return begun.length === 0 ? found : this.withAction(begun, action)
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
    return !(startOf(entry) > date + this.window)
  }
}

const day = 86_400

/** Midnight UTC of the day in its id, epoch seconds; NaN without one. */
function startOf({ id }: Entry): number {
  return Date.parse(`${dateOfId(id)}T00:00:00Z`) / 1000
}

type Step = (name: string, entries: readonly Entry[], forge: string | null) => Entry[]

const steps: readonly Step[] = [
  (name, entries) => entries.filter(({ id }) => id === name),
  (name, entries) => entries.filter(({ id }) => name !== '' && slugOfId(id) === name),
  // Whole words of the slug, with or without the date: boot-storm, 2026-06-10, 2026-06-10-authentik.
  (name, entries) => (/^[\w-]{3,}$/.test(name) ? entries.filter(({ id }) => `-${id}-`.includes(`-${name}-`)) : []),
  (name, entries) => entries.filter(({ record }) => record?.aliases.includes(name)),
  (name, entries, forge) => entries.filter((entry) => isTracker(entry, name, forge)),
  (name, entries) => {
    const date = /^(?:PM|INC|incident|postmortem)[-_ ](\d{4}-\d{2}-\d{2})$/i.exec(name)?.[1]
    return date ? entries.filter(({ id }) => id.startsWith(date)) : []
  },
]

function isTracker({ record }: Entry, id: string, forge: string | null): boolean {
  return record?.tracker != null && trackerIds(record.tracker, forge).includes(id)
}

function trackedActions(entry: Entry, id: string, forge: string | null): Named[] {
  const actions = entry.record?.actions ?? []
  return actions
    .filter(({ tracker }) => tracker !== null && trackerIds(tracker, forge).includes(id))
    .map((action) => ({ entry, action: action.id }))
}

/**
 * The ids that a tracker field answers to: as written, and `42`, `#42` and `owner/repo#42` of an issue's address.
 * `forge`: the address of the repository's own page; of an issue elsewhere nobody says a plain `#42`.
 */
export function trackerIds(tracker: string, forge: string | null = null): string[] {
  const address = /^https?:\/\/[^/]+\/(.+?)(?:\/-)?\/(?:issues|pull|pulls|merge_requests|browse)\/([\w-]+)\/?$/.exec(
    tracker,
  )
  if (!address) return [tracker]
  const [, project, number] = address as unknown as [string, string, string]
  if (!/^\d+$/.test(number)) return [tracker, number]
  const isOwn = forge === null || tracker.toLowerCase().startsWith(`${forge.toLowerCase().replace(/\/$/, '')}/`)
  return [tracker, ...(isOwn ? [`#${number}`] : []), `${project}#${number}`]
}

function only(hits: readonly Named[]): Resolution {
  const names = [...new Set(hits.map(({ entry, action }) => (action ? `${entry.id}#${action}` : entry.id)))]
  if (names.length === 1) return { state: 'one', named: hits[0] as Named }
  return names.length === 0 ? { state: 'none', candidates: [] } : { state: 'ambiguous', candidates: names.sort() }
}
