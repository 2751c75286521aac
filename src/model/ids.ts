/** Ids of incidents and actions, and the references people write to them. */

const incidentId = /^(\d{4}-\d{2}-\d{2})-([a-z0-9]+(?:-[a-z0-9]+)*)$/
const actionId = /^A[0-9]+[A-Za-z]*$/

/** Longest id: with `.yaml` it still fits the 255 bytes that file systems allow a name, whatever folder it is in. */
const longestId = 120

/** Says what is wrong with an incident id; null when it is fine. The id is a file name on every system. */
export function incidentIdProblem(id: string): string | null {
  if (id.length > longestId) return `is ${id.length} characters long; at most ${longestId} fit a file name everywhere`
  if (/[/\\]/.test(id)) return 'holds a path separator'
  const match = incidentId.exec(id)
  if (!match) return 'is not YYYY-MM-DD-slug (lower-case letters, digits and single hyphens)'
  if (!isCalendarDate(match[1] as string)) return 'begins with a date that does not exist'
  return null
}

export function isActionId(id: string): boolean {
  return actionId.test(id)
}

/** `2026-06-10-boot-storm` → `2026-06-10`. */
export function dateOfId(id: string): string {
  return id.slice(0, 10)
}

/** `2026-06-10-boot-storm` → `boot-storm`. */
export function slugOfId(id: string): string {
  return id.slice(11)
}

/** `<incident>#<action>`, the name of an action everywhere outside its record. */
export function actionRef(incident: string, action: string): string {
  return `${incident}#${action}`
}

/** Splits `boot-storm#A1` into incident and action; the action is null when none is named. */
export function splitRef(ref: string): { incident: string; action: string | null } {
  const at = ref.indexOf('#')
  return at < 0 ? { incident: ref, action: null } : { incident: ref.slice(0, at), action: ref.slice(at + 1) }
}

/** Windows keeps these names for devices, with any extension; a folder or file of that name cannot be checked out. */
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)$/

/**
 * Words of a title as a slug: `Sign-in broken (again)` → `sign-in-broken-again`. At most 60 characters, cut between
 * words; `incident` when nothing is left, so that an id can always be made.
 */
export function slugify(title: string): string {
  const words = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
  let slug = ''
  for (const word of words) {
    const longer = slug ? `${slug}-${word}` : word.slice(0, 60)
    if (longer.length > 60) break
    slug = longer
  }
  return slug === '' || reserved.test(slug) ? `incident${slug && `-${slug}`}` : slug
}

/** The next free id of a letter and a number, counting on from the highest ever used: `A3` after `A1, A2`. */
export function nextId(letter: 'A' | 'C', used: readonly string[]): string {
  const numbers = used.filter((id) => id.startsWith(letter)).map((id) => Number.parseInt(id.slice(1), 10) || 0)
  return `${letter}${Math.max(0, ...numbers) + 1}`
}

/** A whole day that exists: `2026-02-28`, not `2026-02-30` and not `2026-02`. */
export function isCalendarDate(date: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return false
  const time = Date.parse(`${date}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date)
}
