/** What the subject of a revert says of the commit that it takes back: its subject in quotation marks, or its request. */

import { oneLine } from '../heal/known.ts'

const takesBack = '(?:revert|reapply|reland|back(?:s|ed|ing)?[ -]?out|undo|roll(?:s|ed|ing)?[ -]?back)(?:s|ed|ing)?'
const prefix = String.raw`(?:\[[^\]]{0,64}\]\s{0,8}){0,4}(?:[\w./-]{1,64}(?:\([^)]{0,64}\))?!?:\s{1,8})?`
const quoting = new RegExp(`^${prefix}${takesBack}:?\\s{1,4}(?:[\\w ]{1,40}\\s)?["“'\`](.{1,500})["”'\`]`, 'i')
const number = new RegExp(
  `\\b${takesBack}:?\\s{1,4}(?:(?:pr|mr|pull request|merge request|changes from)\\s{1,4})?(?:[\\w.-]{1,60}/[\\w.-]{1,60})?([#!]\\d{1,10})\\b`,
  'gi',
)

/** `fix: Revert "feat: x (#12)" (#13)` → `feat: x (#12)`; null when nothing is quoted. */
export function quotedSubject(subject: string): string | null {
  return quoting.exec(subject.slice(0, 1000))?.[1] ?? null
}

/** Requests that a message says are taken back: `Reverts owner/repo#12`, `revert #352`. */
export function revertedRequests(message: string): string[] {
  return [...new Set([...message.slice(0, 20_000).matchAll(number)].map((match) => match[1] as string))]
}

const lastNumber = /(?:\((?:[\w.-]{1,60}\/[\w.-]{1,60})?[#!]\d{1,10}\)|(?<=\s)[#!]\d{1,10})$/

/** Without the request numbers that a forge puts behind a subject, and without what a cut title ends in. */
export function withoutRequest(subject: string): string {
  let text = oneLine(subject.slice(0, 1000))
  for (let found = lastNumber.exec(text); found; found = lastNumber.exec(text))
    text = text.slice(0, found.index).trimEnd()
  return text.replace(/(?:…|\.\.\.)$/, '').trimEnd()
}
