/** The lines in which two texts differ. */
import { shown } from '../markdown/visible.ts'

/** More pairs of lines than this are not compared: the whole stretch is then shown as changed. */
const mostPairs = 4_000_000

/** As `  - before` and `  + after`, in order; what is between changes is left out. */
export function changedLines(before: string, after: string): string[] {
  const [old, now] = [before.split(/\r?\n/), after.split(/\r?\n/)]
  let start = 0
  while (start < old.length && start < now.length && old[start] === now[start]) start++
  let end = 0
  while (end < old.length - start && end < now.length - start && old.at(-1 - end) === now.at(-1 - end)) end++
  return differences(old.slice(start, old.length - end), now.slice(start, now.length - end))
}

function differences(old: readonly string[], now: readonly string[]): string[] {
  const minus = (line: string) => `  - ${shown(line)}`
  const plus = (line: string) => `  + ${shown(line)}`
  if (old.length * now.length > mostPairs) return [...old.map(minus), ...now.map(plus)]
  const common = commonFrom(old, now)
  const rows: string[] = []
  let [i, j] = [0, 0]
  while (i < old.length || j < now.length) {
    const [mine, other] = [old[i], now[j]]
    if (mine !== undefined && mine === other) [i, j] = [i + 1, j + 1]
    else if (mine !== undefined && (other === undefined || common(i + 1, j) >= common(i, j + 1))) {
      rows.push(minus(mine))
      i++
    } else if (other !== undefined) {
      rows.push(plus(other))
      j++
    }
  }
  return rows
}

/** How many lines the rest of both, from these places on, can have in common. */
function commonFrom(old: readonly string[], now: readonly string[]): (i: number, j: number) => number {
  const width = now.length + 1
  const table = new Uint32Array((old.length + 1) * width)
  const at = (i: number, j: number) => table[i * width + j] ?? 0
  for (let i = old.length - 1; i >= 0; i--)
    for (let j = now.length - 1; j >= 0; j--)
      table[i * width + j] = old[i] === now[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  return at
}
