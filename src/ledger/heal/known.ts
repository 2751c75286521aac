/** What is known of a commit whose hash stands in a record, a document or a message. */
import { readRequests } from '../../message/header.ts'
import type { Fingerprint } from '../../model/incident.ts'
import { parseTime } from '../../model/time.ts'
import type { GraphCommit } from '../graph.ts'
import type { HistoryCommit } from '../history.ts'

export interface Known {
  /** As written: 7 digits or more, in lower case. */
  hash: string
  subject: string | null
  /** `Ada <ada@example.org>`, or only one of the two. */
  author: string | null
  /** Author date, epoch seconds. */
  authored: number | null
  patchId: string | null
  patchIdBare: string | null
  /** `#12` or `!12`. */
  request: string | null
  paths: readonly string[]
  /** Commits, by number, whose message names the action that the hash is recorded for. */
  naming: readonly number[]
  /** The commit itself, when the clone still has it although nothing reaches it. */
  object: HistoryCommit | null
}

/** What a record has; of a bare hash nothing else is known. */
export function knownOf(print: Pick<Fingerprint, 'commit'> & Partial<Fingerprint>): Known {
  return {
    hash: print.commit.toLowerCase(),
    subject: print.subject ?? null,
    author: print.author ?? null,
    authored: print.date == null ? null : secondsOf(print.date),
    patchId: print['patch-id']?.toLowerCase() ?? null,
    patchIdBare: print['patch-id-u0']?.toLowerCase() ?? null,
    request: print.request ?? null,
    paths: print.paths ?? [],
    naming: [],
    object: null,
  }
}

/** The same with the commit itself, which fills in what the record does not say. `paths`: what it changed. */
export function withObject(known: Known, object: HistoryCommit, paths: readonly string[]): Known {
  const subject = subjectOf(object.message)
  return {
    ...known,
    subject: known.subject ?? subject,
    author: known.author ?? `${object.author} <${object.email}>`,
    authored: known.authored ?? object.authored,
    request: known.request ?? readRequests(subject)[0] ?? null,
    paths: known.paths.length > 0 ? known.paths : paths,
    object,
  }
}

/** True when author, author date and subject, as far as they are known, are not those of this commit. */
export function contradicts(known: Known, commit: GraphCommit): boolean {
  if (known.subject === null || oneLine(known.subject) === oneLine(commit.subject)) return false
  // A subject written by hand is a slip of the pen as long as author and date are right.
  const sameDate = known.authored === commit.authored
  return !(sameDate && known.author !== null && isAuthor(known.author, commit))
}

/** By address when there is one, for people change how they spell their names; else by name. */
export function isAuthor(author: string, { author: name, email }: Pick<GraphCommit, 'author' | 'email'>): boolean {
  const text = author.slice(0, 1000).trim()
  const address = /<([^<>]*)>$/.exec(text)?.[1] ?? (/^[^\s@]+@[^\s@]+$/.test(text) ? text : null)
  return address ? address.toLowerCase() === email.toLowerCase() : text === name
}

/** A subject as it is compared: one line, blanks once. */
export function oneLine(subject: string): string {
  return subject.slice(0, 2000).split(/\s+/).filter(Boolean).join(' ')
}

/** The first paragraph on one line, as `git log --format=%s` gives it. */
export function subjectOf(message: string): string {
  const [first = ''] = message
    .slice(0, 20_000)
    .trimStart()
    .split(/\r?\n[ \t]*\r?\n/, 1)
  return oneLine(first)
}

function secondsOf(date: string): number | null {
  const read = parseTime(date)
  return typeof read === 'string' || read.approximate || read.precision !== 'second'
    ? null
    : Math.floor(read.epoch / 1000)
}
