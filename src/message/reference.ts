/** One item of a reference list: `boot-storm#A2 (only the server pods)`. */
export interface Item {
  target: string
  note: string | null
}

/** Letters with their combining marks (NFD text has them apart), digits, and the joints of ids and paths. */
const TOKEN = /^[\p{L}\p{N}#][\p{L}\p{M}\p{N}._/#-]*$/u
const SLUG = /^[\p{L}\p{M}\p{N}]+(?:-[\p{L}\p{M}\p{N}]+)+$/u
const PLAIN = /^[\p{L}\p{M}]{3,64}$/u
const LINK = /^https?:\/\/[^\s<>"]+$/
const DOCUMENT = /\.(?:md|html|ya?ml)$/i

/** Answers, not aliases: `Incident: none`. */
const ANSWERS = new Set(
  'none nil yes all any unknown tbd todo pending ongoing open closed resolved mitigated fixed done see same this that'.split(
    ' ',
  ),
)

/** An id-like word: has a digit, a `#`, a slug's hyphens, or is a document's path or an address. */
function isReference(token: string): boolean {
  if (LINK.test(token)) return true
  if (!TOKEN.test(token) || !/[\p{L}\p{N}]/u.test(token)) return false
  return /[#\p{N}]/u.test(token) || SLUG.test(token) || DOCUMENT.test(token)
}

/** So clearly an id that a mere space may part it from the next: prose has such words one at a time. */
function isStrong(token: string): boolean {
  return token.includes('#') || LINK.test(token) || (token.includes('-') && /\p{N}/u.test(token))
}

/**
 * The references a trailer's value lists, or null when it is prose: `Incident: pool full`, `Incident: 3 pods down`.
 * With `plain` one single word is enough, for an alias may be one.
 */
export function readReferences(value: string, plain: boolean): Item[] | null {
  const parts = splitItems(value)
  if (parts === null) return null
  if (plain && parts.items.length === 1) {
    const { target } = parts.items[0] as Item
    if (PLAIN.test(target) && !ANSWERS.has(target.toLowerCase())) return parts.items
  }
  const { items, bySpace } = parts
  const accept = bySpace ? isStrong : isReference
  if (items.length === 0 || !items.every((item) => isReference(item.target) && accept(item.target))) return null
  return inheritIncident(items)
}

/** `X#A1, #A2`: the second names an action of the same incident. */
function inheritIncident(items: Item[]): Item[] {
  let incident = ''
  return items.map(({ target, note }) => {
    if (target.startsWith('#')) return { target: incident + target, note }
    const hash = target.indexOf('#')
    incident = hash < 0 ? target : target.slice(0, hash)
    return { target, note }
  })
}

/** Splits at commas, semicolons, `and` and spaces; a note in balanced parentheses goes to the item before it. */
export function splitItems(value: string): { items: Item[]; bySpace: boolean } | null {
  const items: { target: string; notes: string[] }[] = []
  let bySpace = false
  let separated = true
  let at = 0
  while (at < value.length) {
    const char = value[at] as string
    if (isSpace(char)) at++
    else if (char === ',' || char === ';') {
      separated = true
      at++
    } else if (char === '(') {
      const close = closingParenthesis(value, at)
      const last = items.at(-1)
      if (close < 0 || last === undefined) return null
      const note = value.slice(at + 1, close).trim()
      if (note !== '') last.notes.push(note)
      at = close + 1
    } else {
      const start = at
      while (at < value.length && !isBreak(value[at] as string)) at++
      const word = value.slice(start, at)
      if (items.length > 0 && (word === '&' || word.toLowerCase() === 'and')) separated = true
      else {
        const target = at === value.length && word.endsWith('.') ? word.slice(0, -1) : word
        if (target === '') continue
        if (!separated) bySpace = true
        items.push({ target, notes: [] })
        separated = false
      }
    }
  }
  return { items: items.map(({ target, notes }) => ({ target, note: notes.join(' ') || null })), bySpace }
}

function isSpace(char: string): boolean {
  return char === ' ' || char === '\t' || char.trim() === ''
}

function isBreak(char: string): boolean {
  return char === ',' || char === ';' || char === '(' || isSpace(char)
}

/** Index of the `)` that closes the `(` at `open`, -1 when none does. */
export function closingParenthesis(text: string, open: number): number {
  let depth = 0
  for (let at = open; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 40) depth++
    else if (code === 41 && --depth === 0) return at
  }
  return -1
}
