import { type ListItem, readBullets } from './bullets.ts'
import { readCauses } from './causes.ts'
import { readCloseOuts } from './close-out.ts'
import type { Cause, CommitFacts, Grade, MessageOptions, Reference, Trailer } from './facts.ts'
import { findTrailerBlock } from './git-trailers.ts'
import { readHeader, readRequests, withoutRequests } from './header.ts'
import { type Line, readLines, scissorsIndex } from './lines.ts'
import { isListItem } from './list-marker.ts'
import { readMarks } from './marks.ts'
import { mayMention, readMentions } from './mentions.ts'
import { defaultWords, readOptions, type Words } from './options.ts'
import { readPeople } from './person.ts'
import { markQuoted } from './quotes.ts'
import { readReferences } from './reference.ts'
import { readRelations } from './relations.ts'
import { bodyText, findSubject, subjectTakesBack, subjectText } from './subject.ts'
import { readTags, withoutTags } from './tags.ts'
import { mayNameIssues, readTrackers, type Span } from './trackers.ts'
import { findTrailers } from './trailers.ts'

/**
 * Reads a commit message as git stores it. Never throws, takes time in proportion to the message's length, and drops
 * nothing: what no shape fits is still in `subject` and `body`. Shapes: docs/commit-messages.md.
 */
export function parseCommitMessage(text: string, options?: Partial<MessageOptions>): CommitFacts {
  const words = options === undefined ? defaultWords : readOptions(options)
  const lines = readLines(text)
  const cut = scissorsIndex(lines)
  const span = findSubject(lines, cut)
  const subject = subjectText(lines, span)
  const takesBack = subjectTakesBack(subject)
  markQuoted(lines, span.end, cut, takesBack)

  const block = findTrailerBlock(lines, span.end, cut, (key) => words.keys.has(key))
  const { trailers, taken } = findTrailers(lines, block, span.start, words)
  const title = titleText(lines, span.start, span.end, taken)
  const items = readBullets(lines, span.start + 1, taken)
  const prose = lines.filter((line, at) => taken[at] === 0 && line.text !== '')
  return {
    subject,
    body: bodyText(text, lines, span),
    header: readHeader(title, hasBreakingFooter(lines, span.end)),
    trailers,
    references: readAllReferences(text, trailers, prose, title, words),
    causes: readAllCauses(trailers, words),
    closeOuts: readCloseOuts(lines, span.start, items),
    bullets: items.map(toBullet),
    relations: readRelations(text, lines, subject, span.start, takesBack),
    trackers: mayNameIssues(text, words.trackers)
      ? readTrackers(trackerSpans(trailers, prose, span.end, words), words.trackers)
      : [],
    requests: readRequests(title),
    people: readPeople(trailers, (key) => words.keys.has(key)),
    marks: readMarks(text, lines),
  }
}

/** The subject without trailers and lists that follow it unparted: `fix: x` and `Remediates: …` in one paragraph. */
function titleText(lines: readonly Line[], start: number, end: number, taken: Uint8Array): string {
  const own: string[] = []
  for (let at = start; at < end; at++) {
    const { text } = lines[at] as Line
    if (at > start && isListItem(text)) break
    if (at === start || taken[at] === 0) own.push(text)
  }
  return own.join(' ')
}

/** The footer of Conventional Commits; its blank keeps git from reading it as a trailer. */
function hasBreakingFooter(lines: readonly Line[], from: number): boolean {
  return lines.some(({ quoted, text }, at) => at >= from && !quoted && /^BREAKING[ -]CHANGE:\s/.test(text))
}

function readAllReferences(
  message: string,
  trailers: readonly Trailer[],
  prose: readonly Line[],
  title: string,
  words: Words,
): Reference[] {
  const references: Reference[] = []
  for (const { key, value, grade, line } of trailers) {
    const kind = words.keys.get(key.toLowerCase())
    if (kind === undefined || kind === 'cause') continue
    const items = readReferences(value, grade === 'canonical')
    for (const item of items ?? []) references.push({ kind, ...item, grade, line })
  }
  const first = prose[0]?.number ?? 1
  for (const target of readTags(title)) {
    references.push({ kind: 'tag', target, note: null, grade: 'canonical', line: first })
  }
  if (!mayMention(message)) return references
  const seen = new Set<string>()
  for (const { text, grade, line } of mentioningSpans(trailers, prose, first, words)) {
    for (const { kind, target } of readMentions(text)) {
      const key = `${grade} ${target}`
      if (seen.has(key)) continue
      seen.add(key)
      references.push({ kind, target, note: null, grade, line })
    }
  }
  return references.sort((a, b) => a.line - b.line)
}

/** Prose, and values of trailers that are no references themselves: `Docs: docs/post-mortems/x.md`. */
function* mentioningSpans(
  trailers: readonly Trailer[],
  prose: readonly Line[],
  first: number,
  words: Words,
): Iterable<Span & { grade: Grade }> {
  for (const { quoted, text, number: line } of prose) {
    yield { text: line === first ? withoutTags(text) : text, grade: quoted ? 'quoted' : 'recovered', line }
  }
  for (const { key, value, grade, line } of trailers) {
    const own = words.keys.has(key.toLowerCase())
    const plain = grade === 'canonical'
    if (own && (readReferences(value, plain) ?? readCauses(value)) !== null) continue
    yield { text: value, grade: grade === 'quoted' ? 'quoted' : 'recovered', line }
  }
}

function readAllCauses(trailers: readonly Trailer[], words: Words): Cause[] {
  const causes: Cause[] = []
  for (const { key, value, grade, line } of trailers) {
    if (words.keys.get(key.toLowerCase()) !== 'cause') continue
    for (const { target, note } of readCauses(value) ?? []) causes.push({ commit: target, note, grade, line })
  }
  return causes
}

/** Prose, and the trailers that are not ours: `Closes: code-8vr0` names an issue, `Remediates: x#12` does not. */
function* trackerSpans(
  trailers: readonly Trailer[],
  prose: readonly Line[],
  subjectEnd: number,
  words: Words,
): Iterable<Span> {
  for (const { quoted, text, number: line } of prose) {
    if (!quoted) yield { text: line <= subjectEnd ? withoutRequests(text) : text, line }
  }
  for (const { key, value, grade, line } of trailers) {
    if (grade !== 'quoted' && !words.keys.has(key.toLowerCase())) yield { text: `${key}: ${value}`, line }
  }
}

function toBullet({ key, text, heading, depth, line }: ListItem): CommitFacts['bullets'][number] {
  return { key, text, heading, depth, line }
}
