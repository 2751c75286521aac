import fc from 'fast-check'
import type { Nodes } from 'mdast'
import { visit } from 'unist-util-visit'
import { describe, expect, test } from 'vitest'
import { Block, list } from '../../src/markdown/block.ts'
import { Phrase, phrase } from '../../src/markdown/phrase.ts'
import { parse, textOf } from '../../src/markdown/processor.ts'
import { blockOf, isPlain, phraseOf } from '../../src/markdown/prose.ts'
import { table } from '../../src/markdown/table.ts'
import { visible } from '../../src/markdown/visible.ts'
import { nasty } from './nasty.ts'

const runs = { numRuns: Number(process.env.RUNS ?? 500) }

/** The places a template can put a phrase, and how to find it again. */
const places = [
  ['a paragraph', 'paragraph', (p: Phrase) => `${p}`],
  ['a heading', 'heading', (p: Phrase) => `## ${p}`],
  ['a list item', 'paragraph', (p: Phrase) => `- ${p}`],
  ['a cell of a template', 'tableCell', (p: Phrase) => `| ${p} |\n| --- |`],
  ['a table', 'tableCell', (p: Phrase) => `${table([p, Phrase.text('x')], [[Phrase.text('y'), Phrase.text('z')]])}`],
  ['a list', 'paragraph', (p: Phrase) => `${list([p])}`],
] as const

describe.each(places)('in %s', (_, type, place) => {
  test('text from data is that text', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const wanted = visible(text)
        fc.pre(wanted !== '')
        expect(read(place(Phrase.text(text)), type)).toEqual({ texts: wanted, only: 1, html: 0 })
      }),
      runs,
    )
  })

  test('Markdown from data, on one line, reads as it was meant', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const wanted = phraseOf(text)
        fc.pre(!wanted.isEmpty)
        expect(read(place(wanted), type)).toEqual({ texts: wanted.plain, only: 1, html: 0 })
      }),
      runs,
    )
  })

  test('phrases of several parts read as their parts', () => {
    fc.assert(
      fc.property(nasty, nasty, nasty, (a, b, c) => {
        const wanted = phrase`${Phrase.text(a).strong} ${Phrase.code(b)}: ${Phrase.text(c)}${Phrase.link('https://x.y/a|b', a)}`
        expect(read(place(wanted), type)).toEqual({ texts: wanted.plain, only: 1, html: 0 })
      }),
      runs,
    )
  })
})

test('Markdown of several blocks keeps its text and makes no HTML, definition, footnote or heading', () => {
  fc.assert(
    fc.property(fc.array(nasty, { minLength: 1, maxLength: 4 }), (parts) => {
      const block = blockOf(parts.join('\n'))
      const tree = parse(`before\n\n${block}\n\nafter\n`)
      const types = new Set<string>()
      visit(tree, (node) => void types.add(node.type))
      for (const type of ['html', 'definition', 'footnoteDefinition', 'footnoteReference', 'heading', 'linkReference'])
        expect(types).not.toContain(type)
      expect(textOf(tree.children[0])).toBe('before')
      expect(textOf(tree.children.at(-1))).toBe('after')
      expect(leaves(tree.children.slice(1, -1))).toEqual(leaves(block.nodes))
    }),
    runs,
  )
})

test('text that is plain enough to skip the parser reads the same with it', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'abcÄ01 .,:;-+=#()\'"%/?{}$é障') }), (text) => {
      fc.pre(isPlain(text))
      expect(Phrase.text(text).plain).toBe(visible(textOf(parse(text))))
    }),
    runs,
  )
})

test('an empty phrase and block say so', () => {
  expect(Phrase.text(' \n').isEmpty).toBe(true)
  expect(Phrase.code('').strong.isEmpty).toBe(true)
  expect(blockOf('[a]: b').isEmpty).toBe(true)
  expect(`${new Block([])}${table([Phrase.text('a')], [])}${list([])}`).toBe('')
})

/** What a parser sees: the text of the first node of a type, how many there are apart from the frame's own, any HTML. */
function read(markdown: string, type: string) {
  const found: Nodes[] = []
  let html = 0
  visit(parse(markdown), (node) => {
    if (node.type === type) found.push(node)
    if (node.type === 'html') html++
  })
  const frame =
    type === 'tableCell' ? found.slice(1).filter((node) => !/^[xyz]$/.test(textOf(node))).length : found.length - 1
  return { texts: textOf(found[0]), only: frame + 1, html }
}

/** The text of every paragraph, cell and code block, however they are nested. */
function leaves(nodes: readonly Nodes[]): string[] {
  return nodes.flatMap((node): string[] => {
    if (node.type === 'paragraph' || node.type === 'tableCell' || node.type === 'code')
      return [`${node.type} ${textOf(node)}`]
    return 'children' in node ? leaves(node.children) : [node.type]
  })
}
