const HEX = /^[0-9a-f]{7,64}$/i

/**
 * An object name, short or full. One of letters alone is more likely a word (`defaced`), unless it has a full
 * name's length or the place says that a hash stands there.
 */
export function isHash(word: string, letters?: 'letters too'): boolean {
  if (!HEX.test(word)) return false
  return letters !== undefined || word.length === 40 || word.length === 64 || /\d/.test(word)
}
