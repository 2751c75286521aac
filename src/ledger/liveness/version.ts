/** Version numbers in a line: a line that only names a higher one still does what it did. */

const token = /(?<![\w.])v?\d+(?:\.\d+){1,3}(?:[-+][0-9A-Za-z.-]+)?(?![\w.])/g
/** `actions/checkout@v4`, `postgres:15`. */
const single = /(?<=@)v?\d+(?![\w.])|(?<=[\w]:)\d+(?=["\s]|$)/g
/** Names of builds: nobody can tell which of two is higher. */
const opaque =
  /sha256:[0-9a-f]{64}|\b[0-9a-f]{40}\b|(?<=[:@/=-])(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{7,16}(?![\w.])/g
const context = /version|\btag\b|image|chart|release|revision|\buses\b|\bFROM\b|~>|required_/i
const imageContext = /image|\bFROM\b|\buses\b|\btag\b/i

export interface Versioned {
  /** The line with each version replaced by a mark: equal for lines that differ in versions only. */
  template: string
  versions: string[]
}

/** The line's versions, null when it has none. */
export function versioned(line: string): Versioned | null {
  const versions: string[] = []
  const named = context.test(line)
  let template = line.replace(opaque, '\u0002').replace(token, (found) => {
    if (!isVersion(found, named)) return found
    versions.push(found)
    return '\u0001'
  })
  if (imageContext.test(line))
    template = template.replace(single, (found) => {
      versions.push(found)
      return '\u0001'
    })
  return template === line ? null : { template, versions }
}

/** Three numbers are a version, two only where the line speaks of one, four without a letter are an address. */
function isVersion(text: string, named: boolean): boolean {
  const numbers = text.split(/[-+]/)[0]?.split('.') ?? []
  if (numbers.length === 4 && !text.startsWith('v')) return named
  return numbers.length === 3 || named || text.startsWith('v')
}

/** True when no version of `now` is lower than its counterpart in `then`. */
export function isNotLower(then: readonly string[], now: readonly string[]): boolean {
  return then.length === now.length && then.every((version, n) => compare(version, now[n] as string) <= 0)
}

function compare(a: string, b: string): number {
  const [left, right] = [numbersOf(a), numbersOf(b)]
  for (let n = 0; n < Math.max(left.length, right.length); n++) {
    const difference = (left[n] ?? 0) - (right[n] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

/** `v2026.2.6-patch3` compares as 2026.2.6. */
function numbersOf(version: string): number[] {
  return (version.replace(/^v/, '').split(/[-+]/)[0] ?? '').split('.').map(Number)
}
