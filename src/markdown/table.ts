/** Tables as GitHub reads them. A cell holds a phrase; what no cell can hold has been made text before. */
import type { TableRow } from 'mdast'
import { Block } from './block.ts'
import { type Phrase, withoutPipedCode } from './phrase.ts'

/**
 * A table of the given columns. A column that is empty in every row is left out, head and all: a column of blanks says
 * nothing and takes the width that a phone lacks. Without rows there is no table.
 */
export function table(columns: readonly Phrase[], rows: readonly (readonly (Phrase | null)[])[]): Block {
  const used = columns.map((_, i) => rows.some((cells) => cells[i] && !cells[i].isEmpty))
  const row = (cells: readonly (Phrase | null)[]): TableRow => ({
    type: 'tableRow',
    children: columns.flatMap((_, i) => (used[i] ? [{ type: 'tableCell', children: cell(cells[i] ?? null) }] : [])),
  })
  if (!used.includes(true)) return new Block([])
  return new Block([
    { type: 'table', align: used.filter(Boolean).map(() => null), children: [row(columns), ...rows.map(row)] },
  ])
}

function cell(content: Phrase | null) {
  return content ? withoutPipedCode(content.nodes, /\\\|/) : []
}
