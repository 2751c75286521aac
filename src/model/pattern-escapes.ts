/** What stands behind a backslash in an expression. */
import type { Characters } from './pattern.ts'

export const wordRanges = [
  [48, 57],
  [65, 90],
  [95, 95],
  [97, 122],
] as const

const digits = [[48, 57]] as const
const blanks = [
  [9, 13],
  [32, 32],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
  [0xfeff, 0xfeff],
] as const

const classes: Record<string, Characters> = {
  d: { ranges: digits, negated: false },
  D: { ranges: digits, negated: true },
  w: { ranges: wordRanges, negated: false },
  W: { ranges: wordRanges, negated: true },
  s: { ranges: blanks, negated: false },
  S: { ranges: blanks, negated: true },
}

const controls: Record<string, number> = { t: 9, n: 10, v: 11, f: 12, r: 13, '0': 0 }

/** `\d` and its kin, `\t` and its kin, and punctuation that stands for itself; null for everything else. */
export function escapedCharacters(character: string): Characters | null {
  const known = Object.hasOwn(classes, character) ? classes[character] : undefined
  if (known) return known
  const point = Object.hasOwn(controls, character) ? controls[character] : character.codePointAt(0)
  if (point === undefined || (/[\p{L}\p{N}]/u.test(character) && !Object.hasOwn(controls, character))) return null
  return { ranges: [[point, point]], negated: false }
}

/** `\x41`, `\u0041`, `\u{1f600}`: the code point and how many characters behind the letter it takes. */
export function hexEscape(letter: 'x' | 'u', rest: string): { point: number; length: number } | null {
  const shape = letter === 'x' ? /^([0-9a-fA-F]{2})/ : /^(?:([0-9a-fA-F]{4})|\{([0-9a-fA-F]{1,6})\})/
  const found = shape.exec(rest)
  const point = found ? Number.parseInt((found[1] ?? found[2]) as string, 16) : Number.NaN
  return found && point <= 0x10ffff ? { point, length: found[0].length } : null
}
