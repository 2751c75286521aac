/** A line as liveness compares it: what it says, without how it is laid out. */

/** Characters of a line that are looked at; a longer one is minified or data. */
const longest = 1_000

/** What opens a comment at the end of a line. */
const comments = [
  ['#', /(?:^|\s)#(?!\{)/],
  ['//', /(?:^|\s)\/\//],
] as const
/** Words that only open or close a block: they are there whatever the block says. */
const structural = /^(?:else|end|fi|done|then|do|begin|esac|EOF|EOT|return|try|finally|pass)[;:]?$/i
const proseFile = /\.(?:md|markdown|mdx|rst|adoc|txt|html?)$/i

/** Prose has no comments: `#` is a heading there. */
export function isProseFile(path: string): boolean {
  return proseFile.test(path)
}

/**
 * The line without comment, indentation, alignment, kind of quote and trailing separator; '' when nothing of weight is
 * left: a blank, a bracket, a comment, a word that only opens or closes a block.
 */
export function keyOf(line: string, prose: boolean): string {
  const known = prose ? proseKeys : keys
  const found = known.get(line)
  if (found !== undefined) return found
  // Versions of a file share most of their lines.
  if (known.size >= mostKept) known.clear()
  const key = readKey(line, prose)
  known.set(line, key)
  return key
}

const mostKept = 100_000
const keys = new Map<string, string>()
const proseKeys = new Map<string, string>()

function readKey(line: string, prose: boolean): string {
  const key = plain(line, prose)
  if (!/[\p{L}\p{N}]/u.test(key) || structural.test(key)) return ''
  return key.endsWith(',') || key.endsWith(';') ? key.slice(0, -1) : key
}

/** `tag: "by-hand"`, `- "by-hand"`: a formatter of YAML puts these quotes around a word, or takes them away. */
const bareValue = /(:|^- )"([\w./@+-]+)"(?=[,;}\]]|$)/g

/** The line without comment, indentation, alignment and kind of quote, a lone word without any; brackets and separators stay. */
export function plain(line: string, prose: boolean): string {
  const text = (line.length > longest ? line.slice(0, longest) : line).trim()
  const tight = (prose ? text : withoutComment(text))
    .replaceAll("'", '"')
    .replace(/\s{2,}|[^\S ]/g, ' ')
    .replace(/ ([=:,{}()[\]]) ?|([=:,{}()[\]]) /g, '$1$2')
  return tight.includes('"') ? tight.replace(bareValue, '$1$2') : tight
}

function withoutComment(text: string): string {
  if (/^(?:#(?!!|\{)|\/\/|\/\*|\*(?=[\s/]|$)|<!--|\{\{-?\s*\/\*|;)/.test(text)) return ''
  for (const [sign, shape] of comments) {
    const at = text.includes(sign) ? shape.exec(text)?.index : undefined
    // Not inside a string: an odd number of quotes stands before it then.
    if (at !== undefined && at > 0 && (text.slice(0, at).split('"').length - 1) % 2 === 0)
      return text.slice(0, at).trimEnd()
  }
  return text
}

/** Depth of a line by its indentation; a list item stands below a key of the same column, as in YAML. */
export function depthOf(line: string): number {
  const indent = /^[ \t]*/.exec(line)?.[0] ?? ''
  const columns = indent.replaceAll('\t', '    ').length
  return columns * 2 + (/^[ \t]*-\s/.test(line) ? 1 : 0)
}
