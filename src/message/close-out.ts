import type { ListItem } from './bullets.ts'
import { findStatus, statusAt } from './close-out-status.ts'
import type { CloseOut, CloseOutItem } from './facts.ts'
import type { Line } from './lines.ts'
import { isListItem } from './list-marker.ts'
import { isDocument, readMentions } from './mentions.ts'

const OPENING = /^(?:#{1,6}\s{1,4})?(?:\*\*|__)?clos(?:e[sd]?|ing)[ -]?outs?\b/i
/** A heading wraps once or twice at most. */
const LONGEST_HEADING = 3

/** Blocks such as `Close out post-mortem \`x.md\`:` with the list below them. */
export function readCloseOuts(lines: readonly Line[], from: number, items: readonly ListItem[]): CloseOut[] {
  const found: CloseOut[] = []
  let next = 0
  for (let at = from; at < lines.length; at++) {
    const line = lines[at] as Line
    if (line.quoted || !OPENING.test(line.text)) continue
    const heading = readHeading(lines, at)
    if (heading === null) continue
    while (next < items.length && (items[next] as ListItem).line <= heading.last) next++
    const first = items[next]
    // One blank line may stand between.
    if (first === undefined || first.line > heading.last + 2) continue
    const list: CloseOutItem[] = []
    for (; next < items.length && (items[next] as ListItem).list === first.list; next++) {
      const item = readItem(items[next] as ListItem)
      if (item !== null) list.push(item)
    }
    if (list.length > 0) found.push({ target: readTarget(heading.text), items: list, line: line.number })
  }
  return found
}

function readHeading(lines: readonly Line[], at: number): { text: string; last: number } | null {
  let text = ''
  for (let offset = 0; offset < LONGEST_HEADING; offset++) {
    const line = lines[at + offset]
    if (line === undefined || line.text === '' || line.quoted || isListItem(line.text)) return null
    text = text === '' ? line.text : `${text} ${line.text}`
    if (/:(?:\*\*|__)?$/.test(line.text) || line.text.startsWith('#')) return { text, last: line.number }
  }
  return null
}

/** In code font, a document, an id, or else one word or date: `Close-out of 2026-04-18 items:`. */
function readTarget(heading: string): string | null {
  const code = /`([^`\s]{1,200})`/.exec(heading)?.[1]
  if (code !== undefined) return code
  const named = readMentions(heading)[0]
  if (named !== undefined) return named.target
  for (const word of heading.slice(0, 300).split(/[\s:()'’"]+/)) {
    if (isDocument(word) || /^\d{4}-\d{2}-\d{2}(?:#\w+)?$/.test(word) || /^[A-Z]{2,10}-\d+$/.test(word)) return word
  }
  return (
    /^\W*clos\w+[ -]?outs?(?: of)?(?: the)?(?: post-?mortem| incident)?\s+([\w./-]{3,80}):\W*$/i.exec(heading)?.[1] ??
    null
  )
}

const CHECKBOX = /^\[([ xX])\]\s+/
const CHECKMARK = /^(?:✅|✔️?|☑️?)\s*/u
const PRIORITY = /^(?:\*\*)?[[(]?(P\d)[\])]?(?:\*\*)?[:.,)]?\s+(?=\S)/i

/** Null when the item carries no status: it stays a plain bullet. */
function readItem({ whole, line }: ListItem): CloseOutItem | null {
  const box = CHECKBOX.exec(whole)
  const mark = box === null ? CHECKMARK.exec(whole) : null
  let text = whole.slice((box ?? mark)?.[0].length ?? 0)
  const ticked = mark !== null || (box !== null && box[1] !== ' ')
  const opening = statusAt(text, 0)
  if (opening !== null && /^:\s/.test(text.slice(opening.end, opening.end + 2))) {
    text = text.slice(opening.end + 1).trim()
    return { ...splitPriority(text), status: opening.status, reason: null, line }
  }
  const found = findStatus(text)
  if (found !== null) {
    const { status, reason } = found
    return { ...splitPriority(text.slice(0, found.textEnd)), status, reason, line }
  }
  if (/\s(?:✅|✔️?|☑️?)$/u.test(text.slice(-8))) {
    return { ...splitPriority(text.slice(0, text.lastIndexOf(' '))), status: 'done', reason: null, line }
  }
  if (box === null && mark === null) return null
  return { ...splitPriority(text), status: ticked ? 'done' : 'todo', reason: null, line }
}

function splitPriority(item: string): { text: string; priority: string | null } {
  const priority = PRIORITY.exec(item)
  return { text: item.slice(priority?.[0].length ?? 0).trim(), priority: priority?.[1]?.toUpperCase() ?? null }
}
