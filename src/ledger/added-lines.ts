/** What a change of a file added: the lines that the text before did not have, moved ones left out. */

/** Longer lines are data: encoded, encrypted, minified. */
const longestLine = 2_000
/** A file that is new can be a whole vendored library. */
const mostLines = 500

/** Lines of `after` beyond those of `before`, by occurrence. Linear. */
export function addedLines(before: string, after: string): string[] {
  const [from, to, fromEnd] = middle(before, after)
  const had = new Map<string, number>()
  for (const line of before.slice(from, fromEnd).split('\n')) had.set(line, (had.get(line) ?? 0) + 1)
  const added: string[] = []
  for (const line of after.slice(from, to).split('\n')) {
    const left = had.get(line) ?? 0
    if (left > 0) had.set(line, left - 1)
    else if (line.length <= longestLine && line.trim() !== '' && added.push(line) >= mostLines) break
  }
  return added
}

/** Start of what differs, its end in `after` and its end in `before`, at line ends: large files change in few places. */
function middle(before: string, after: string): [number, number, number] {
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++
  start = start === 0 ? 0 : after.lastIndexOf('\n', start - 1) + 1
  let tail = 0
  const most = shorter - start
  while (tail < most && before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail))
    tail++
  // Back to a whole line.
  const end = after.indexOf('\n', after.length - tail)
  tail = tail === 0 || end === -1 ? 0 : after.length - end
  return [start, after.length - tail, before.length - tail]
}

/** Files whose lines nobody wrote. */
const generated =
  /(?:^|\/)(?:package-lock\.json|pnpm-lock\.yaml|yarn\.lock|go\.sum|\.terraform\.lock\.hcl)$|\.(?:lock|min\.js|map|svg|snap)$/i

export function isGenerated(path: string): boolean {
  return generated.test(path)
}
