/** A text as a YAML scalar that every reader takes for the same text. */

/** What the core schema of YAML 1.2 or 1.1 reads as something else: null, booleans, numbers, times, merge keys. */
const otherwise = [
  /^(?:~|null|true|false|yes|no|on|off|y|n|=|<<)?$/i,
  /^[-+]?(?:0[bB][01_]+|0[oO]?[0-7_]+|0[xX][0-9a-fA-F_]+)$/,
  /^[-+]?(?:\d[\d_]*)(?::[0-5]?\d)*(?:\.[\d_]*)?(?:[eE][-+]?\d+)?$/,
  /^[-+]?\.(?:[\d_]*(?:[eE][-+]?\d+)?|inf|nan)$/i,
  /^\d{4}-\d{1,2}-\d{1,2}(?:[Tt\s].*)?$/,
  // A commit's name is always quoted, also where its digits spell no number.
  /^[0-9a-fA-F]{7,64}$/,
]

/** A first character, a pair or an end that plain text cannot have; `~` and `@` are refused in front by some readers. */
const needsQuotes = /^[\s!"#%&'*,\-:>?@[\]`{|}~=]|[\s:]$|:\s|\s#|^(?:---|\.\.\.)/u
/** Besides, inside `[ ]` and `{ }`. */
const needsQuotesInFlow = /[,[\]{}]/

/** What only double quotes can show: control and formatting characters, halves of surrogate pairs. */
const escaped = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF\uFFFE\uFFFF]/u

export type Quote = '"' | "'" | null

/** On one line. `like` is the quote that the text before it had, kept when it can be. */
export function scalarText(text: string, flow: boolean, like: Quote = null): string {
  if (escaped.test(text)) return doubleQuoted(text)
  if (like === "'") return singleQuoted(text)
  const plain =
    !needsQuotes.test(text) &&
    !(flow && needsQuotesInFlow.test(text)) &&
    !otherwise.some((pattern) => pattern.test(text))
  if (plain && like === null) return text
  return /["\\]/.test(text) && !text.includes("'") && like === null ? singleQuoted(text) : doubleQuoted(text)
}

/**
 * True when a text of lines can stand in a literal block (`|`) and be read back the same: it begins with text, no line
 * is only blanks, and it ends with at most one line end.
 */
export function fitsBlock(text: string): boolean {
  if (!text.includes('\n') || /^\s/.test(text) || text.endsWith('\n\n') || /^[^\S\n]+$/m.test(text)) return false
  return !escaped.test(text.replace(/[\n\t]/g, ''))
}

/** The lines of a literal block behind its key: the header, then the text, not indented yet. */
export function blockLines(text: string): string[] {
  const ended = text.endsWith('\n')
  return [ended ? '|' : '|-', ...(ended ? text.slice(0, -1) : text).split('\n')]
}

function singleQuoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

/** JSON's escapes are YAML's, but for the characters that JSON leaves as they are. */
function doubleQuoted(text: string): string {
  const all = new RegExp(escaped, 'gu')
  return JSON.stringify(text).replace(all, (character) => {
    const code = (character.codePointAt(0) as number).toString(16)
    return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`
  })
}
