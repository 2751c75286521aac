/** A problem with a place, a rule, what was expected and the next step. */

export type FindingLevel = 'error' | 'warning' | 'notice'

export interface Finding {
  /** Id of the rule that made it, a row of the table in docs/rules.md. */
  rule: string
  level: FindingLevel
  /** Path from the root with `/`, null when the finding belongs to no file. */
  file: string | null
  /** 1-based; null when the place is the whole file. */
  line: number | null
  column: number | null
  /** One sentence: what is wrong and what was expected. */
  message: string
  /** What to do about it, as a sentence or a command; null when the message says it. */
  next: string | null
  /** The source line with a mark under the place, as lines of text. */
  excerpt: string | null
  /** What it is about, by names and not by place; where it is left out, the message tells. The baseline knows it by this. */
  about?: string
}

/** A message as long as the problem stays the same: counts, indexes and places move, hashes, days and ids do not. */
export function withoutNumbers(message: string): string {
  return message.replace(/(?<![\w.:-])\d+(?:\.\d+)?(?![\w.:-])/g, '#')
}

/** By file and place, then by rule: the order in which a person works through them. */
export function byPlace(a: Finding, b: Finding): number {
  return (
    compare(a.file ?? '', b.file ?? '') ||
    (a.line ?? 0) - (b.line ?? 0) ||
    (a.column ?? 0) - (b.column ?? 0) ||
    compare(a.rule, b.rule) ||
    compare(a.message, b.message)
  )
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
