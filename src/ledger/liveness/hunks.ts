/** Where two texts differ, line by line: quick and good enough to skip what is the same, not the shortest of all diffs. */

/** Lines `[start, end)` of the old text that became lines `[from, to)` of the new one. */
export interface Hunk {
  start: number
  end: number
  from: number
  to: number
}

/** Lines further apart are not put together again: all up to the common end is one hunk then. */
const furthest = 100
/** So many lines must agree for two places to be the same one. */
const sure = 3

export function hunksOf(before: readonly string[], after: readonly string[]): Hunk[] {
  const { start, end } = common(before, after)
  const [most, last] = [before.length - end, after.length - end]
  const hunks: Hunk[] = []
  let [a, b] = [start, start]
  while (a < most || b < last) {
    if (a < most && b < last && before[a] === after[b]) {
      a++
      b++
      continue
    }
    const [skipA, skipB] = nextMeeting(before, after, a, b, most, last)
    hunks.push({ start: a, end: a + skipA, from: b, to: b + skipB })
    a += skipA
    b += skipB
  }
  return hunks
}

/** Lines that are the same at the start, and at the end. */
function common(a: readonly string[], b: readonly string[]): { start: number; end: number } {
  const least = Math.min(a.length, b.length)
  let start = 0
  while (start < least && a[start] === b[start]) start++
  let end = 0
  while (end < least - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++
  return { start, end }
}

function nextMeeting(
  before: readonly string[],
  after: readonly string[],
  a: number,
  b: number,
  most: number,
  last: number,
): [number, number] {
  for (let sum = 1; sum <= furthest; sum++)
    for (let skipA = Math.max(0, sum - (last - b)); skipA <= Math.min(sum, most - a); skipA++) {
      const skipB = sum - skipA
      if (meet(before, after, a + skipA, b + skipB, most, last)) return [skipA, skipB]
    }
  return [most - a, last - b]
}

function meet(
  before: readonly string[],
  after: readonly string[],
  a: number,
  b: number,
  most: number,
  last: number,
): boolean {
  for (let n = 0; n < sure; n++) {
    if (a + n >= most || b + n >= last) return a + n === most && b + n === last
    if (before[a + n] !== after[b + n]) return false
  }
  return true
}
