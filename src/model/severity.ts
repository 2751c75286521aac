/** Severities as they are written (`sev-2`, `P1`, `critical`) and as the scale names them. */

export interface Severity {
  name: string
  means: string | null
  /** Days, as an ISO 8601 duration, in which the write-up is due after resolution. */
  'review-within': string | null
}

export const defaultSeverities: readonly Severity[] = [
  { name: 'SEV1', means: 'Everyone is affected, or data is lost', 'review-within': 'P3D' },
  { name: 'SEV2', means: 'A main function is down for many', 'review-within': 'P5D' },
  { name: 'SEV3', means: 'A function is impaired, or few are affected', 'review-within': 'P14D' },
  { name: 'SEV4', means: 'A nuisance with a way around it', 'review-within': null },
  { name: 'SEV5', means: 'Nobody noticed', 'review-within': null },
]

/** Words that vendors use for the ranks of a scale, worst first. */
const ranks = [
  ['critical', 'catastrophic', 'blocker', 'emergency'],
  ['high', 'major', 'severe', 'urgent'],
  ['medium', 'moderate', 'minor', 'normal'],
  ['low', 'warning', 'trivial'],
  ['info', 'informational', 'cosmetic', 'none'],
]

/**
 * The severity of the scale that is meant, null when none is. A name matches whatever its case, spaces and hyphens;
 * else the rank: the digit of `sev-2`, `S2`, `P2`, `level 2` counted from 1, or a vendor's word.
 */
export function severityOf(written: string, scale: readonly Severity[]): Severity | null {
  const plain = joined(written)
  const named = scale.find(({ name }) => joined(name) === plain)
  if (named) return named
  const digit = /^(?:sev|severity|s|p|priority|level|tier|l)?([1-9])$/.exec(plain)
  if (digit) return scale[Number(digit[1]) - 1] ?? null
  const rank = ranks.findIndex((words) => words.includes(plain))
  return rank < 0 ? null : (scale[rank] ?? null)
}

/** Without what stands between words; the sign of `-1` stays. */
function joined(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/(?<=[^\s_-])[\s_-]+/g, '')
}
