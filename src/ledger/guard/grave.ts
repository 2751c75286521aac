/** Which losses are worth a word: a fix that is edited in passing is not taken away. */
import { tellingWords } from '../likeness.ts'
import type { Loss } from './guard.ts'

/** Share of what stood that is taken at once. */
const much = 1 / 3

/** Much of the fix goes, or a line that holds a name which the action is about. */
export function isGrave({ lines, stood, action, incident }: Loss): boolean {
  if (lines.length >= stood * much) return true
  const title = tellingWords(action?.record.title ?? incident.record.title)
  return lines.some(({ key, removed }) => !removed && [...tellingWords(key)].every((word) => title.has(word)))
}
