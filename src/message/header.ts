import type { Header } from './facts.ts'
import { withoutMarks } from './marks.ts'
import { isTag } from './tags.ts'

/** Types of Conventional Commits and of commitlint's default configuration, with the long forms people write. */
const TYPES = new Set(
  'feat feature fix hotfix bugfix docs doc style refactor perf test tests build ci chore revert deps security release'.split(
    ' ',
  ),
)

const AUTOSQUASH = /^(?:(?:fixup|squash|amend)!\s{1,8}){1,16}/
const TYPED = /^([A-Za-z][\w.-]{0,39})\(([^()]{1,80})\)(!)?:\s+(?=\S)/
const WORD = /^([A-Za-z0-9_.][\w./,+@-]{0,79})(!)?:\s+(?=\S)/
const BRACKETED = /^\[([^\]]{1,64})\]\s+(?=\S)/
const REQUEST = /\s?\(([#!]\d{1,10})\)/g
const CLOSING = /\s?\((?:clos(?:e[sd]?)|fix(?:e[sd])?|resolve[sd]?):?\s[^()]{1,120}\)/gi
const TAG = /\s?\[([^[\]]{1,120})\]/g

/** `first` is the subject without lines that are trailers or list items. */
export function readHeader(first: string, breakingFooter: boolean): Header {
  let text = withoutMarks(first)
  if (text.includes('[')) text = text.replace(TAG, (whole, inside: string) => (isTag(inside) ? '' : whole))
  if (text.includes('(')) text = text.replace(REQUEST, '').replace(CLOSING, '')
  text = text.trim().replace(AUTOSQUASH, '')
  let type: string | null = null
  let scope: string | null = null
  let breaking = breakingFooter
  const typed = TYPED.exec(text)
  const word = typed === null ? WORD.exec(text) : null
  const bracketed = typed === null && word === null ? BRACKETED.exec(text) : null
  if (typed !== null) {
    type = typed[1] as string
    scope = typed[2] as string
    breaking ||= typed[3] !== undefined
  } else if (word !== null) {
    if (TYPES.has((word[1] as string).toLowerCase())) type = word[1] as string
    else scope = word[1] as string
    breaking ||= word[2] !== undefined
  } else if (bracketed !== null) scope = bracketed[1] as string
  text = text.slice((typed ?? word ?? bracketed)?.[0].length ?? 0)
  return { type, scope, breaking, text: text.trim() || first.trim() }
}

const MERGED_REQUEST = /^Merge pull request (#\d{1,10})\b/

/** `(#123)`, `(!45)` and the number of `Merge pull request #123`, once each. */
export function readRequests(subject: string): string[] {
  if (!subject.includes('#') && !subject.includes('!')) return []
  const found = Array.from(subject.matchAll(REQUEST), (match) => match[1] as string)
  const merged = MERGED_REQUEST.exec(subject)?.[1]
  return [...new Set(merged === undefined ? found : [merged, ...found])]
}

/** The numbers of requests name no issue. */
export function withoutRequests(subject: string): string {
  return subject.includes('(') ? subject.replace(REQUEST, '') : subject
}
