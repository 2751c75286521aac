/** Flow content as nodes: paragraphs, lists, tables, code. What a template places on lines of its own. */
import type { BlockContent, ListItem, RootContent } from 'mdast'
import type { Phrase } from './phrase.ts'
import { stringify } from './processor.ts'

export class Block {
  readonly nodes: readonly RootContent[]

  constructor(nodes: readonly RootContent[]) {
    this.nodes = nodes
  }

  static paragraph(content: Phrase): Block {
    return new Block(content.isEmpty ? [] : [{ type: 'paragraph', children: [...content.nodes] }])
  }

  get isEmpty(): boolean {
    return this.nodes.length === 0
  }

  /** Markdown without a line end behind it. */
  toString(): string {
    return stringify({ type: 'root', children: [...this.nodes] }).replace(/\n$/, '')
  }
}

/** A list with dashes, an item per phrase or block; empty ones are left out. */
export function list(items: readonly (Phrase | Block)[]): Block {
  const children = items
    .filter((item) => !item.isEmpty)
    .map((item): ListItem => {
      const content = item instanceof Block ? item.nodes : ([{ type: 'paragraph', children: [...item.nodes] }] as const)
      return { type: 'listItem', spread: content.length > 1, children: [...content] as BlockContent[] }
    })
  if (children.length === 0) return new Block([])
  return new Block([{ type: 'list', ordered: false, spread: children.some(({ spread }) => spread), children }])
}
