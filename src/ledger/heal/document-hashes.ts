/**
 * Where a hand-written document names commits, and where it only looks so: image tags, pod names, digests, UUIDs, dates
 * and `ed25519` are hex too. Read as lines, linear in the text.
 */

export interface DocumentHash {
  /** In lower case. */
  hash: string
  /** Offsets in the text. */
  start: number
  end: number
  /** 1-based. */
  line: number
  /** True where a commit is meant whatever the word looks like: an address, behind `commit`, under a heading `Commit`. */
  meant: boolean
  /** The line that it stands in. */
  beside: string
}

const generated = { start: /^\s*<!-- mortem:[a-z-]+/, end: /^\s*<!-- \/mortem:[a-z-]+/ }
const fence = /^\s{0,12}(?:[-*+]\s+|\d{1,3}[.)]\s+)?(`{3,}|~{3,})/

// Not part of a longer word, path, address, digest or name (`app:1a2b3c4`, `@sha256:…`, `pod-7d9f8b6c5-x2x4z`, a UUID);
// a full stop or colon behind it may end a sentence.
const word = /(?<![\w./:@#=+%&?~$-])[0-9a-f]{7,64}(?![\w/@=+%~$*-]|[.:][\w/])/gi
const address = /\/commits?\/([0-9a-f]{7,64})(?![\w-])/gi
const speaksOf =
  /\b(?:commit(?:s|ted)?|sha|revision|rev|revert(?:s|ed)?|cherry[- ]pick(?:ed)?|landed|merged)\b[^.;|!?]{0,60}$/i
const column = /\b(?:commit|sha|revision)s?\b/i

/** Hashes of an addressed or a plain form, in the order of the text; none of what mortem generated or a code block shows. */
export function documentHashes(text: string): DocumentHash[] {
  const found: DocumentHash[] = []
  let at = 0
  let number = 0
  let skipping = false
  let open: string | null = null
  let headings: string[] | null = null
  for (const whole of text.split('\n')) {
    const start = at
    at += whole.length + 1
    number++
    const line = whole.slice(0, 20_000)
    if (open === null && generated.start.test(line)) skipping = true
    const marks = fence.exec(line)?.[1]
    if (skipping) {
      if (generated.end.test(line)) skipping = false
      continue
    }
    if (open !== null) {
      if (marks?.startsWith(open)) open = null
      continue
    }
    if (marks !== undefined) {
      open = marks
      continue
    }
    const cells = line.trimStart().startsWith('|') ? line.split('|') : null
    if (cells === null) headings = null
    else headings ??= cells
    for (const { hash, from, meant } of hashesOf(line, headings))
      found.push({ hash, start: start + from, end: start + from + hash.length, line: number, meant, beside: line })
  }
  return found
}

function hashesOf(line: string, headings: readonly string[] | null) {
  const found: { hash: string; from: number; meant: boolean }[] = []
  const add = (hash: string, from: number, meant: boolean) => {
    if (!found.some((other) => other.from === from)) found.push({ hash: hash.toLowerCase(), from, meant })
  }
  for (const match of line.matchAll(address)) {
    const hash = match[1] as string
    add(hash, match.index + match[0].length - hash.length, true)
  }
  const linked = new Set(found.map(({ hash }) => hash))
  for (const { 0: hash, index } of line.matchAll(word)) {
    if (!isHashLike(hash)) continue
    const inCode = line[index - 1] === '`' && line[index + hash.length] === '`'
    const mixed = /\d/.test(hash) && /[a-f]/i.test(hash)
    const before = line.slice(Math.max(0, index - 100), index)
    const heading = headings?.[line.slice(0, index).split('|').length - 1] ?? ''
    const meant =
      linked.has(hash.toLowerCase()) || ((mixed || inCode) && (speaksOf.test(before) || column.test(heading)))
    add(hash, index, meant)
  }
  return found.sort((a, b) => a.from - b.from)
}

/** People write 7 to 16 digits or the whole name; `20260608` is a day, `ed25519` a key. */
function isHashLike(hash: string): boolean {
  if (hash.length > 16 && hash.length !== 40 && hash.length !== 64) return false
  return (
    !/^(?:ed25519|(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:\d{6})?|[a-f]+)$/i.test(hash) ||
    hash.length >= 40
  )
}
