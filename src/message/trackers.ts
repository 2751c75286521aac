import type { TrackerPattern } from '../model/tracker-pattern.ts'
import type { TrackerReference } from './facts.ts'

/** A line or a trailer to look at. */
export interface Span {
  text: string
  line: number
}

interface Hit {
  id: string
  start: number
  end: number
  /** An id of letters alone may be a word (`code-path`) and needs a sign beside it. */
  sure: boolean
}

/** `#12`, `!45`, `owner/repo#12`, `repo#12`: at the start of a word. */
const NUMBERED = /(?<![\w/#&!.-])(?:[\w.-]{1,79}\w(?:\/[\w.-]{1,80})?(?=#))?[#!]\d{1,9}(?![\w-])/g
/** An issue's address on a forge. GitHub takes it behind a closing word. */
const ADDRESS = /https?:\/\/[^\s<>"'`()[\]]{1,200}/g
const ISSUE_PATH = /\/issues\/\d{1,9}$/
const WORDS = /[^\s,;()[\]{}<>"'’`|]+/g
/** `git rebase -i` numbers the messages it joins. */
const SQUASH_NUMBER = /^# This is the .{0,40}commit message #\d/

/** No id is longer; a careless expression of a user must not be tried on a pasted blob. */
const LONGEST_ID = 64

/** Closing words of GitHub and GitLab. */
const CLOSES = /(?:^|[^\w-])(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?)\s{0,4}:?\s{0,4}$/i
const REFERS =
  /(?:^|[^\w-])(?:refs?|see|beads?|bd|issues?|tickets?|tasks?|tracked (?:as|in|by|under)|part of|addresses|updates|under)\s{0,4}:?\s{0,4}$/i
/** `Related: code-bck`: a trailer of any key names something. */
const KEYED = /^[A-Za-z][\w-]{0,30}:\s{1,4}$/
const ELSEWHERE =
  /(?:^|[^\w-])(?:filed|follow-?ups?|related|block(?:s|ed|ing)|depends|deferred|until|unlike)(?:\s{1,4}(?:as|bd|beads|by|for|in|is|on|to|under)){0,3}\s{0,4}:?\s{0,4}[`(]?$/i
const LISTED = /^[`)]?\s{0,4}(?:,|;|&|\+|and|,\s{0,4}and)\s{0,4}[`(]?$/i
/** Longest text in front of an id that is looked at. */
const BEFORE = 32
/** Longest text between two ids of a list. */
const LISTED_WITHIN = 12

/** Whether any line of the message can name an issue. */
export function mayNameIssues(message: string, patterns: readonly TrackerPattern[]): boolean {
  return /[#!]\d|\/issues\//.test(message) || patterns.some(({ prefix }) => message.includes(prefix))
}

/** Issues named, once each; one closing word anywhere is enough to close. */
export function readTrackers(spans: Iterable<Span>, patterns: readonly TrackerPattern[]): TrackerReference[] {
  const found = new Map<string, TrackerReference>()
  for (const { text, line } of spans) {
    const hits = findHits(text, patterns)
    let last = { end: -LISTED_WITHIN - 1, closes: false, elsewhere: false }
    for (const hit of hits) {
      const before = text.slice(Math.max(0, hit.start - BEFORE), hit.start)
      const listed: boolean = hit.start - last.end <= LISTED_WITHIN && LISTED.test(text.slice(last.end, hit.start))
      const closes: boolean = CLOSES.test(before) || (listed && last.closes)
      const elsewhere: boolean = !closes && (ELSEWHERE.test(before) || (listed && last.elsewhere))
      if (!hit.sure && !closes && !elsewhere && !listed && !hasSign(text, hit, before)) continue
      last = { end: hit.end, closes, elsewhere }
      const known = found.get(hit.id)
      if (known === undefined) found.set(hit.id, { id: hit.id, closes, elsewhere, line })
      else {
        known.closes ||= closes
        known.elsewhere &&= elsewhere
      }
    }
  }
  return [...found.values()]
}

function hasSign(text: string, hit: Hit, before: string): boolean {
  const isWrapped = /[([`]$/.test(before) || /^[)\]]/.test(text.slice(hit.end, hit.end + 1))
  return isWrapped || REFERS.test(before) || (hit.start <= BEFORE && KEYED.test(before))
}

function findHits(text: string, patterns: readonly TrackerPattern[]): Hit[] {
  const hits: Hit[] = []
  if ((text.includes('#') || text.includes('!')) && !SQUASH_NUMBER.test(text)) {
    for (const match of text.matchAll(NUMBERED)) hits.push(hit(match[0], match.index))
  }
  if (text.includes('/issues/')) {
    for (const match of text.matchAll(ADDRESS)) {
      const id = match[0].replace(/[.,;:!?]{1,8}$/, '')
      if (ISSUE_PATH.test(id)) hits.push(hit(id, match.index))
    }
  }
  const wanted = patterns.filter(({ prefix }) => prefix === '' || text.includes(prefix))
  if (wanted.length > 0) findWords(text, wanted, hits)
  return hits.sort((a, b) => a.start - b.start)
}

function findWords(text: string, patterns: readonly TrackerPattern[], hits: Hit[]): void {
  for (const match of text.matchAll(WORDS)) {
    if (match[0].length > LONGEST_ID + 8) continue
    const id = match[0].replace(/[.:!?…*_]{1,8}$/, '')
    if (id.length > LONGEST_ID) continue
    const matching = patterns.filter(({ prefix, whole }) => id.startsWith(prefix) && whole.test(id))
    if (matching.length === 0) continue
    hits.push({ ...hit(id, match.index), sure: /\d/.test(id) || matching.some(({ sure }) => sure) })
  }
}

function hit(id: string, start: number): Hit {
  return { id, start, end: start + id.length, sure: /\d/.test(id) }
}
