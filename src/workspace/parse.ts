/**
 * YAML text → nodes with positions. Only null, true and false are resolved: every other plain scalar stays the text
 * that was written, because YAML's core schema reads the commit 4e882989 as Infinity and 01955916 as a number.
 */
import { Composer, type Document, type ParsedNode, Parser, type YAMLError } from 'yaml'

/** Deeper than any record; the composer recurses and overflows the stack at about 800 (yaml 2.9.1, Node 20). */
const deepest = 100
/** A record of 40 KB has 3000; the composer takes 16 s for a megabyte of commas, each of them an error. */
const most = 100_000

/** What this file needs of the package's concrete syntax tokens. */
interface Token {
  type: string
  offset: number
  value?: Token
  items?: { start: unknown[]; key?: Token | null; value?: Token }[]
}

export interface Parsed {
  document: Document.Parsed | null
  errors: readonly YAMLError[]
  /** Where a limit was passed, and in words which; the text was not read then. */
  refused: { offset: number; problem: string } | null
  /** Where a second document begins. */
  second: number | null
}

export function parseYaml(text: string): Parsed {
  const tokens = [...new Parser().parse(text)] as Token[]
  const documents = tokens.filter((token) => token.type === 'document')
  const second = documents[1]?.offset ?? null
  const refused = firstExcess(tokens)
  if (refused !== null) return { document: null, errors: [], refused, second }
  const first = second === null ? tokens : tokens.slice(0, tokens.indexOf(documents[1] as Token))
  const [document] = new Composer({
    schema: 'failsafe',
    customTags: ['null', 'bool'],
    resolveKnownTags: false,
    merge: false,
    stringKeys: true,
    // The package compares each key with each other; src/workspace/value.ts finds duplicates in linear time.
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  }).compose(first as never, true, text.length)
  const parsed = document as Document.Parsed<ParsedNode> | undefined
  return {
    document: parsed ?? null,
    errors: parsed ? [...parsed.errors, ...parsed.warnings] : [],
    refused: null,
    second,
  }
}

/** The first token beyond a limit; without recursion, since it looks for what recursion cannot take. */
function firstExcess(roots: readonly Token[]): Parsed['refused'] {
  const stack = roots.map((token) => ({ token, depth: 0 })).reverse()
  let values = 0
  for (let top = stack.pop(); top; top = stack.pop()) {
    const { token, depth } = top
    if (token.items && depth > deepest)
      return { offset: token.offset, problem: `is nested deeper than ${deepest} levels` }
    const { items = [], value } = token
    for (const { start } of items) values += 1 + start.length
    if (values > most) return { offset: token.offset, problem: `holds more than ${most} keys, items and comments` }
    for (const item of items.toReversed())
      for (const inner of [item.value, item.key]) if (inner) stack.push({ token: inner, depth: depth + 1 })
    if (value) stack.push({ token: value, depth: depth + 1 })
  }
  return null
}
