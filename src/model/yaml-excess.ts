/** YAML that its reader could not take: too deep for its recursion, or too many entries for its patience. */

/** Deeper than any record; the composer recurses and overflows the stack at about 800 (yaml 2.9.1, Node 20). */
const deepest = 100
/** A record of 40 KB has 3000; the composer takes 16 s for a megabyte of commas, each of them an error. */
const most = 100_000

/** What this file needs of the concrete syntax tokens of the package `yaml`. */
export interface YamlToken {
  type: string
  offset: number
  value?: YamlToken
  items?: { start: unknown[]; key?: YamlToken | null; value?: YamlToken }[]
}

/** Where a limit was passed, and in words which. */
export interface YamlExcess {
  offset: number
  problem: string
}

/** The first token beyond a limit; without recursion, since it looks for what recursion cannot take. */
export function firstExcess(roots: readonly YamlToken[]): YamlExcess | null {
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
