import type { Relation } from './facts.ts'
import { isHash } from './hash.ts'
import type { Line } from './lines.ts'

const PICKED = /^\(cherry picked from commit ([0-9a-f]{7,64})\)/i
const REVERTS = /\breverts\s{1,4}(?:merge\s{1,4})?commits?(?:\s{1,4}|$)/i
const TREE_OF =
  /\brestor(?:e|es|ed|ing)\s{1,4}(?:the\s{1,4})?(?:(?:full|whole|entire|complete)\s{1,4})?tree\s{1,4}(?:of|from|at)\s{1,4}(?:commit\s{1,4})?`?([0-9a-f]{7,64})\b/i
const HASHS_TREE =
  /\brestor(?:e|es|ed|ing)\s{1,4}(?:commit\s{1,4})?`?([0-9a-f]{7,64})`?['’]s\s{1,4}(?:(?:full|whole|entire|complete)\s{1,4})?tree\b/i
const NAMED_IN_SUBJECT =
  /\b(?:revert|reapply|back ?out|undo|rollback)(?:s|ed|ing)?:?\s{1,4}(?:commit\s{1,4})?`?([0-9a-f]{7,64})\b/i

/** What this commit undoes or repeats. `takesBack` says whether the subject agrees with a revert in the body. */
export function readRelations(
  message: string,
  lines: readonly Line[],
  subject: string,
  from: number,
  takesBack: boolean,
): Relation[] {
  // Nearly every message says none of it.
  if (!takesBack && !message.includes('cherry picked') && !message.includes('estor')) return []
  const relations: Relation[] = []
  const first = (lines[from] as Line | undefined)?.number ?? 1
  const undone = takesBack ? readUndone(subject) : null
  for (let at = from; at < lines.length; at++) {
    const { text, quoted, number: line } = lines[at] as Line
    if (quoted) continue
    if (text.startsWith('(c')) {
      const commit = PICKED.exec(text)?.[1]
      if (commit !== undefined && isHash(commit)) relations.push({ kind: 'pick', commit, subject: null, line })
    }
    const restored = text.includes('estor') ? (TREE_OF.exec(text) ?? HASHS_TREE.exec(text))?.[1] : undefined
    if (restored !== undefined && isHash(restored)) {
      relations.push({ kind: 'restore', commit: restored, subject: null, line })
    }
    if (undone === null || !text.includes('everts')) continue
    for (const commit of revertedHere(text, (lines[at + 1] as Line | undefined)?.text ?? '')) {
      relations.push({ kind: undone.kind, commit, subject: undone.subject, line })
    }
  }
  if (undone === null || relations.some(({ kind }) => kind === undone.kind)) return relations
  const named = NAMED_IN_SUBJECT.exec(subject)?.[1]
  const commit = named !== undefined && isHash(named) ? named : null
  // A subject that only says "revert the model swap" names no commit.
  if (commit !== null || undone.subject !== null) relations.unshift({ ...undone, commit, line: first })
  return relations
}

/** Hashes behind `This reverts commit`, also of a list or wrapped to the next line. */
function revertedHere(text: string, next: string): string[] {
  const match = REVERTS.exec(text)
  if (match === null) return []
  const rest = text.slice(match.index + match[0].length) || next
  const hashes: string[] = []
  for (const word of rest.slice(0, 2000).split(/[\s,`.]+/)) {
    if (isHash(word)) hashes.push(word)
    // `<sha>, reversing changes made to <sha>`: the second is only the side that stays.
    else if (word !== 'and' && word !== '' && word !== '&') break
  }
  return hashes
}

const LAYER = /^(?:revert|reland|reapply)\s{1,4}(?=["“])/i
const CONVENTIONAL = /^revert(?:\([^)]{0,64}\))?!?:\s{1,4}(\S.*)$/is

/**
 * What the subject takes back. Each `Revert "…"` turns the sense round and `Reapply "…"` is git's word for two of
 * them (since 2.43), so an even number brings the commit back: then `subject` is that commit's own.
 */
function readUndone(subject: string): { kind: 'revert' | 'reapply'; subject: string | null } {
  let rest = subject
  const inner: string[] = []
  let layers = 0
  for (let match = LAYER.exec(rest); match !== null && inner.length < 16; match = LAYER.exec(rest)) {
    layers += /^revert/i.test(rest) ? 1 : 2
    rest = unquote(rest.slice(match[0].length))
    inner.push(rest)
  }
  const kind = layers > 0 && layers % 2 === 0 ? 'reapply' : 'revert'
  if (inner.length > 0) return { kind, subject: (kind === 'reapply' ? inner.at(-1) : inner[0]) ?? null }
  if (/^re(?:apply|land)\b/i.test(subject)) return { kind: 'reapply', subject: null }
  return { kind, subject: quotedByType(subject) }
}

/** `revert: feat(x): text` quotes the subject when what follows is one in form. */
function quotedByType(subject: string): string | null {
  const rest = CONVENTIONAL.exec(subject)?.[1]?.trim()
  return rest !== undefined && /^[\w.-]{1,40}(?:\([^)]{1,64}\))?!?: \S/.test(rest) ? rest : null
}

/** Between the first and the last quotation mark: the quoted subject may hold such marks itself. */
function unquote(text: string): string {
  const close = Math.max(text.lastIndexOf('"'), text.lastIndexOf('”'))
  return close > 0 ? text.slice(1, close) : text.slice(1)
}
