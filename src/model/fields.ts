/** The kinds of field that records are made of. A record holds text: `4e882989` and `2026` stay what was written. */
import { z } from 'zod'
import { isActionId } from './ids.ts'
import { parseTime } from './time.ts'

/** Names the message of a wrong type, so that an unquoted `true` says what to do. */
const text = z.string({ error: 'is not text; quote it' })

/** One line or more of text that is not blank. */
export const filled = text.refine((value) => value.trim() !== '', 'is empty; expected text')

/** Null, an empty value and an absent key all mean unknown. */
export function unknown<T extends z.ZodType>(field: T) {
  return field.nullish().transform((value) => value ?? null)
}

/** An absent list is an empty one. */
export function list<T extends z.ZodType>(item: T) {
  return z
    .array(item, { error: 'is not a list; put each item on a line of its own behind "- "' })
    .nullish()
    .transform((value) => value ?? [])
}

/** One of a closed list of words. */
export function word<const T extends readonly [string, ...string[]]>(what: string, words: T) {
  return z.enum(words, {
    error: (issue) => `${quoted(issue.input)} is not a ${what}; expected ${oneOf(words)}`,
  })
}

/** A time as src/model/time.ts reads it, kept as written. */
export const time = text.superRefine((value, context) => {
  const read = parseTime(value)
  if (typeof read === 'string') context.addIssue({ code: 'custom', message: `${quoted(value)} ${read}` })
})

export const hash = text.regex(/^[0-9a-fA-F]{7,64}$/, {
  error: (issue) => `${quoted(issue.input)} is not a commit; expected 7 to 64 hex digits`,
})

export const action = text.refine(isActionId, {
  error: (issue) => `${quoted(issue.input)} is not an action id; expected A1, A2, A12b …`,
})

export const day = text.refine((value) => /^\d{4}-\d{2}-\d{2}$/.test(value) && typeof parseTime(value) !== 'string', {
  error: (issue) => `${quoted(issue.input)} is not a date; expected 2026-06-17`,
})

/** A file below the root: relative, with `/`, and never out of the tree. */
export const path = text.refine(isInside, {
  error: (issue) => `${quoted(issue.input)} is not a path below the root, with / between names`,
})

export function isInside(value: string): boolean {
  if (value === '' || value.includes('\0') || value.includes('\\') || /^([/~]|[A-Za-z]:)/.test(value)) return false
  return value.split('/').every((name) => name !== '..' && name !== '')
}

export function quoted(value: unknown): string {
  const shown = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value))
  return `"${shown.length > 60 ? `${shown.slice(0, 57)}…` : shown}"`
}

/** `a, b or c`. */
export function oneOf(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}
