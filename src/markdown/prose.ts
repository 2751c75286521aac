/**
 * Markdown that came from a record: kept as Markdown, yet unable to do anything to the document around it. Raw HTML
 * (and with it every fake region marker) becomes text, addresses that are not safe become their label, headings become
 * bold paragraphs, and what refers across a document (definitions, footnotes) stays inside.
 */
import type { BlockContent, Definition, PhrasingContent, RootContent } from 'mdast'
import { visit } from 'unist-util-visit'
import { safeAddress } from './address.ts'
import { Block } from './block.ts'
import { flattened } from './flatten.ts'
import { Phrase } from './phrase.ts'
import { parse } from './processor.ts'
import { inline, shown } from './visible.ts'

/**
 * Longer text is shown as it is written, line by line: some Markdown (nested brackets, say) takes a parser time that
 * grows with the square of its length, and nobody writes a field of a record this long by hand.
 */
const longest = 20_000

/** One line in which nothing can be Markdown, as most are: a parser would only take its time. */
export function isPlain(text: string): boolean {
  return /^\p{L}[^\\`*_[\]<>&~|!@\p{Cc}]*$/u.test(text) && !/www\.|:\/\/|mailto:|xmpp:/i.test(text)
}

/** Twenty quotes in quotes say nothing, and some hundred would overflow the parser's stack. */
const tooDeep = /^[ \t]*(?:>[ \t]?|(?:[-+*]|\d{1,9}[.)])[ \t]+){20}|^[ \t>]{200}/m

type Definitions = Map<string, Definition>

/** A field of several paragraphs, lists and so on. */
export function blockOf(markdown: string): Block {
  if (markdown.length > longest || tooDeep.test(markdown))
    return new Block(markdown.split(/\n\s*\n/).flatMap((text) => Block.paragraph(Phrase.text(text)).nodes))
  const root = parse(markdown.replace(/\r\n?/g, '\n'))
  const definitions: Definitions = new Map()
  visit(root, 'definition', (node) => {
    if (!definitions.has(node.identifier)) definitions.set(node.identifier, node)
  })
  return new Block(root.children.flatMap((node) => flow(node, definitions)))
}

/** The same field on one line, for a cell of a table: blocks joined by a blank, code blocks as inline code. */
export function phraseOf(markdown: string): Phrase {
  if (markdown.length > longest || tooDeep.test(markdown) || isPlain(markdown)) return Phrase.text(markdown)
  return new Phrase(flattened(blockOf(markdown).nodes))
}

function flow(node: RootContent, definitions: Definitions): RootContent[] {
  switch (node.type) {
    case 'paragraph':
      return paragraph(phrasing(node.children, definitions))
    case 'heading':
      return paragraph(new Phrase(phrasing(node.children, definitions)).strong.nodes)
    case 'html':
      return paragraph([{ type: 'text', value: inline(node.value) }])
    case 'code': {
      const language = node.lang ? /^[\w+#.-]{1,40}/.exec(node.lang)?.[0] : undefined
      return [{ type: 'code', lang: language ?? null, value: shown(node.value) }]
    }
    case 'thematicBreak':
      return [{ type: 'thematicBreak' }]
    case 'blockquote':
      return [{ type: 'blockquote', children: inner(node.children, definitions) }]
    case 'list':
      return [
        {
          ...node,
          children: node.children.map((item) => ({ ...item, children: inner(item.children, definitions) })),
        },
      ]
    case 'table':
      return [
        {
          ...node,
          children: node.children.map((row) => ({
            ...row,
            children: row.children.map((cell) => ({
              ...cell,
              children: [...new Phrase(phrasing(cell.children, definitions)).nodes],
            })),
          })),
        },
      ]
    case 'footnoteDefinition': {
      const label: RootContent[] = paragraph([{ type: 'text', value: `[^${node.label ?? node.identifier}]:` }])
      return [...label, ...inner(node.children, definitions)]
    }
    case 'definition':
      return []
    default:
      return 'children' in node ? inner(node.children as RootContent[], definitions) : []
  }
}

function inner(nodes: readonly RootContent[], definitions: Definitions): BlockContent[] {
  return nodes.flatMap((node) => flow(node, definitions)) as BlockContent[]
}

/** Blank ends are trimmed and neighbours merged as a parser would, so that writing and reading again changes nothing. */
function paragraph(nodes: readonly PhrasingContent[]): RootContent[] {
  return [...Block.paragraph(new Phrase(nodes)).nodes]
}

function phrasing(nodes: readonly PhrasingContent[], definitions: Definitions): PhrasingContent[] {
  return nodes.flatMap((node): PhrasingContent[] => {
    switch (node.type) {
      case 'text':
      case 'html':
        return [{ type: 'text', value: inline(node.value) }]
      case 'inlineCode':
        return [...Phrase.code(node.value).nodes]
      case 'break':
        return [{ type: 'text', value: ' ' }]
      case 'emphasis':
      case 'strong':
      case 'delete': {
        const children = [...new Phrase(phrasing(node.children, definitions)).nodes]
        return children.length ? [{ type: node.type, children }] : []
      }
      case 'link':
        return link(node.url, phrasing(node.children, definitions))
      case 'linkReference':
        return link(definitions.get(node.identifier)?.url ?? '', phrasing(node.children, definitions))
      case 'image':
        return image(node.url, node.alt ?? '')
      case 'imageReference':
        return image(definitions.get(node.identifier)?.url ?? '', node.alt ?? '')
      case 'footnoteReference':
        return [{ type: 'text', value: inline(`[^${node.label ?? node.identifier}]`) }]
      default:
        return []
    }
  })
}

function link(address: string, children: PhrasingContent[]): PhrasingContent[] {
  const url = safeAddress(address)
  const label = new Phrase(children).nodes
  return url === null || label.length === 0 ? children : [{ type: 'link', url, children: [...label] as [] }]
}

function image(address: string, alt: string): PhrasingContent[] {
  const url = safeAddress(address)
  return url === null ? [{ type: 'text', value: inline(alt) }] : [{ type: 'image', url, alt: inline(alt).trim() }]
}
