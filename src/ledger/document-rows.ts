/**
 * The rows of a hand-written post-mortem that can speak of an action: table rows, list items, headings. Read as lines,
 * because every version of a document in history is read.
 */
import type { ActionStatus } from '../model/words.ts'
import { htmlRows, isHtml } from './html-rows.ts'
import { coverage, tellingWords } from './likeness.ts'

export interface Row {
  line: number
  text: string
  /** Hex words that could be commits, alone or in a commit's address. */
  hashes: string[]
  /** What the row itself says, null when it says nothing. */
  status: ActionStatus | null
}

/** What this program generated is no evidence for itself. */
const generated = { start: /^<!-- mortem:[a-z-]+/, end: /^<!-- \/mortem:[a-z-]+/ }
const rowStart = /^\s*(?:\||[-*+•]\s|\d{1,3}[.)]\s|#{1,6}\s)/

export function rowsOf(document: string): Row[] {
  const rows = isHtml(document) ? htmlRows(document) : markdownRows(document)
  return rows.map((row) => ({ ...row, hashes: hashesIn(row.text), status: statusIn(row.text) }))
}

function markdownRows(document: string): { line: number; text: string }[] {
  const rows: { line: number; text: string }[] = []
  let skipping = false
  let open: { line: number; text: string } | null = null
  document.split(/\r?\n/).forEach((text, index) => {
    const line = text.trimStart()
    if (generated.start.test(line)) skipping = true
    if (skipping) {
      if (generated.end.test(line)) skipping = false
      open = null
    } else if (rowStart.test(text)) {
      open = { line: index + 1, text: line.slice(0, 4000) }
      rows.push(open)
    } else if (line === '' || !open || open.text.startsWith('|') || open.text.startsWith('#')) open = null
    else if (open.text.length < 4000) open.text += ` ${line}`
  })
  return rows
}

/** The one row whose words hold nearly all of the title's, null when none or several do. */
export function rowOf(title: string, rows: readonly Row[]): Row | null {
  const wanted = tellingWords(title)
  if (wanted.size < 2) return null
  const scored = rows
    .map((row) => ({ row, held: coverage(wanted, wordsOf(row)) }))
    .filter(({ held }) => held >= 0.75)
    .sort((a, b) => b.held - a.held)
  const [best, next] = scored
  return best && (!next || best.held - next.held >= 0.15) ? best.row : null
}

/** The row that tells of an action's commits: the same task often stands in a plan without any, and again when done. */
export function hashRowOf(title: string, rows: readonly Row[]): Row | null {
  const row = rowOf(title, rows)
  if (row !== null) return row
  return rowOf(
    title,
    rows.filter(({ hashes }) => hashes.length > 0),
  )
}

/** Each row is compared with every action. */
const words = new WeakMap<Row, Set<string>>()

function wordsOf(row: Row): Set<string> {
  const known = words.get(row) ?? tellingWords(row.text)
  words.set(row, known)
  return known
}

function hashesIn(text: string): string[] {
  const linked = [...text.matchAll(/\/commits?\/([0-9a-f]{7,64})\b/gi)].map((match) => match[1] as string)
  // Not part of a longer word or a path, an address or an image digest, and not after `:` or `@` as in `app:1a2b3c4`.
  // One short hash in forty is digits alone; a number that is none finds no commit.
  const bare = [...text.matchAll(/(?<![\w./:@#=-])[0-9a-f]{7,64}(?![\w./:@=-])/g)].map(([word]) => word)
  return [...new Set([...linked, ...bare].map((hash) => hash.toLowerCase()))]
}

const cellWords: readonly (readonly [RegExp, ActionStatus])[] = [
  [/^(?:done[- ]?alt|done (?:another|differently)|superseded)\b/i, 'done-alt'],
  [/^(?:✅|☑|✔|\[x\]|done|complete[d]?|implemented|landed|shipped|fixed|closed|resolved)(?![\w-])/i, 'done'],
  [/^(?:🚧|🔄|in[- ]progress|wip|ongoing|partial(?:ly)?|started)(?![\w-])/i, 'in-progress'],
  [/^(?:❌|won'?t[- ](?:do|fix)|wontfix|dropped|rejected|not doing)(?![\w-])/i, 'wont-do'],
  [/^(?:\[ \]|todo|open|pending|planned|not started|tbd)(?![\w-])/i, 'todo'],
]

/** A status counts where people put one: a cell of its own, a checkbox, in front, or in parentheses at the end. */
function statusIn(text: string): ActionStatus | null {
  const body = text.replace(/^(?:[-*+•]|\d{1,3}[.)]|#{1,6})\s+/, '')
  const spots = text.startsWith('|') ? body.split('|') : [body, /\(([^()]{2,80})\)[\s.]*$/.exec(body)?.[1] ?? '']
  for (const spot of spots) {
    const plain = spot.replace(/^[\s*_~`]+/, '')
    for (const [shape, status] of cellWords) if (shape.test(plain)) return status
  }
  return null
}
