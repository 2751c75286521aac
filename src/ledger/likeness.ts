/** How well a piece of a message says the same as an action's title: words in common, plain and explainable. */

const common = new Set(
  'a an and as at be by for from in into is it its of on or so that the this to was with when which will not no all any'.split(
    ' ',
  ),
)

/** True for a word that says nothing by itself. */
export function isCommon(word: string): boolean {
  return common.has(word)
}

/** The telling words of a text: lower case, camel case and punctuation split, endings off, none twice. */
export function tellingWords(text: string): Set<string> {
  const words = text
    .slice(0, 2000)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1 && !common.has(word))
  return new Set(words.map(stem))
}

/** Share of `wanted` that `text` holds, 0 to 1. */
export function coverage(wanted: ReadonlySet<string>, text: ReadonlySet<string>): number {
  if (wanted.size === 0) return 0
  let held = 0
  for (const word of wanted) if (text.has(word)) held++
  return held / wanted.size
}

/** The one candidate that a text means, null when none does or two could. */
export function onlyMatch<T>(text: string, candidates: readonly T[], titleOf: (candidate: T) => string, least: number) {
  const [match, other] = likeliest(text, candidates, titleOf, least)
  return match === undefined || other !== undefined ? null : match
}

/**
 * The candidates that a text can mean: at least two words and `least` of the shorter side in common. One when it is
 * clearly ahead of the next best, several when they cannot be told apart, the best first.
 */
export function likeliest<T>(
  text: string,
  candidates: readonly T[],
  titleOf: (candidate: T) => string,
  least: number,
): T[] {
  const words = tellingWords(text)
  const scored = candidates
    .map((candidate) => {
      const title = tellingWords(titleOf(candidate))
      const inCommon = [...title].filter((word) => words.has(word)).length
      const shorter = title.size < words.size ? coverage(title, words) : coverage(words, title)
      return { candidate, score: inCommon >= 2 ? shorter : 0, longer: inCommon / Math.max(title.size, words.size, 1) }
    })
    .sort((a, b) => b.score - a.score || b.longer - a.longer)
  const [best, next] = scored
  if (!best || best.score < least) return []
  const ahead = best.score - (next?.score ?? 0)
  const fuller = best.longer - (next?.longer ?? 0)
  if (ahead >= 0.15 || fuller >= 0.15) return [best.candidate]
  return scored.filter(({ score }) => best.score - score < 0.15).map(({ candidate }) => candidate)
}

/** Takes off the English endings that a bullet and a title differ in: adds, added, adding → add. */
export function stem(word: string): string {
  if (word.length < 5 || /\d/.test(word)) return word
  return word
    .replace(/(?:ies|ied)$/, 'y')
    .replace(/(?:ing|ed|es|s)$/, '')
    .replace(/e$/, '')
}
