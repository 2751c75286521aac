/** YAML (one document or several) → its keys. Scalars are the text that was written; aliases cost nothing to follow. */
import { Composer, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, type Pair, Parser } from 'yaml'
import { firstExcess, type YamlToken } from '../../model/yaml-excess.ts'
import { type KeyNode, Unreadable } from './key-node.ts'

/** @throws Unreadable */
export function readYamlKeys(text: string): KeyNode {
  const lines = new LineCounter()
  const tokens = [...new Parser(lines.addNewLine).parse(text)]
  const lineOf = (offset: number) => lines.linePos(offset).line
  const excess = firstExcess(tokens as YamlToken[])
  if (excess) throw new Unreadable(`line ${lineOf(excess.offset)}: it ${excess.problem}`)
  const composer = new Composer({
    schema: 'failsafe',
    resolveKnownTags: false,
    merge: false,
    stringKeys: true,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  })
  const items: KeyNode[] = []
  for (const document of composer.compose(tokens, true, text.length)) {
    const [error] = document.errors
    if (error) throw new Unreadable(`line ${lineOf(error.pos[0])}: ${error.message}`)
    items.push(new YamlKeys(lineOf).read(document.contents as Node | null))
  }
  return { kind: 'list', items, each: true }
}

class YamlKeys {
  readonly #lineOf: (offset: number) => number
  readonly #anchors = new Map<string, KeyNode>()

  constructor(lineOf: (offset: number) => number) {
    this.#lineOf = lineOf
  }

  read(node: Node | null): KeyNode {
    if (isAlias(node)) return this.#anchors.get(node.source) ?? textNode('', null)
    const read = this.#shell(node)
    // Before what is inside: an alias there may mean the node itself.
    if (node?.anchor) this.#anchors.set(node.anchor, read)
    if (isSeq(node) && read.kind === 'list') for (const item of node.items) read.items.push(this.read(item as Node))
    if (isMap(node) && read.kind === 'map')
      for (const pair of node.items) this.#add(read, pair as Pair<Node, Node | null>)
    return read
  }

  #shell(node: Node | null): KeyNode {
    if (isSeq(node)) return { kind: 'list', items: [], each: false }
    if (isMap(node)) return { kind: 'map', entries: new Map(), merged: [] }
    const line = node?.range ? this.#lineOf(node.range[0]) : null
    if (!isScalar(node)) return textNode('', line)
    return textNode(String(node.value ?? ''), line, node.type === 'PLAIN')
  }

  #add(map: Extract<KeyNode, { kind: 'map' }>, { key, value }: Pair<Node, Node | null>): void {
    const name = isScalar(key) ? String(key.value) : ''
    const read = this.read(value)
    if (name === '<<') map.merged.push(...(read.kind === 'list' ? read.items : [read]))
    else map.entries.set(name, map.entries.has(name) ? { kind: 'twice' } : read)
  }
}

/** Only a plain scalar can be a number, and only one that is a number as it stands: not 0x1f, 1_000 or .inf. */
function textNode(text: string, line: number | null, plain = false): KeyNode {
  return { kind: 'text', text, number: plain && /^[-+]?\d+(?:\.\d+)?$/.test(text), line }
}
