/** Words of a message that tell of an incident, and what they weigh: in the subject as they are, in the body a third. */

interface AlarmWord {
  shape: RegExp
  weight: number
  /** What went wrong, or what people do when something does. A message of an incident has both. */
  kind: 'harm' | 'response'
}

const harm = (weight: number, shape: RegExp): AlarmWord => ({ shape, weight, kind: 'harm' })
const response = (weight: number, shape: RegExp): AlarmWord => ({ shape, weight, kind: 'response' })

/** Not as a part of a name: `outage-failover`, `incident-reports/`. */
const words: readonly AlarmWord[] = [
  harm(4, /(?<![\w-])outages?(?![\w/-])/i),
  harm(2.5, /(?<![\w-])incidents?(?![\w/-])/i),
  harm(3, /\bdata[- ]loss\b|\bcorrupt(?:ed|ion)\b/i),
  harm(2, /\bcrash-?loop(?:s|ing|backoff|ed)?\b|\boom-?kill(?:s|ed|ing)?\b|\bdeadlock(?:ed|s)?\b|\bsplit[- ]brain\b/i),
  harm(2, /\b(?:is|was|were|went|goes|took|brought) (?:\w{1,20} ){0,3}down\b|\bunreachable\b|\bunavailable\b/i),
  harm(1.5, /\bcascad(?:e|es|ed|ing)\b|\broot cause\b/i),
  harm(1, /\bbroke(?:n)?\b|\bfail(?:ed|s|ing|ure)\b|\bstuck\b|\bwedged\b|\bregress(?:ed|ion)\b/i),
  harm(1, /\b50[0234]s?\b|\bfor \d{1,3} ?(?:h|hours|min|minutes|days)\b/i),
  response(3, /(?<![\w-])post-?mortems?(?![\w/-])/i),
  response(2.5, /\bemergency\b|\bhot-?fix(?:es)?\b/i),
  response(2, /\broll(?:ed|ing)?[- ]?back\b|(?:^|: )revert\b|\bback(?:ed)? out\b/i),
  response(1.5, /\brestor(?:e|es|ed|ing)\b|\brecover(?:y|s|ed|ing)?\b|\bunbreak\b|\bmitigat(?:e|es|ed|ion)\b/i),
  response(0.5, /\bfix(?:es|ed)?\b/i),
]

/** A body is as long as its writer; only its first lines tell what it is about. */
const longestBody = 4_000
const bodyShare = 1 / 3

export interface Alarm {
  score: number
  /** The words found, as written, those of the subject first. */
  words: string[]
}

/** Zero for a message that tells of none. Linear. */
export function alarmOf(subject: string, body: string): Alarm {
  const found: string[] = []
  const scores = { harm: 0, response: 0 }
  const text = body.slice(0, longestBody)
  for (const { shape, weight, kind } of words) {
    const inSubject = shape.exec(subject)?.[0]
    const word = inSubject ?? shape.exec(text)?.[0]
    if (word === undefined) continue
    scores[kind] += inSubject === undefined ? weight * bodyShare : weight
    if (inSubject === undefined) found.push(word.toLowerCase())
    else found.unshift(word.toLowerCase())
  }
  // One alone is a feature about outages, or an ordinary fix.
  const both = Math.min(scores.harm, scores.response) > 0.3
  const score = (scores.harm + scores.response) * (both ? 1 : 0.4)
  return { score, words: [...new Set(found)] }
}
