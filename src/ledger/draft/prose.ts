/** The running text of a message: paragraphs that are neither lists, trailers nor code. */

/** At most this much of a body is read for a draft; a person reads the rest. */
const enough = 20_000

/** A line that begins a thought of its own, with or without a blank line above it. */
const label =
  /^(?:#{1,6}\s+\S|(?:\*\*)?(?:(?:the )?(?:root |real |actual )?causes?|why|fix(?:es)?|prevention|impact|detection|resolution|mitigation|symptoms?|background|trigger|follow[- ]?ups?|to-?do|next steps?)(?:\s\([^()]{1,80}\))?:)/i
const trailer = /^[A-Za-z][A-Za-z-]*:\s\S/
const ownTrailer = /-by:|^(?:refs?|see|closes|fixes|incident|remediates|mitigates|retires|caused-by|change-id)\b/i
const item = /^(?:[-*+•]|\d{1,3}[.)])\s/

export function paragraphsOf(body: string): string[] {
  const found: string[] = []
  let open = ''
  /** A heading that says what the next paragraph is: `## Root cause`. */
  let lead = ''
  const close = () => {
    if (open) found.push(open)
    open = ''
  }
  let listed = false
  const lines = body.slice(0, enough).split('\n')
  const indented = /^\s/.test(lines[0] ?? '')
  for (const line of lines) {
    const text = line.trim()
    const heading =
      /^#{1,6}\s+(\S.*?):?$/.exec(text)?.[1] ?? (text.endsWith(':') && label.test(text) ? text.slice(0, -1) : null)
    if (text === '') {
      close()
      listed = false
    } else if (heading !== null && !/[.:]\s/.test(heading)) {
      close()
      lead = label.test(`${heading}:`) ? `${heading}: ` : ''
    } else if (item.test(text) && !(text.startsWith('+') && open !== '' && !open.endsWith(':'))) {
      close()
      // The sentence that introduces a list says nothing without it.
      const last = found.pop()
      if (last !== undefined) found.push(...(last.endsWith(':') ? withoutLead(last) : [last]))
      lead = ''
      listed = true
    } else if (listed && /^\s/.test(line)) continue
    else if (open === '' && !indented && /^(?: {2}|\t)/.test(line)) continue
    else if (trailer.test(text) && open === '' && ownTrailer.test(text)) continue
    else {
      if (label.test(text)) close()
      listed = false
      open = open === '' ? lead + text : join(open, text)
      lead = ''
    }
  }
  close()
  // What introduces code or a log is a sentence still.
  return found.flatMap((paragraph) => {
    if (!paragraph.endsWith(':')) return [paragraph]
    return paragraph.length > 60 ? [`${paragraph.slice(0, -1)}.`] : withoutLead(paragraph)
  })
}

function withoutLead(paragraph: string): string[] {
  const kept = sentences(paragraph).slice(0, -1).join(' ')
  return kept === '' ? [] : [kept]
}

/** Wrapped lines as one; a word wrapped at its hyphen is one word. */
function join(open: string, text: string): string {
  if (open === '') return text
  return `${open}${/[a-z]-$/i.test(open) && /^[a-z]/.test(text) && !/^(?:and|or|to)\b/.test(text) ? '' : ' '}${text}`
}

export function sentencesOf(body: string): string[] {
  return paragraphsOf(body).flatMap(sentences)
}

export function sentences(paragraph: string): string[] {
  const found: string[] = []
  let held = ''
  for (const piece of paragraph.split(/(?<=[.!?]["'`)]?)\s+(?=[^\s.])/)) {
    held = held ? `${held} ${piece}` : piece
    // `e.g. x`, `approx. 5`, and what goes on inside parentheses.
    if (/\b(?:e\.g|i\.e|etc|vs|approx|ca|cf|incl|resp)\.$/i.test(piece) || isOpen(held)) continue
    found.push(held)
    held = ''
  }
  return held ? [...found, held] : found
}

/** A parenthesis or code font is open at the end; a long text is taken as it is. */
function isOpen(text: string): boolean {
  if (text.length > 600) return false
  return text.split('(').length > text.split(')').length || text.split('`').length % 2 === 0
}

/** Where separators stand outside of parentheses, quotes and code font. What is inside is NUL to the expression. */
function breaksOf(text: string, separator: RegExp): { from: number; to: number }[] {
  const hide = (inner: string) => `${inner.startsWith('(') ? '(' : '\0'}${'\0'.repeat(inner.length - 1)}`
  const hidden = text.replace(/\([^()]*\)|`[^`]*`|"[^"]*"/g, hide)
  return [...hidden.matchAll(separator)].map(({ index, 0: { length } }) => ({ from: index, to: index + length }))
}

/** Parts of a text between separators that stand outside of parentheses, quotes and code font. */
export function partsOf(text: string, separator: RegExp): string[] {
  const breaks = breaksOf(text, separator)
  return [...breaks, { from: text.length }].map(({ from }, n) => text.slice(n === 0 ? 0 : breaks[n - 1]?.to, from))
}

/** Without bold and with single blanks: text of a message as text of a record. */
export function plainText(text: string): string {
  return text
    .replaceAll('**', '')
    .replace(/([a-z])- (?!(?:and|or|to)\b)([a-z])/g, '$1-$2')
    .replace(/\s+/g, ' ')
    .trim()
}

/** A sentence begins with a capital; an identifier such as `idle_timeout=300` or `values.yaml` stays as it is. */
export function capital(text: string): string {
  return /^[a-z]+(?:-[A-Za-z]+)*(?:[ ,:]|$)/.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text
}

/** A title that fits a line: cut before a reason or an aside when it is longer. */
export function shortened(text: string): string {
  const whole = text.replace(/(?<![.;,:])[.;,:]+$/, '')
  const [first = whole] = sentences(whole)
  const sentence = first.length >= 12 ? first.replace(/(?<![.;,:])[.;,:]+$/, '') : whole
  if (sentence.length <= 80) return sentence
  const reason = /,?\s+(?:so|because|since|which|until|instead of)\s|;\s|\s[—–]\s|\s--\s|\s(?=\(\0*$)/g
  const told = upTo(sentence, reason)
  const kept = told.length <= 120 ? told : upTo(told, /\s(?=\()/g)
  if (kept.length <= 160) return kept
  const end = kept.lastIndexOf(' ', 140)
  return `${kept.slice(0, end > 60 ? end : 140)}…`
}

/** The text before the first of the separators that leaves a statement. */
function upTo(text: string, separator: RegExp): string {
  const found = breaksOf(text, separator).find(({ from }) => from >= 20)
  return found ? text.slice(0, found.from) : text
}
