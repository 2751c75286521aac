import type { Line } from './lines.ts'

/** The first paragraph: `lines[start]` up to, not including, `lines[end]`. */
export interface SubjectSpan {
  start: number
  end: number
}

export function findSubject(lines: readonly Line[], cut: number): SubjectSpan {
  let start = 0
  while (start < cut && lines[start]?.text === '') start++
  let end = start
  while (end < cut && lines[end]?.text !== '') end++
  return { start, end }
}

/** Joined by spaces, as `git log --format=%s` gives it. */
export function subjectText(lines: readonly Line[], span: SubjectSpan): string {
  return lines
    .slice(span.start, span.end)
    .map((line) => line.raw.trimEnd())
    .join(' ')
    .trim()
}

/** Everything after the subject, the part below the scissors too: what is not understood is kept. */
export function bodyText(message: string, lines: readonly Line[], span: SubjectSpan): string {
  let from = span.end
  while (from < lines.length && lines[from]?.text === '') from++
  if (!message.includes('\r')) {
    // Nearly always: then the body is a part of the message as it stands, and needs no copy.
    let start = message.startsWith('\uFEFF') ? 1 : 0
    for (let at = 0; at < from; at++) start += (lines[at] as Line).raw.length + 1
    return message.slice(start).trimEnd()
  }
  let body = ''
  for (let at = from; at < lines.length; at++) body += `${(lines[at] as Line).raw}\n`
  return body.trimEnd()
}

const TAKES_BACK =
  /^(?:\[[^\]]{0,64}\]\s{0,8}){0,4}(?:[\w./-]{1,64}(?:\([^)]{0,64}\))?!?:\s{1,8})?(?:revert|reapply|reland|back(?:s|ed|ing)?[ -]?out|undo|roll(?:s|ed|ing)?[ -]?back)/i

/**
 * Whether the subject itself says that something is taken back. A squash body may quote `This reverts commit …` in
 * one bullet without the whole being a revert (GSA/identity-idp#7818), so only the subject decides.
 */
export function subjectTakesBack(subject: string): boolean {
  return TAKES_BACK.test(subject)
}
