/**
 * An address that is its own label is written as just the address: `https://a.b/c`. GitHub's Markdown links it, a
 * terminal shows it once, and it is no tag to MDX, as `<https://a.b/c>` would be.
 */
import type { Link, Nodes, Parents } from 'mdast'
import type { Options } from 'remark-stringify'

type Handler = NonNullable<NonNullable<Options['handlers']>['table']>

/** Only letters that no part of Markdown gives a meaning to, neither in the address nor around it. */
const harmless = /^https?:\/\/[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:[/?#][\w./#?=%+:-]*)?$/i

/** The same nodes with such links marked for `bareLink`. */
export function withBareLinks<T extends Nodes>(nodes: readonly T[]): T[] {
  return nodes.map((node) => {
    if (isBare(node)) return { ...node, type: 'bareLink' } as unknown as T
    return 'children' in node ? ({ ...node, children: withBareLinks((node as Parents).children) } as T) : node
  })
}

/** Bare between blanks and the borders of a cell; next to anything else it could not be told from that. */
export function bareLink(...[node, parent, state, info]: Parameters<Handler>): string {
  const link = { ...node, type: 'link' } as Link
  const apart = /^[\s(]?$/.test(info.before.slice(-1)) && /^\s?$/.test(info.after.slice(0, 1))
  return apart ? link.url : state.handle(link, parent, state, info)
}

/** What comes before it must be ready for the other form. */
bareLink.peek = (): string => '['

function isBare(node: Nodes): boolean {
  if (node.type !== 'link' || node.children.length !== 1 || !harmless.test(node.url) || /[.?:]$/.test(node.url))
    return false
  const [label] = node.children
  return label?.type === 'text' && label.value === node.url
}
