/** Lines as wide as a terminal, broken at blanks; what follows a break keeps the line's own margin, and two columns more. */
export function wrap(line: string, width: number): string[] {
  const margin = /^ */.exec(line)?.[0] ?? ''
  const inner = `${margin}  `
  const found: string[] = []
  let rest = line
  while (rest.length > width) {
    const blank = rest.lastIndexOf(' ', width)
    // A word that is wider than the terminal is broken where it ends.
    const at = blank > inner.length ? blank : Math.max(width, inner.length + 1)
    found.push(rest.slice(0, at))
    rest = `${inner}${rest.slice(at).trimStart()}`
  }
  return rest.trim() === '' ? found : [...found, rest]
}
