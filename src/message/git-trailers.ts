import type { Line } from './lines.ts'

/** Where git reads trailers: `lines[start]` up to, not including, `lines[end]`. */
export interface Block {
  start: number
  end: number
}

const GENERATED = ['Signed-off-by: ', '(cherry picked from commit ']

/** Index of the `:` behind a key of letters, digits and hyphens, -1 when the line is no trailer (`find_separator`). */
export function separatorIndex(raw: string, start = 0, end = raw.length): number {
  let space = false
  for (let at = start; at < end; at++) {
    const code = raw.charCodeAt(at)
    if (code === 58) return at === start ? -1 : at
    if (!space && isKeyCode(code)) continue
    if (at > start && (code === 32 || code === 9)) space = true
    else return -1
  }
  return -1
}

function isKeyCode(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 45
}

/** Git's own `isspace` at the start of a line: a folded continuation. */
export function isFolded(raw: string): boolean {
  const code = raw.charCodeAt(0)
  return code === 32 || code === 9 || code === 13
}

/**
 * The last paragraph when git takes it for trailers: all of its lines are, or a quarter is and one of them is written
 * by git or has a configured key. `isConfigured` gets keys in lower case. This is `find_trailer_start` of git's
 * trailer.c, read from the bottom up as there; lines starting with `#` are comments to it, also in stored messages.
 */
export function findTrailerBlock(
  lines: readonly Line[],
  subjectEnd: number,
  cut: number,
  isConfigured: (key: string) => boolean,
): Block | null {
  const end = messageEnd(lines, cut)
  let recognised = false
  let trailers = 0
  let others = 0
  let folded = 0
  let seen = false
  for (let at = end - 1; at >= subjectEnd; at--) {
    const { raw, text } = lines[at] as Line
    if (raw.startsWith('#')) {
      others += folded
      folded = 0
    } else if (text === '') {
      if (!seen) continue
      others += folded
      const block = recognised ? trailers * 3 >= others : trailers > 0 && others === 0
      return block ? { start: at + 1, end } : null
    } else {
      seen = true
      const generated = GENERATED.some((prefix) => raw.startsWith(prefix))
      const separator = generated ? 1 : separatorIndex(raw)
      if (separator > 0) {
        trailers++
        folded = 0
        recognised ||= generated || isConfigured(raw.slice(0, separator).trimEnd().toLowerCase())
      } else if (isFolded(raw)) folded++
      else {
        others += 1 + folded
        folded = 0
      }
    }
  }
  return null
}

/** Comments, blank lines and an old `Conflicts:` block at the end are no part of the message (`ignore_non_trailer`). */
function messageEnd(lines: readonly Line[], cut: number): number {
  let tail = -1
  let conflicts = false
  for (let at = 0; at < cut; at++) {
    const { raw } = lines[at] as Line
    const conflictsHere = raw === 'Conflicts:'
    if (raw === '' || raw.startsWith('#') || conflictsHere) {
      if (tail < 0) tail = at
      conflicts ||= conflictsHere
    } else if (!(conflicts && raw.startsWith('\t'))) {
      tail = -1
      conflicts = false
    }
  }
  return tail < 0 ? cut : tail
}
