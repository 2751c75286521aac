/** A post-mortem in HTML as rows that read like Markdown's: list items, table rows, headings, and boxes called items. */

export function isHtml(text: string): boolean {
  return /^\s*(?:<!--[^>]{0,500}-->\s*)?<(?:!doctype html|html)\b/i.test(text.slice(0, 1000))
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ', mdash: '—', ndash: '–' }
const tag = /<(\/?)([a-z][a-z0-9]{0,20})([^<>]{0,1000})>/gi
const longestRow = 4_000

/** Line (1-based) and text of each row. Linear; nothing is executed. */
export function htmlRows(document: string): { line: number; text: string }[] {
  const html = withoutComments(document)
  const rows: { line: number; text: string }[] = []
  let open: { line: number; text: string } | null = null
  let hidden: string | null = null
  let [at, line] = [0, 1]
  const take = (text: string) => {
    if (hidden === null && open && open.text.length < longestRow) open.text += text
    for (let i = text.indexOf('\n'); i !== -1; i = text.indexOf('\n', i + 1)) line++
  }
  for (const match of html.matchAll(tag)) {
    const [whole, closing, written, attributes] = match as unknown as [string, string, string, string]
    const name = written.toLowerCase()
    take(html.slice(at, match.index))
    at = match.index + whole.length
    for (let i = whole.indexOf('\n'); i !== -1; i = whole.indexOf('\n', i + 1)) line++
    // What looks like a tag inside of a script is none.
    if (hidden !== null && !(closing !== '' && name === hidden)) continue
    if (name === 'script' || name === 'style') hidden = closing === '' ? name : null
    if (closing !== '' && ends.test(name)) open = null
    const prefix = closing === '' ? rowPrefix(name, attributes) : null
    if (prefix !== null) {
      open = { line, text: prefix }
      rows.push(open)
    }
    take(name === 'td' || name === 'th' ? (closing === '' ? '' : ' | ') : ' ')
  }
  take(html.slice(at))
  // Where some boxes are ticked, the others are open.
  const ticked = rows.some(({ text }) => text.startsWith('- [x] '))
  return rows.map(({ line, text }) => ({ line, text: plain(text.replace(/^- \[\?\] /, ticked ? '- [ ] ' : '- ')) }))
}

/** Their line ends stay, so that lines keep their numbers. */
function withoutComments(html: string): string {
  const kept: string[] = []
  let at = 0
  for (;;) {
    const start = html.indexOf('<!--', at)
    const end = start === -1 ? -1 : html.indexOf('-->', start)
    if (end === -1) return kept.join('') + html.slice(at)
    kept.push(html.slice(at, start), html.slice(start, end).replace(/[^\n]+/g, ''))
    at = end + 3
  }
}

const ends = /^(?:ul|ol|table|section|h[1-6]|li|tr)$/
const itemClass = /(?:^|[\s-])(?:item|row)(?:\s|$)/
const doneClass = /(?:^|\s)(?:is-)?(?:done|completed?|checked|closed|resolved)(?:\s|$)/

/** How a row that begins with this tag begins in Markdown; null for a tag that begins none. */
function rowPrefix(name: string, attributes: string): string | null {
  if (/^h[1-6]$/.test(name)) return '# '
  if (name === 'tr') return '| '
  const classes = /\bclass\s{0,5}=\s{0,5}["']([^"']{0,300})/i.exec(attributes)?.[1]?.toLowerCase() ?? ''
  if (name !== 'li' && !itemClass.test(classes)) return null
  if (doneClass.test(classes)) return '- [x] '
  return name === 'li' ? '- ' : '- [?] '
}

function plain(text: string): string {
  return text
    .replace(/&(?:#(\d{1,6})|([a-z]{2,8}));/gi, (whole, code?: string, name?: string) => {
      if (code === undefined) return entities[(name as string).toLowerCase()] ?? whole
      const number = Number(code)
      return number >= 32 && number <= 0x10ffff ? String.fromCodePoint(number) : ' '
    })
    .replace(/\s+/g, ' ')
    .trim()
}
