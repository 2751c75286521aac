/**
 * YAML text → nodes with positions. Only null, true and false are resolved: every other plain scalar stays the text
 * that was written, because YAML's core schema reads the commit 4e882989 as Infinity and 01955916 as a number.
 */
import { Composer, type Document, type ParsedNode, Parser, type YAMLError } from 'yaml'
import { firstExcess, type YamlExcess, type YamlToken } from '../model/yaml-excess.ts'

export interface Parsed {
  document: Document.Parsed | null
  errors: readonly YAMLError[]
  /** Where a limit was passed, and in words which; the text was not read then. */
  refused: YamlExcess | null
  /** Where a second document begins. */
  second: number | null
}

export function parseYaml(text: string): Parsed {
  const tokens = [...new Parser().parse(text)] as YamlToken[]
  const documents = tokens.filter((token) => token.type === 'document')
  const second = documents[1]?.offset ?? null
  const refused = firstExcess(tokens)
  if (refused !== null) return { document: null, errors: [], refused, second }
  const first = second === null ? tokens : tokens.slice(0, tokens.indexOf(documents[1] as YamlToken))
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
