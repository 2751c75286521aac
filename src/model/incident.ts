/** The incident record: one unplanned disruption, as a person writes it in YAML. docs/records.md explains each key. */
import { z } from 'zod'
import * as field from './fields.ts'
import { incidentIdProblem } from './ids.ts'
import { readKeyPath } from './key-path.ts'
import { readPattern } from './pattern.ts'
import {
  actionStatuses,
  causeKinds,
  classes,
  confidences,
  detectors,
  eventKinds,
  incidentStatuses,
  priorities,
  relations,
  reviewStatuses,
  verdictWords,
} from './words.ts'

const { filled, list, path, time, unknown, word } = field

/** Markdown and HTML, templated or not: what a post-mortem can be. */
export const documentFile = /\.(?:md|markdown|mdx|html?|erb)$/i

const incidentId = filled.superRefine((id, context) => {
  const problem = incidentIdProblem(id)
  if (problem) context.addIssue({ code: 'custom', message: `${field.quoted(id)} ${problem}` })
})

/** What is remembered of a linked commit, because it survives a rewrite. Written by mortem, never typed. */
const fingerprint = z.strictObject({
  commit: field.hash,
  subject: unknown(filled),
  author: unknown(filled),
  date: unknown(time),
  'patch-id': unknown(field.hash),
  'patch-id-u0': unknown(field.hash),
  request: unknown(filled),
  paths: list(filled),
})

/** A bare hash or a fingerprint; a bare hash becomes a fingerprint of which nothing else is known. */
const commit = z
  .union([field.hash, fingerprint], { error: 'is not a commit; expected "4e882989", or a map with commit:' })
  .transform((value) => (typeof value === 'string' ? fingerprint.parse({ commit: value }) : value))

const pattern = filled.superRefine((source, context) => {
  const read = readPattern(source)
  if (typeof read === 'string')
    context.addIssue({ code: 'custom', message: `the expression ${field.quoted(source)} ${read}` })
})

const keyPath = filled.superRefine((written, context) => {
  const read = readKeyPath(written)
  if (typeof read === 'string') context.addIssue({ code: 'custom', message: `${field.quoted(written)} ${read}` })
})

const probe = z.union(
  [
    z.strictObject({ file: path, contains: filled }),
    z.strictObject({ file: path, matches: pattern }),
    z.strictObject({ file: path, absent: filled }),
    z.strictObject({ path }),
    z.strictObject({ alert: filled }),
    z.strictObject({ key: z.strictObject({ file: path, path: keyPath, equals: filled }) }),
    z.strictObject({ key: z.strictObject({ file: path, path: keyPath, exists: z.boolean() }) }),
  ],
  { error: 'is not a probe; expected file: with contains, matches or absent, or path:, alert:, or key:' },
)

const verdict = z.strictObject({ commit: field.hash, as: word('verdict', verdictWords), reason: filled })

const action = z.strictObject({
  id: field.action,
  priority: unknown(word('priority', priorities)),
  class: unknown(word('class', classes)),
  type: unknown(filled),
  title: filled,
  addresses: list(filled),
  owner: unknown(filled),
  due: unknown(field.day),
  tracker: unknown(filled),
  status: word('action status', actionStatuses)
    .nullish()
    .transform((value) => value ?? 'todo'),
  resolution: unknown(filled),
  commits: list(commit),
  verify: list(probe),
  verdicts: list(verdict),
})

const cause = z.strictObject({
  id: unknown(filled),
  kind: unknown(word('kind of cause', causeKinds)),
  confidence: unknown(word('confidence', confidences)),
  title: filled,
  detail: unknown(filled),
  commits: list(commit),
})

const event = z.strictObject({
  at: time,
  kind: word('kind of event', eventKinds)
    .nullish()
    .transform((value) => value ?? 'note'),
  event: filled,
  source: unknown(filled),
})

const change = z.strictObject({
  at: unknown(time),
  relation: unknown(word('relation', relations)),
  what: filled,
  /** The action that this change serves; it is what proves work that no commit shows. */
  action: unknown(field.action),
  codified: unknown(
    z.union([z.enum(['pending', 'temporary']), field.hash], {
      error: 'is not pending, temporary or the commit that codified it',
    }),
  ),
})

const times = z.strictObject({
  started: unknown(time),
  detected: unknown(time),
  acknowledged: unknown(time),
  mitigated: unknown(time),
  resolved: unknown(time),
})

const timezone = filled.refine(isTimeZone, {
  error: (issue) => `${field.quoted(issue.input)} is not a time zone; expected a name such as Europe/Sofia`,
})

const noTimes = { started: null, detected: null, acknowledged: null, mitigated: null, resolved: null }

export const incidentSchema = z.strictObject({
  id: incidentId,
  title: filled,
  severity: unknown(filled),
  status: word('status', incidentStatuses)
    .nullish()
    .transform((value) => value ?? 'investigating'),
  review: unknown(word('review status', reviewStatuses)),
  aliases: list(filled.regex(/^[^\s#,;()]+$/, 'is not an alias; expected one word without # , ; or parentheses')),
  document: unknown(path.regex(documentFile, 'is not a document; expected a Markdown or HTML file')),
  services: list(filled),
  owner: unknown(filled),
  tracker: unknown(filled),
  timezone: unknown(timezone),
  times: times.nullish().transform((value) => value ?? noTimes),
  detection: unknown(
    z.strictObject({
      by: unknown(word('way of detection', detectors)),
      alert: unknown(filled),
      'should-have': unknown(filled),
    }),
  ),
  summary: unknown(filled),
  impact: z
    .record(filled, unknown(filled), { error: 'is not a map; expected lines such as "users: who noticed what"' })
    .nullish()
    .transform((value) => value ?? {}),
  timeline: list(event),
  causes: list(cause),
  'detection-gaps': list(z.strictObject({ gap: filled, effect: unknown(filled), action: unknown(field.action) })),
  changes: list(change),
  actions: list(action),
  recurs: list(filled),
  occurrences: list(z.strictObject({ at: time, note: unknown(filled) })),
  lessons: list(filled),
  related: list(filled),
  runbooks: list(filled),
  public: unknown(z.strictObject({ title: unknown(filled), summary: unknown(filled), actions: list(field.action) })),
})

/** A record as read: absent lists are empty, unknown values null, bare hashes fingerprints. */
export type Incident = z.output<typeof incidentSchema>
export type Action = Incident['actions'][number]
export type Cause = Incident['causes'][number]
export type Change = Incident['changes'][number]
export type TimelineEvent = Incident['timeline'][number]
export type Verdict = z.output<typeof verdict>
export type Probe = z.output<typeof probe>
export type Fingerprint = z.output<typeof fingerprint>

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
