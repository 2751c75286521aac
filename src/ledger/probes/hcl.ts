/**
 * HCL (Terraform, Packer, Nomad) → blocks, attributes and literal values. Nothing is evaluated: an expression is its own
 * text. `resource "a" "b" { x = 1 }` is found as `resource.a.b.x`. One pass, linear.
 */
import { HclScanner } from './hcl-scanner.ts'
import { type KeyNode, Unreadable } from './key-node.ts'

const deepest = 100

/** Functions whose value is that of their only argument, written as something else. */
const encoders = /(?:yamlencode|jsonencode|toset|tolist|tomap|tostring)\(/y

/** @throws Unreadable */
export function readHcl(text: string): KeyNode {
  return new HclReader(text).read()
}

type Where = 'body' | 'object' | 'list'

class HclReader {
  readonly #scan: HclScanner
  #depth = 0

  constructor(text: string) {
    this.#scan = new HclScanner(text)
  }

  read(): KeyNode {
    const body = this.#body()
    if (!this.#scan.ended) throw this.#scan.problem('a } without a {')
    return body
  }

  /** Attributes and blocks up to a `}` or the end. */
  #body(): KeyNode {
    this.#deeper()
    const entries = new Map<string, KeyNode>()
    for (this.#scan.skipBlank(true); !this.#scan.ended && this.#scan.peek() !== '}'; this.#scan.skipBlank(true)) {
      const name = this.#scan.name()
      if (name === null) throw this.#scan.problem('no name of an attribute or block')
      this.#scan.skipBlank(false)
      if (this.#scan.peek() === '=') {
        this.#scan.step()
        add(entries, name, this.#value('body'))
      } else addBlock(entries, name, this.#block())
    }
    this.#depth--
    return { kind: 'map', entries, merged: [] }
  }

  /** The labels and the body behind a block's type. */
  #block(): KeyNode {
    const labels: string[] = []
    for (; this.#scan.peek() !== '{'; this.#scan.skipBlank(false)) {
      const label = this.#scan.peek() === '"' ? this.#scan.string() : this.#scan.name()
      if (label === null) throw this.#scan.problem('neither = nor { behind a name')
      labels.push(label)
      if (labels.length > deepest) throw this.#scan.problem(`more than ${deepest} labels`)
    }
    this.#scan.step()
    const body = this.#body()
    if (this.#scan.peek() !== '}') throw this.#scan.problem('a { without a }')
    this.#scan.step()
    return labels.reduceRight<KeyNode>(
      (inner, label) => ({ kind: 'map', entries: new Map([[label, inner]]), merged: [] }),
      body,
    )
  }

  /** A value, or the text of an expression that is more than one. */
  #value(where: Where): KeyNode {
    this.#deeper()
    this.#scan.skipBlank(where === 'list')
    const start = this.#scan.at
    const line = this.#scan.line
    const literal = this.#literal(line)
    this.#scan.skipBlank(where === 'list')
    const next = this.#scan.peek()
    const ends = this.#scan.ended || ',]})'.includes(next) || (where !== 'list' && '\r\n'.includes(next))
    this.#depth--
    if (literal !== null && ends) return literal
    const text = `${this.#scan.since(start)}${this.#scan.expression(where !== 'list')}`.trim().replace(/\s+/g, ' ')
    if (text === '') throw this.#scan.problem('no value')
    return { kind: 'text', text, number: false, line }
  }

  #literal(line: number): KeyNode | null {
    const next = this.#scan.peek()
    if (next === '"') return { kind: 'text', text: this.#scan.string(), number: false, line }
    if (next === '[') return this.#list()
    if (next === '{') return this.#object()
    if (this.#scan.startsWith('<<')) {
      const text = this.#scan.heredoc()
      return text === null ? null : { kind: 'text', text, number: false, line }
    }
    const number = this.#scan.take(/-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?(?![\w.])/y)
    if (number !== null) return { kind: 'text', text: number, number: true, line }
    const word = this.#scan.take(/(?:true|false|null)(?![\w.[(-])/y)
    if (word !== null) return { kind: 'text', text: word, number: false, line }
    return this.#encoded()
  }

  #encoded(): KeyNode | null {
    const call = this.#scan.take(encoders)
    if (call === null) return null
    const value = this.#value('list')
    if (this.#scan.peek() === ',') this.#scan.step()
    this.#scan.skipBlank(true)
    if (this.#scan.peek() !== ')') return this.#open()
    this.#scan.step()
    return value
  }

  /** A call that turned out to have more arguments: the rest up to its `)` is taken, and it has no literal value. */
  #open(): null {
    while (!this.#scan.ended && this.#scan.peek() !== ')') {
      this.#scan.expression(false)
      if (this.#scan.peek() === ',') this.#scan.step()
      else if (this.#scan.peek() !== ')') throw this.#scan.problem('a ( without a )')
    }
    this.#scan.step()
    return null
  }

  #list(): KeyNode | null {
    if (this.#scan.take(/\[\s*for\s/y) !== null) return this.#comprehension(']')
    this.#scan.step()
    const items: KeyNode[] = []
    for (this.#scan.skipBlank(true); this.#scan.peek() !== ']'; this.#scan.skipBlank(true)) {
      if (this.#scan.ended) throw this.#scan.problem('a [ without a ]')
      items.push(this.#value('list'))
      if (this.#scan.peek() === ',') this.#scan.step()
      else if (this.#scan.peek() !== ']') throw this.#scan.problem('a [ without a ]')
    }
    this.#scan.step()
    return { kind: 'list', items, each: false }
  }

  #object(): KeyNode | null {
    if (this.#scan.take(/\{\s*for\s/y) !== null) return this.#comprehension('}')
    this.#scan.step()
    const entries = new Map<string, KeyNode>()
    for (this.#scan.skipBlank(true); this.#scan.peek() !== '}'; this.#scan.skipBlank(true)) {
      if (this.#scan.ended) throw this.#scan.problem('a { without a }')
      const key = this.#scan.peek() === '"' ? this.#scan.string() : this.#scan.objectKey()
      this.#scan.skipBlank(false)
      if (key === null || (this.#scan.peek() !== '=' && this.#scan.peek() !== ':'))
        throw this.#scan.problem('no = or : behind a key')
      this.#scan.step()
      add(entries, key, this.#value('object'))
      if (this.#scan.peek() === ',') this.#scan.step()
    }
    this.#scan.step()
    return { kind: 'map', entries, merged: [] }
  }

  #comprehension(end: string): null {
    while (!this.#scan.ended && this.#scan.peek() !== end) {
      this.#scan.expression(false)
      if (this.#scan.peek() === ',') this.#scan.step()
      else if (this.#scan.peek() !== end) throw this.#scan.problem(`a for without its ${end}`)
    }
    this.#scan.step()
    return null
  }

  #deeper(): void {
    if (++this.#depth > deepest) throw new Unreadable(`line ${this.#scan.line}: nested deeper than ${deepest} levels`)
  }
}

function add(entries: Map<string, KeyNode>, name: string, value: KeyNode): void {
  entries.set(name, entries.has(name) ? { kind: 'twice' } : value)
}

function addBlock(entries: Map<string, KeyNode>, type: string, block: KeyNode): void {
  const known = entries.get(type)
  if (known?.kind === 'list' && known.each) known.items.push(block)
  else add(entries, type, { kind: 'list', items: [block], each: true })
}
