/** Blocks as one line of inline nodes: what fits a cell of a table. Only for nodes that prose.ts has made safe. */
import type { PhrasingContent, RootContent } from 'mdast'
import { Phrase } from './phrase.ts'

export function flattened(nodes: readonly RootContent[]): PhrasingContent[] {
  return nodes.flatMap((node, i): PhrasingContent[] => {
    const content = one(node)
    return i && content.length ? [{ type: 'text', value: ' ' }, ...content] : content
  })
}

function one(node: RootContent): PhrasingContent[] {
  if (node.type === 'paragraph') return node.children
  if (node.type === 'code') return [...Phrase.code(node.value).nodes]
  if (node.type === 'tableCell') return node.children
  return 'children' in node ? flattened(node.children as RootContent[]) : []
}
