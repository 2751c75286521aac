/** The line of a file that is most like what was looked for: what a person wants to see when it is not there. */

/** Lines and characters of each that are compared; the rest of a large file is not worth the time. */
const mostLines = 20_000
const longest = 300
/** Share of pairs of letters in common from which a line is like another. */
const enough = 0.4

/** Null when no line is like it. */
export function nearestLine(text: string, wanted: string): string | null {
  const target = pairsOf(plain(wanted))
  const first = /[\p{L}\p{N}]{3,}/u.exec(wanted)?.[0] ?? ''
  let best: { line: string; score: number } | null = null
  for (const [at, whole] of text.split(/\r?\n/, mostLines).entries()) {
    const line = whole.trim().slice(0, longest)
    // Most lines have nothing of it; a word in common is cheap to ask for.
    if (line === '' || (at > 2_000 && !line.includes(first))) continue
    const score = likeness(target, pairsOf(plain(line)))
    if (score >= enough && score > (best?.score ?? 0)) best = { line, score }
  }
  return best?.line ?? null
}

/** The text that an expression spells out, for comparing: escapes and repetitions off, classes and groups opened. */
export function spelledOut(pattern: string): string {
  return pattern
    .replace(/\\[dwsDWSbB]|\[[^\]]{0,200}\]|[*+?^$()|]|\{\d{0,4},?\d{0,4}\}/g, '')
    .replace(/\\(.)/g, '$1')
    .slice(0, longest)
}

function plain(text: string): string {
  return text.trim().toLowerCase().replace(/\s+/g, ' ')
}

function pairsOf(text: string): Map<string, number> {
  const pairs = new Map<string, number>()
  for (let at = 0; at + 1 < text.length; at++) {
    const pair = text.slice(at, at + 2)
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1)
  }
  return pairs
}

/** Twice the pairs in common over all pairs, 0 to 1. */
function likeness(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let common = 0
  let all = 0
  for (const count of a.values()) all += count
  for (const [pair, count] of b) {
    all += count
    common += Math.min(count, a.get(pair) ?? 0)
  }
  return all === 0 ? 0 : (2 * common) / all
}
