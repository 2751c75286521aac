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
  /** Which of the words, and whether the subject has it. */
  hits: { word: number; inSubject: boolean }[]
  /** The words found, as written, those of the subject first. */
  written: string[]
}

/** Linear. */
export function alarmOf(subject: string, body: string): Alarm {
  const hits: Alarm['hits'] = []
  const written: string[] = []
  const text = body.slice(0, longestBody)
  words.forEach(({ shape }, word) => {
    const inSubject = shape.exec(subject)?.[0]
    const found = inSubject ?? shape.exec(text)?.[0]
    if (found === undefined) return
    hits.push({ word, inSubject: inSubject !== undefined })
    const plain = found.toLowerCase().replace(/^: /, '')
    if (inSubject === undefined) written.push(plain)
    else written.unshift(plain)
  })
  return { hits, written: [...new Set(written)] }
}

/** Where one subject in a hundred says it, a word is what the software is about. */
const ordinary = 0.01

/** How often subjects say each word. */
export class AlarmCounts {
  private commits = 0
  private readonly said = words.map(() => 0)

  add({ hits }: Alarm): void {
    this.commits++
    for (const { word, inSubject } of hits) if (inSubject) this.said[word] = (this.said[word] as number) + 1
  }

  /** Zero for a message that tells of no harm. */
  score({ hits }: Alarm): number {
    const scores = { harm: 0, response: 0 }
    for (const { word, inSubject } of hits) {
      const { kind, weight } = words[word] as AlarmWord
      const often = (this.said[word] as number) / Math.max(this.commits, 1)
      const scale = kind === 'harm' && this.commits > 100 && often > ordinary ? ordinary / often : 1
      scores[kind] += weight * scale * (inSubject ? 1 : bodyShare)
    }
    // One alone is a feature about outages, or an ordinary fix.
    const both = Math.min(scores.harm, scores.response) > 0.3
    return (scores.harm + scores.response) * (both ? 1 : 0.4)
  }
}
