/** What the subject of a revert says of the commit that it takes back: its subject in quotation marks, or its request. */

const takesBack = '(?:revert|reapply|reland|back(?:s|ed|ing)?[ -]?out|undo|roll(?:s|ed|ing)?[ -]?back)(?:s|ed|ing)?'
const prefix = String.raw`(?:\[[^\]]{0,64}\]\s{0,8}){0,4}(?:[\w./-]{1,64}(?:\([^)]{0,64}\))?!?:\s{1,8})?`
const quoting = new RegExp(`^${prefix}${takesBack}:?\\s{1,4}(?:[\\w ]{1,40}\\s)?["“'\`](.{1,500})["”'\`]`, 'i')
const plain = new RegExp(`^${prefix}${takesBack}:?\\s{1,4}(?:the\\s|commit\\s)?(.{1,500})$`, 'i')
const number = new RegExp(
  `\\b${takesBack}:?\\s{1,4}(?:(?:pr|mr|pull request|merge request|changes from)\\s{1,4})?(?:[\\w.-]{1,60}/[\\w.-]{1,60})?([#!]\\d{1,10})\\b`,
  'gi',
)

/** `fix: Revert "feat: x (#12)" (#13)` → `feat: x (#12)`; null when nothing is quoted. */
export function quotedSubject(subject: string): string | null {
  return quoting.exec(subject.slice(0, 1000))?.[1] ?? null
}

/** `Revert docs/yaml removal` → `docs/yaml removal`: words of a subject that is not quoted. */
export function plainWords(subject: string): string | null {
  return withoutRequest(plain.exec(subject.slice(0, 1000))?.[1] ?? '') || null
}

/** Requests that a message says are taken back: `Reverts owner/repo#12`, `revert #352`. */
export function revertedRequests(message: string): string[] {
  return [...new Set([...message.slice(0, 20_000).matchAll(number)].map((match) => match[1] as string))]
}

/** Without the request numbers that a forge puts behind a subject, and without what a cut title ends in. */
export function withoutRequest(subject: string): string {
  return subject
    .replace(/(?:\s*\((?:[\w.-]+\/[\w.-]+)?[#!]\d{1,10}\)|\s+[#!]\d{1,10})+\s*$/, '')
    .replace(/\s*(?:…|\.\.\.)$/, '')
    .replace(/\s+/g, ' ')
    .trim()
}
