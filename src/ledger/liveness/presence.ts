/** Whether a watched line is as its commit left it, in a later text of its file. */
import { telling, type WatchedLine } from './footprint.ts'
import type { TextIndex } from './text-index.ts'
import { isNotLower, versioned } from './version.ts'

/** Lines of weight between a line and its kin. */
const near = 8

export function isAsLeft(line: WatchedLine, text: TextIndex): boolean {
  return line.removed ? !isBack(line, text) : isThere(line, text)
}

/** Back: more of it than the commit left below its own headers. */
function isBack({ key, place, below }: WatchedLine, text: TextIndex): boolean {
  return text.countBelow(place, key) > below
}

function isThere(line: WatchedLine, text: TextIndex): boolean {
  const { key, place, below, whole } = line
  if (text.countBelow(place, key) >= below) return true
  const elsewhere = text.count(key) >= whole
  // It stood once in the file and still does, somewhere else: moved, when there is no mistaking it.
  if (elsewhere && whole === 1 && (key.length >= telling || !text.hasPlace(place))) return true
  if (elsewhere && !text.hasPlace(place) && isAmongKin(line, text)) return true
  return isHigherVersion(line, text) || isLaidOutAnew(line, text) || isGrownList(line, text)
}

/** Its headers were renamed or moved; the lines that stood with it still stand with one like it. */
function isAmongKin({ key, kin }: WatchedLine, text: TextIndex): boolean {
  const positions = text.positions(key)
  return kin.some((each) => {
    const [at, another] = text.positions(each)
    return at !== undefined && another === undefined && positions.some((n) => Math.abs(n - at) <= near)
  })
}

function isHigherVersion({ key, place }: WatchedLine, text: TextIndex): boolean {
  const then = versioned(key)
  if (!then) return false
  return text.versionsOf(then.template, place).some((now) => isNotLower(then.versions, now))
}

/** Part of a longer line now, or spread over several. */
function isLaidOutAnew({ key }: WatchedLine, text: TextIndex): boolean {
  if (key.length < telling || text.count(key) > 0 || !text.holds(longestWord(key))) return false
  const flat = text.flat()
  const wanted = key.replace(/,([\])}])/g, '$1')
  for (let at = flat.indexOf(wanted); at >= 0; at = flat.indexOf(wanted, at + 1)) {
    const [before, after] = [flat[at - 1] ?? '\n', flat[at + wanted.length] ?? '\n']
    if (/[\n{}()[\],]/.test(before) && /[\n{}()[\],]/.test(after)) return true
  }
  return false
}

/** Taking a whole text apart anew is dear; most lines that are gone are not in it at all. */
function longestWord(key: string): string {
  return key.split(/[^\p{L}\p{N}_-]+/u).reduce((best, word) => (word.length > best.length ? word : best), '')
}

/** `["a", "b"]` that holds a third item now. */
function isGrownList({ key }: WatchedLine, text: TextIndex): boolean {
  const list = key.endsWith(']') ? listOf(key) : null
  if (!list || list.items.length === 0 || !text.holds(list.items[0] as string)) return false
  const flat = text.flat()
  const at = flat.indexOf(`${list.head}[`)
  if (at < 0) return false
  const now = listOf(flat.slice(at, at + 4_000))
  return now !== null && list.items.every((item) => now.items.includes(item))
}

/** A list that a whole line assigns: `hosts=["a","b"]`. An index or a range (`rate(x[5m])`) is none. */
function listOf(text: string): { head: string; items: string[] } | null {
  const open = text.indexOf('[')
  const close = text.indexOf(']', open)
  if (open < 1 || close < 0 || !/[=:]$/.test(text.slice(0, open))) return null
  return {
    head: text.slice(0, open),
    items: text
      .slice(open + 1, close)
      .split(',')
      .filter(Boolean),
  }
}
