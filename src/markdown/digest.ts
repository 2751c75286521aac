/**
 * What a region says, apart from its layout, and a digest of that. Editors and formatters change line ends, blanks at
 * the ends of lines, blank lines and the padding of tables; none of these is an edit that a rebuild would lose.
 */

/** The body with layout taken away. Two bodies that agree in this are the same body. */
export function normalised(body: string): string {
  const lines: string[] = []
  let fence: string | null = null
  for (const raw of body.split(/\r\n|\r|\n/)) {
    const line = raw.trimEnd()
    const mark = /^[\s>*+-]*(?:\d{1,9}[.)]\s+)?(`{3,}|~{3,})(.*)$/.exec(line)
    if (fence !== null) {
      lines.push(line)
      if (mark?.[1]?.startsWith(fence) && mark[2] === '') fence = null
    } else if (mark) {
      fence = mark[1] as string
      lines.push(line)
    } else if (line !== '' || lines.at(-1) !== '') lines.push(line.startsWith('|') ? tableRow(line) : line)
  }
  return lines.join('\n').replace(/^\n+|(?<!\n)\n+$/g, '')
}

/** 8 hex digits: FNV-1a, 32 bits, over the UTF-8 bytes of the normalised body. Tells an edit from none; no secret. */
export function digest(body: string): string {
  let hash = 0x811c9dc5
  for (const byte of new TextEncoder().encode(normalised(body))) hash = Math.imul(hash ^ byte, 0x01000193)
  return (hash >>> 0).toString(16).padStart(8, '0')
}

/** `| a  |  b |` → `|a|b|`, and dashes of a delimiter row as one. A pipe behind a backslash is part of its cell. */
function tableRow(line: string): string {
  const cells = line.match(/(?:\\.|[^|\\])+|\||\\$/g) ?? []
  return cells.map((cell) => cell.trim().replace(/^(:?)-+(:?)$/, '$1-$2')).join('')
}
