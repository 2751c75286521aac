import { isHash } from './hash.ts'
import { type Item, splitItems } from './reference.ts'

/** `97ccdbec ("subject"), 4e882989`: commits with notes, or null when the value is anything else. */
export function readCauses(value: string): Item[] | null {
  const parts = splitItems(value)
  if (parts === null || parts.items.length === 0) return null
  // The key says that a hash comes, so one of letters alone (`deadbeef`) is one here.
  if (!parts.items.every((item) => isHash(item.target, 'letters too'))) return null
  return parts.items.map(({ target, note }) => ({ target, note: note === null ? null : unquote(note) }))
}

/** The kernel writes the subject as `("subject")`. */
function unquote(note: string): string {
  return note.length > 1 && note.startsWith('"') && note.endsWith('"') ? note.slice(1, -1) : note
}
