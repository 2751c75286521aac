/** The one Markdown dialect that is read and written: CommonMark with GitHub's tables, strikethrough, tasks and footnotes. */
import type { Paragraph, PhrasingContent, Root, Table } from 'mdast'
import { toString as plain } from 'mdast-util-to-string'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import remarkStringify, { type Options } from 'remark-stringify'
import { unified } from 'unified'
import { bareLink, withBareLinks } from './bare-links.ts'
import { orphanTasks } from './orphan-tasks.ts'

type Handler = NonNullable<NonNullable<Options['handlers']>['table']>

const options: Options = {
  bullet: '-',
  bulletOther: '*',
  bulletOrdered: '.',
  emphasis: '*',
  strong: '*',
  fence: '`',
  fences: true,
  rule: '-',
  listItemIndent: 'one',
  incrementListMarker: true,
  // `<https://…>` is no link but an error to MDX.
  resourceLink: true,
  handlers: { table: tableRows, phrase: anywhere, bareLink } as NonNullable<Options['handlers']>,
}

const processor = unified()
  .use(remarkParse)
  .use(remarkGfm, { tableCellPadding: true })
  .use(orphanTasks)
  .use(remarkStringify, options)
  .freeze()

/** Markdown as nodes with positions; total and linear for ordinary text. */
export function parse(text: string): Root {
  return processor.parse(text)
}

/** Flow nodes as Markdown, ending in one line end. */
export function stringify(root: Root): string {
  return processor.stringify({ ...root, children: withBareLinks(root.children) })
}

/**
 * Inline nodes as Markdown that means the same wherever a template puts it: at the start of a line, in a heading, in
 * a list item, in a table's cell.
 */
export function stringifyPhrase(nodes: readonly PhrasingContent[]): string {
  const paragraph = { type: 'phrase', children: withBareLinks(nodes) } as unknown as Paragraph
  return processor.stringify({ type: 'root', children: [paragraph] }).replace(/\n$/, '')
}

/** What a reader sees of nodes, without their markup. */
export function textOf(nodes: unknown): string {
  return plain(nodes, { includeHtml: true })
}

/** A phrase is written under the rules of a cell and of a heading at once, from one line break to the next. */
function anywhere(...[node, , state, info]: Parameters<Handler>): string {
  const leave = [state.enter('tableCell' as 'phrasing'), state.enter('headingAtx'), state.enter('phrasing')]
  const value = state.containerPhrasing(node, { ...info, before: '\n', after: '\n' })
  for (const exit of leave.reverse()) exit()
  return value
}

/**
 * A table with one line per row and no padding: a changed cell changes its own line only, and no line is as wide as the
 * widest. Three dashes, because some forges' readers want them.
 */
function tableRows(...[node, , state, info]: Parameters<Handler>): string {
  const table = node as Table
  const leave = state.enter('table' as 'phrasing')
  const rows = table.children.map((row) => {
    const cells = row.children.map((cell) => quietTildes(state.handle(cell, row, state, info)))
    return `| ${cells.join(' | ')} |`
  })
  leave()
  const columns = table.align?.length ?? table.children[0]?.children.length ?? 0
  const dashes = Array.from({ length: columns }, (_, i) => {
    const align = table.align?.[i]
    return `${align === 'left' || align === 'center' ? ':' : '-'}-${align === 'right' || align === 'center' ? ':' : '-'}`
  })
  return [rows[0], `| ${dashes.join(' | ')} |`, ...rows.slice(1)].join('\n')
}

/**
 * remark-gfm escapes every tilde, yet one that only begins a word can close nothing. Where a cell has no other kind, an
 * approximate time (`~22:20`) stays as people write it. Backticks would need a parser, so such cells keep the escapes.
 */
function quietTildes(cell: string): string {
  const harmless = /(^|[\s(])\\~(?=[\p{L}\p{N}])/gu
  const all = cell.split('~').length - 1
  if (all === 0 || cell.includes('`') || cell.match(harmless)?.length !== all) return cell
  return cell.replace(harmless, '$1~')
}
