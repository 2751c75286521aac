/** Causes that a message explains. Where it says "root cause", only that counts; else what it says broke something. */
import type { CommitFacts } from '../../message/facts.ts'
import { capital, partsOf, plainText, sentencesOf, shortened } from './prose.ts'

export interface DraftCause {
  kind: 'root' | 'trigger'
  confidence: 'likely'
  title: string
  detail?: string
}

const most = 6
/** A sentence longer than this is a paste. */
const longest = 1500

const listed =
  /^(?:the )?(?:(?:two|three|four|real|actual|likely|contributing) )?(?:root[- ]?)?causes?\b|^what went wrong\b/i
const fixing = /\b(?:fix(?:e[sd])?|addressed|hardening|removed|mitigat)/i

const trouble =
  /\b(?:outages?|incidents?|crash\w*|fail(?:s|ed|ing|ures?|overs?)?|broke|broken|breaks|down|downtime|storm|stuck|hung|hangs|wedged|deadlock\w*|degraded|unavailable|unreachable|exhaust\w*|starv\w*|saturat\w*|corrupt\w*|stall\w*|OOM\w*|evicted|timed out|timeouts?|errors?|[45]\d\ds?|lost|panics?|\w+BackOff)\b/i
/** Something happened, as a noun or a verb: what stands before the colon that explains it. */
const happened =
  /\b(?:outages?|incidents?|crash(?:ed|es|-?loop(?:s|ed)?)|failed|fails|failures?|broke|(?:was|were|went|is|are) (?:down|stuck|broken|unavailable|unreachable|wedged|hung))\b/i
/** A sentence about what cannot happen any more, about what could, or about the change. */
const unreal =
  /\b(?:never|no longer|can(?:no|')t|won't|wouldn't|would|could|might|may|should|must|now|avoids?|prevents?|prevented|without|so that|to (?:avoid|prevent))\b/i
const label =
  /^(?:fix(?:es)?|result|lesson|note|verified|validated|tested|recovery|workaround|manual|impact|prevention|detection|timeline|out of scope|why|because|solution|mitigation|remediation|also|per)\b/i

export function draftCauses(facts: CommitFacts): DraftCause[] {
  const bullets = facts.bullets.filter(
    ({ heading, depth }) => depth === 0 && heading !== null && listed.test(heading) && !fixing.test(heading),
  )
  if (bullets.length > 0)
    return bullets.map(({ key, text }) => cause('root', key ? `${key}: ${text}` : text)).slice(0, most)

  const texts = sentencesOf(facts.body)
    .filter(({ length }) => length <= longest)
    .map(plainText)
  const named = texts.flatMap(namedCauses)
  if (named.length > 0) return distinct(named)
  if (!texts.some((text) => trouble.test(text)) && !trouble.test(facts.subject)) return []
  return distinct(texts.flatMap(impliedCauses))
}

const titled =
  /^(?:(?:the|real|actual|underlying|immediate|likely|probable|two|three) )*(?:root[- ])?causes?\b[^:]{0,120}:\s+(.+)$/i
const stated =
  /\b(?:the |real |actual |underlying |likely )*(?:root[- ]cause|(?<=^the )cause|(?<=real |actual |underlying )cause)\b(?: of [^,;:()]{1,100}?)? (?:was|is|were|are)(?: that)? (.{12,})$/i

/** `Root cause: x broke y`, `The real cause was …`. */
function namedCauses(sentence: string): DraftCause[] {
  const why = titled.exec(sentence)?.[1] ?? stated.exec(sentence)?.[1]
  if (!why || /^(?:not|in|unknown|unclear|still|yet|tbd|see|fixed|gone|addressed)\b/i.test(why)) return []
  return clauses(why).map((clause) => cause('root', clause))
}

function impliedCauses(sentence: string): DraftCause[] {
  const [, said, why] = /^(.{8,300}?):\s+(.+)$/.exec(sentence) ?? []
  if (said && why && explains(said, why)) {
    const trigger = /^(.+?)\s+(?:triggered|set off)\b/.exec(said)?.[1]
    const verb = trigger || /\b(?:was|were|went|is|are|broke|failed|fails|crash\w*|caused)\b/.test(said)
    // `2026-05-17 incident: Keel rolled it …` tells what set it off; `x was down: y` why.
    if (!verb) return /\b(?:incident|outage)(?:\s\([^()]*\))?$/.test(said) ? [cause('trigger', firstClause(why))] : []
    return [...(trigger ? [cause('trigger', trigger)] : []), ...clauses(why).map((clause) => cause('root', clause))]
  }
  if (!trouble.test(sentence) && !/\bcaused\b/.test(sentence)) return []
  const behind = /^(.{8,}?)\b(?:because(?: of)?|due to|caused by)\s+(.{12,})$/i.exec(sentence)
  if (behind) {
    const [, effect, reason] = behind as unknown as [string, string, string]
    if (!trouble.test(effect) || unreal.test(effect) || label.test(effect)) return []
    return isStatement(reason) && !/\b(?:would|could|might)\b/.test(reason) && isClosed(effect)
      ? [cause('root', firstClause(reason))]
      : []
  }
  const clause = sentence.length <= 600 ? (partsOf(sentence, /[,;]\s+(?:but|and|so)\s+/g).find(acts) ?? '') : ''
  const before =
    /^(.{12,200}?),?\s+(?:(?:has |had )?caused|led to|resulted in|took down|set off|triggered|(?:,\s)?(?:which )?(?:causing|crashing|starving|wedging|deadlocking))\s+\S/.exec(
      clause,
    )?.[1]
  if (!before || unreal.test(before) || label.test(before) || !isStatement(before) || !isClosed(before)) return []
  if (/\b(?:rather than|instead of|not|without)$/.test(before)) return []
  return [cause('root', before.replace(/\s(?:is|are|was|were)$/, ''))]
}

function explains(said: string, why: string): boolean {
  return (
    happened.test(said) &&
    !label.test(said) &&
    isClosed(said) &&
    why.split(' ').length >= 5 &&
    !/^(?:\W|it )/i.test(why)
  )
}

/** No parenthesis, quote or code font is open at the end: else the text was cut inside of one. */
function isClosed(text: string): boolean {
  const odd = (mark: string) => text.split(mark).length % 2 === 0
  return text.split('(').length === text.split(')').length && !odd('"') && !odd('`')
}

function acts(clause: string): boolean {
  return /\b(?:caused|led to|resulted in|took down|set off|triggered|causing|crashing|starving|wedging|deadlocking)\b/.test(
    clause,
  )
}

/** Names something by itself: `it`, `this` and the like name what stands elsewhere. */
function isStatement(text: string): boolean {
  return /\s/.test(text) && !/^(?:it|its|this|that|these|those|they|he|she|we|i|which|of)\b/i.test(text)
}

/** `a broke b, c blocked d, and e held f` is three causes; any other sentence is one. */
function clauses(text: string): string[] {
  const parts = partsOf(text, /[,;]\s+(?=\S)/g)
  const series = parts.length >= 3 && /^and\s/.test(parts.at(-1) as string)
  const all = parts.map((part) => part.replace(/^and\s+/, ''))
  const whole = (part: string) =>
    part.split(/\s+/).length >= 4 &&
    !/^(?:which|who|that|so|but|because|while|when|where|then|with|without|including|until|after|before|\w+ing)\b/i.test(
      part,
    )
  return series && all.every(whole) ? all : [firstClause(text)]
}

/** Up to where the sentence turns to something else. */
function firstClause(text: string): string {
  const parts = partsOf(text, /;\s|\s[—–]\s|\s--\s|,\s+(?=(?:so|and so|but|which is|hence|therefore)\b)/g)
  return parts.find((part) => part.length >= 12) ?? text
}

function cause(kind: DraftCause['kind'], text: string): DraftCause {
  const whole = capital(plainText(text).replace(/(?<![.;,:])[.;,:]+$/, ''))
  const title = shortened(whole)
  return { kind, confidence: 'likely', title, ...(title.length < whole.length && { detail: whole }) }
}

function distinct(causes: readonly DraftCause[]): DraftCause[] {
  return causes.filter(({ title }, n) => causes.findIndex((other) => other.title === title) === n).slice(0, most)
}
