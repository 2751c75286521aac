import { spokenDuration } from '../../model/duration.ts'
import type { Incident } from '../../model/incident.ts'
import { ofEach, type Rule } from '../rule.ts'

export const durationMismatch: Rule = {
  id: 'duration-mismatch',
  says: 'The summary or impact states a duration that the times do not give.',
  example: {
    record: `id: 2026-06-10-boot-storm
title: Boot storm
times: { started: 2026-06-10T22:20:00Z, resolved: 2026-06-10T23:10:00Z }
impact: { duration: about two hours (120 minutes) }
`,
    messages: ['"120 minutes" is stated, but from times.started to times.resolved it is 50 min'],
  },
  find: ofEach(({ record, phases }) => {
    const known = [phases.resolve, phases.mitigate].filter((seconds) => seconds !== null)
    const [whole] = known
    if (whole === undefined) return []
    return stated(record)
      .filter(({ seconds }) => !known.some((phase) => agree(phase, seconds)))
      .map(({ path, text }) => ({
        path,
        message: `"${text}" is stated, but from times.started to times.${phases.resolve === null ? 'mitigated' : 'resolved'} it is ${spokenDuration(whole)}`,
        next: 'correct the times or the text',
      }))
  }),
}

interface Stated {
  path: (string | number)[]
  text: string
  seconds: number
}

/** Durations of the outage itself: beside a word for it in the summary, or under a key that says duration. */
function stated({ summary, impact }: Incident): Stated[] {
  const outage = /(?:outage|downtime|down|unavailable|unavailability|degraded|lasted|duration)/i
  const inSummary = (summary ?? '').split(/(?<=[.!?])\s+|\n/).filter((sentence) => outage.test(sentence))
  const inImpact = Object.entries(impact).filter(
    ([key, value]) => value && /duration|downtime|outage|lasted/i.test(key),
  )
  return [
    ...inSummary.flatMap((sentence) => durations(sentence).map((entry) => ({ path: ['summary'], ...entry }))),
    ...inImpact.flatMap(([key, value]) => durations(value ?? '').map((entry) => ({ path: ['impact', key], ...entry }))),
  ]
}

const shape = /(?<![\d.:-])(\d{1,4}(?:\.\d{1,2})?)[\s-]?(minutes?|mins?|hours?|hrs?|h|days?)(?![\w])/gi

function durations(text: string): { text: string; seconds: number }[] {
  const found = [...text.slice(0, 5000).matchAll(shape)]
  // `1 hour 20 minutes` is one duration.
  const parts: { text: string; seconds: number; end: number }[] = []
  for (const match of found) {
    const [words, amount, unit] = match as unknown as [string, string, string]
    const seconds = Number(amount) * (/^d/i.test(unit) ? 86_400 : /^h/i.test(unit) ? 3600 : 60)
    const last = parts.at(-1)
    const between = last ? text.slice(last.end, match.index) : ''
    if (last && /^(?:,? and |,? )$/.test(between) && seconds < last.seconds) {
      last.text += between + words
      last.seconds += seconds
      last.end = match.index + words.length
    } else parts.push({ text: words, seconds, end: match.index + words.length })
  }
  return parts
}

/** People round: a fifth or five minutes, whichever is more, is agreement. */
function agree(a: number, b: number): boolean {
  return Math.abs(a - b) <= Math.max(300, 0.2 * Math.max(a, b))
}
