/** A configured tracker id, ready to be tried on single words. */
export interface TrackerPattern {
  /** Text that every id starts with, empty when unknown: a message without it needs no look at its words. */
  prefix: string
  whole: RegExp
}

/**
 * Null for an invalid expression, since configuration is checked elsewhere and a parser of messages never throws, and
 * for one that repeats a repetition (`(a+)+`): on 64 letters that would take longer than the machine lasts.
 */
export function trackerPattern(source: string): TrackerPattern | null {
  if (repeatsRepetition(source)) return null
  try {
    return { prefix: literalPrefix(source), whole: new RegExp(`^(?:${source})$`, 'u') }
  } catch {
    return null
  }
}

function literalPrefix(source: string): string {
  if (source.includes('|')) return ''
  const literal = /^[A-Za-z0-9_-]*/.exec(source)?.[0] ?? ''
  const next = source[literal.length]
  // `ab*` and `ab?` need no `b`.
  return next !== undefined && '*?{+'.includes(next) ? literal.slice(0, -1) : literal
}

/** A group that holds a choice or a repetition and is repeated itself. */
function repeatsRepetition(source: string): boolean {
  const varies: boolean[] = []
  let inClass = false
  for (let at = 0; at < source.length; at++) {
    const char = source[at]
    if (char === '\\') at++
    else if (inClass) inClass = char !== ']'
    else if (char === '[') inClass = true
    else if (char === '(') varies.push(false)
    else if (char === ')') {
      const inner = varies.pop() ?? false
      const next = source[at + 1]
      if (inner && (next === '*' || next === '+' || next === '{')) return true
      if (inner && varies.length > 0) varies[varies.length - 1] = true
    } else if (varies.length > 0 && (char === '*' || char === '+' || char === '{' || char === '|')) {
      varies[varies.length - 1] = true
    }
  }
  return false
}
