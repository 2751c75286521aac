/** A configured tracker id, ready to be tried on single words. */
export interface TrackerPattern {
  /** Text that every id starts with, empty when unknown: a message without it needs no look at its words. */
  prefix: string
  whole: { test(word: string): boolean }
  /** True when an id of letters alone is one all the same, because a record holds it. */
  sure: boolean
}

/**
 * Null for an invalid expression, and for one with so many ways to match a word (`(a+)+`, `a*a*a*a*b`) that a hostile
 * message could keep it busy. mortem.yaml is refused with such a one.
 */
export function trackerPattern(source: string): TrackerPattern | null {
  if (doublings(source) > mostDoublings) return null
  try {
    return { prefix: literalPrefix(source), whole: new RegExp(`^(?:${source})$`, 'u'), sure: false }
  } catch {
    return null
  }
}

/** Ids that records hold, by what they begin with (`code-`, `OPS-`): whole words that need no expression. */
export function idPatterns(ids: Iterable<string>): TrackerPattern[] {
  const byPrefix = new Map<string, Set<string>>()
  for (const id of ids) {
    // A number or a plain word stands in many messages that do not mean it.
    if (!/^(?=.*[A-Za-z])(?=.*[\d-])[\w.-]{3,64}$/.test(id)) continue
    const prefix = /^[A-Za-z]+-?/.exec(id)?.[0] ?? ''
    const group = byPrefix.get(prefix)
    if (group) group.add(id)
    else byPrefix.set(prefix, new Set([id]))
  }
  return [...byPrefix].map(([prefix, group]) => ({ prefix, whole: { test: (word) => group.has(word) }, sure: true }))
}

function literalPrefix(source: string): string {
  if (source.includes('|')) return ''
  const literal = /^[A-Za-z0-9_-]*/.exec(source)?.[0] ?? ''
  const next = source[literal.length]
  // `ab*` and `ab?` need no `b`.
  return next !== undefined && '*?{+'.includes(next) ? literal.slice(0, -1) : literal
}

/** Three repetitions without end, each of which can stop at 64 places of a word. */
const mostDoublings = 18

/** How often the number of ways to match a word of 64 letters doubles, at most: a bound, not the number. */
function doublings(source: string): number {
  // For each open group, the doublings within it so far.
  const open: number[] = [0]
  let last = 0
  const count = (more: number) => {
    open[open.length - 1] = (open.at(-1) as number) + more
  }
  for (let at = 0; at < source.length; at++) {
    const char = source[at] as string
    if (char === '\\') at++
    else if (char === '[') at = endOfClass(source, at)
    else if (char === '(') {
      open.push(0)
      if (source[at + 1] === '?') at++
      continue
    } else if (char === ')' && open.length > 1) {
      last = open.pop() as number
      count(last)
      continue
    } else if (char === '|') count(1)
    else if (char === '?') count(1)
    else if (char === '*' || char === '+') count(last > 0 ? Number.POSITIVE_INFINITY : 6)
    else if (char === '{') {
      const [whole, least = '', comma, most = ''] = /^\{(\d+)(,)?(\d*)\}/.exec(source.slice(at, at + 20)) ?? []
      if (whole === undefined) continue
      // The repeated group was counted once already.
      const times = comma === undefined ? Number(least) : most === '' ? 64 : Number(most)
      count(last * Math.max(0, times - 1))
      if (comma !== undefined) count(most === '' ? 6 : Math.log2(Math.max(1, Number(most) - Number(least) + 1)))
      at += whole.length - 1
    }
    last = 0
  }
  return open.reduce((sum, each) => sum + each, 0)
}

/** Where `[…]` ends; the end of the text when it is not closed. */
function endOfClass(source: string, from: number): number {
  for (let at = from + 1; at < source.length; at++) {
    if (source[at] === '\\') at++
    else if (source[at] === ']') return at
  }
  return source.length
}
