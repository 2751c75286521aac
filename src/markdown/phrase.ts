/** Inline text as nodes: what a heading, a list item or a cell of a table holds. Data comes in only as text. */
import type { PhrasingContent } from 'mdast'
import { safeAddress } from './address.ts'
import { stringifyPhrase, textOf } from './processor.ts'
import { inline, visible } from './visible.ts'

export class Phrase {
  /** Adjacent texts are one node, and no blank begins or ends the phrase: both are what a parser would give back. */
  readonly nodes: readonly PhrasingContent[]

  constructor(nodes: readonly PhrasingContent[]) {
    this.nodes = trimmed(merged(nodes))
  }

  static readonly empty = new Phrase([])

  /** Plain text of any origin; Markdown in it is shown, not obeyed. */
  static text(text: string): Phrase {
    return new Phrase([{ type: 'text', value: visible(text) }])
  }

  static code(text: string): Phrase {
    const value = visible(text)
    return value ? new Phrase([{ type: 'inlineCode', value }]) : Phrase.empty
  }

  /** A link, or only its label when the address is not one that a document may lead to. */
  static link(address: string, label: Phrase | string): Phrase {
    const inner = typeof label === 'string' ? Phrase.text(label) : label
    const url = safeAddress(address)
    return url === null ? inner : inner.wrapped((children) => ({ type: 'link', url, children: children as [] }))
  }

  static join(parts: readonly Phrase[], separator: string): Phrase {
    const filled = parts.filter((part) => !part.isEmpty)
    const between: PhrasingContent = { type: 'text', value: separator }
    return new Phrase(filled.flatMap((part, i) => (i ? [between, ...part.nodes] : [...part.nodes])))
  }

  get strong(): Phrase {
    return this.wrapped((children) => ({ type: 'strong', children }))
  }

  get emphasised(): Phrase {
    return this.wrapped((children) => ({ type: 'emphasis', children }))
  }

  get struck(): Phrase {
    return this.wrapped((children) => ({ type: 'delete', children }))
  }

  get isEmpty(): boolean {
    return this.nodes.length === 0
  }

  /** What a reader sees. */
  get plain(): string {
    return textOf(this.nodes)
  }

  /** Markdown that is safe at every place of a template. */
  toString(): string {
    return stringifyPhrase(withoutPipedCode(this.nodes, /\|/))
  }

  private wrapped(wrap: (children: PhrasingContent[]) => PhrasingContent): Phrase {
    return this.isEmpty ? this : new Phrase([wrap([...this.nodes])])
  }
}

/** phrase`${commit} of ${date}`: the literal parts are the product's own words, the rest is text or phrases. */
export function phrase(words: TemplateStringsArray, ...values: (Phrase | string | number)[]): Phrase {
  return new Phrase(
    words.flatMap((word, i) => {
      const value = values[i]
      const own: PhrasingContent = { type: 'text', value: word }
      if (value === undefined) return [own]
      return [own, ...(value instanceof Phrase ? value : Phrase.text(String(value))).nodes]
    }),
  )
}

/**
 * Code that no cell can hold becomes text. Inside a table a pipe in code is written `\|`, so a backslash before a pipe
 * cannot be written there at all; outside, the `\` of `\|` would show. A phrase that must be safe in both places has
 * no code with pipes.
 */
export function withoutPipedCode(nodes: readonly PhrasingContent[], which: RegExp): PhrasingContent[] {
  return merged(
    nodes.map((node): PhrasingContent => {
      if (node.type === 'inlineCode' && which.test(node.value)) return { type: 'text', value: node.value }
      if (!('children' in node)) return node
      return { ...node, children: withoutPipedCode(node.children, which) } as PhrasingContent
    }),
  )
}

function merged(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  const result: PhrasingContent[] = []
  for (const node of nodes) {
    const last = result.at(-1)
    if (node.type === 'text' && node.value === '') continue
    if (node.type === 'text' && last?.type === 'text') {
      result[result.length - 1] = { type: 'text', value: inline(last.value + node.value) }
    } else result.push(node)
  }
  return result
}

function trimmed(nodes: PhrasingContent[]): PhrasingContent[] {
  const result = [...nodes]
  for (const [at, trim] of [
    [0, (value: string) => value.trimStart()],
    [-1, (value: string) => value.trimEnd()],
  ] as const) {
    const node = result.at(at)
    if (node?.type !== 'text') continue
    const value = trim(node.value)
    result.splice(at, 1, ...(value ? [{ type: 'text' as const, value }] : []))
  }
  return result
}
