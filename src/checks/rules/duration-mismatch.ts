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
      .flatMap((group) => disagreeing(group, known, whole))
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

/** Parts of an outage may be told one by one; only what no part can be is a mistake. */
function disagreeing(group: readonly Stated[], known: readonly number[], whole: number): Stated[] {
  if (group.some(({ seconds }) => known.some((phase) => agree(phase, seconds)))) return []
  return group.length === 1 ? [...group] : group.filter(({ seconds }) => seconds > whole).slice(0, 1)
}

/** Durations of the outage itself, by the text they stand in: the summary, and what a key calls a duration. */
function stated({ summary, impact }: Incident): Stated[][] {
  const inImpact = Object.entries(impact).filter(
    ([key, value]) => value && /duration|downtime|outage|lasted/i.test(key),
  )
  return [
    durations(summary ?? '', ofTheOutage).map((entry) => ({ path: ['summary'], ...entry })),
    ...inImpact.map(([key, value]) =>
      durations(value ?? '', () => true).map((entry) => ({ path: ['impact', key], ...entry })),
    ),
  ]
}

const about = String.raw`(?:~\s?|about |around |roughly |approximately |approx\.? |nearly |almost |some |over |more than |at least )?`
const ahead = new RegExp(
  `(?:\\b(?:down|unavailable|unreachable|degraded|out)(?: for)?|\\b(?:outage|downtime|disruption|duration|unavailability)(?: was| of| lasted|:)?|\\blast(?:ed|ing)) ${about}$`,
  'i',
)
const behind = /^(?:-long|[ -]long)? (?:[\w-]+ ){0,2}(?:outage|downtime|disruption|unavailability)\b/i
/** `every 10 minutes`, `within 2 minutes`, `3 hours later`: times that are not how long it lasted. */
const otherAhead =
  /\b(?:every|within|after|waits? for|waited for|last|next|until|up to|per|in|by|to|than|before) (?:the )?~?$/i
const otherBehind = /^ (?:later|before|after|ago|earlier|ahead|old|into|in|a day|per|each|on average|of data)\b/i

function ofTheOutage(before: string, after: string): boolean {
  if (otherAhead.test(before) || otherBehind.test(after)) return false
  return ahead.test(before) || behind.test(after)
}

const shape = /(?<![\d.:-])(\d{1,4}(?:\.\d{1,2})?)[\s-]?(minutes?|mins?|hours?|hrs?|h|days?)(?![\w])/gi

type IsMeant = (before: string, after: string) => boolean

function durations(whole: string, isMeant: IsMeant): { text: string; seconds: number }[] {
  const text = whole.slice(0, 5000).replace(/\s/g, ' ')
  const found = [...text.matchAll(shape)]
  // `1 hour 20 minutes` is one duration.
  const parts: { text: string; seconds: number; start: number; end: number }[] = []
  for (const match of found) {
    const [words, amount, unit] = match as unknown as [string, string, string]
    const seconds = Number(amount) * (/^d/i.test(unit) ? 86_400 : /^h/i.test(unit) ? 3600 : 60)
    const last = parts.at(-1)
    const between = last ? text.slice(last.end, match.index) : ''
    if (last && /^(?:,? and |,? )$/.test(between) && seconds < last.seconds) {
      last.text += between + words
      last.seconds += seconds
      last.end = match.index + words.length
    } else parts.push({ text: words, seconds, start: match.index, end: match.index + words.length })
  }
  return parts
    .filter(({ start, end }) => isMeant(text.slice(Math.max(0, start - 60), start), text.slice(end, end + 60)))
    .map(({ text: words, seconds }) => ({ text: words, seconds }))
}

/** People round: a fifth or five minutes, whichever is more, is agreement. */
function agree(a: number, b: number): boolean {
  return Math.abs(a - b) <= Math.max(300, 0.2 * Math.max(a, b))
}
