/** Changed lines as a bag, to ask how many of one commit's lines another one has. */
import type { PathLines } from '../history.ts'

export interface LineBag {
  /** `path`, NUL, line without blanks at its ends → how often. */
  counts: Map<string, number>
  size: number
  /** Letters and digits in all lines: what tells one change from another. */
  letters: number
}

/** Lines that say something, by path: one without a letter or digit (a brace, a rule) counts for nothing. */
export function linesOf(files: readonly PathLines[], side: 'added' | 'removed'): LineBag {
  const bag: LineBag = { counts: new Map(), size: 0, letters: 0 }
  for (const file of files)
    for (const line of file[side]) {
      const text = line.trim()
      const letters = text.replace(/[^\p{L}\p{N}]+/gu, '').length
      if (letters === 0) continue
      const key = `${file.path}\0${text}`
      bag.counts.set(key, (bag.counts.get(key) ?? 0) + 1)
      bag.size++
      bag.letters += letters
    }
  return bag
}

/** How many of `wanted`'s lines `other` holds, each as often. */
export function shared(wanted: LineBag, other: LineBag): number {
  let held = 0
  for (const [key, count] of wanted.counts) held += Math.min(count, other.counts.get(key) ?? 0)
  return held
}

/** Share of `wanted`'s lines that `other` holds, 0 to 1; 1 when there are none. */
export function share(wanted: LineBag, other: LineBag): number {
  return wanted.size === 0 ? 1 : shared(wanted, other) / wanted.size
}
