/** The shape of `mortem status --json`. src/ledger/report.ts makes it; the compiler holds the two together. */
import { z } from 'zod'
import { actionStatuses, classes, incidentStatuses, priorities, relations, verdictWords } from './words.ts'

const hash = z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/)
const duration = z.string().regex(/^P/).nullable().describe('ISO 8601; null when either end is not known')
const count = z.int().nonnegative()

const state = z.enum(['live', 'changed', 'gone', 'reverted', 'unknown'])
const undoneBy = z.array(hash).describe('the commits that took it away, who took most first')
const verdict = z.strictObject({ commit: z.string(), as: z.enum(verdictWords), reason: z.string() })

const undoing = z.strictObject({
  commit: hash,
  subject: z.string(),
  date: z.string().describe('committer date, UTC'),
  took: count.describe('lines that it took, of those that are missing'),
  reason: z.string().nullable().describe('what its own message gives as the reason'),
})

const lostLine = z.strictObject({
  path: z.string(),
  text: z.string(),
  back: z.boolean().describe('false: it was added and is gone; true: it was removed and is back'),
  by: hash.nullable(),
})

const linkLiveness = z
  .strictObject({
    state,
    left: count.describe('lines that are as the commit left them'),
    of: count.describe('lines that are watched'),
    undoneBy,
    lost: z.array(lostLine).describe('the first lines that are missing'),
    unknown: z.string().nullable().describe('why the state is unknown'),
  })
  .nullable()
  .describe('whether what the commit did is still in the tree; null: it answers nothing')

const liveness = z
  .strictObject({
    state,
    undoneBy,
    undoings: z.array(undoing).describe('the same commits, with what they say'),
    verdict: verdict.nullable().describe('the one that covers the loss'),
  })
  .nullable()
  .describe('over all commits that answer the action; null: none does')

const link = z.strictObject({
  commit: hash.nullable().describe('null: the recorded hash names nothing that is reachable'),
  twins: z.array(hash).describe('the same change again on this branch, after histories were merged'),
  subject: z.string().nullable(),
  date: z.string().nullable().describe('committer date, UTC'),
  relation: z.enum(relations),
  via: z.enum([
    'trailer',
    'record',
    'flip',
    'document',
    'tracker',
    'bullet',
    'tag',
    'mention',
    'close-out',
    'healed',
    'accepted',
  ]),
  strength: z.enum(['certain', 'probable']),
  recorded: z.string().nullable().describe('the hash as a record or document has it'),
  healedBy: z.string().nullable().describe('how a dead hash was matched to this commit'),
  candidates: z.array(hash).describe('a dead hash with several possible survivors: all of them'),
  landed: z.boolean().nullable().describe('reachable from the commit; null: a shallow clone cannot know'),
  release: z.string().nullable().describe('the first tag that holds the commit'),
  note: z.string().nullable(),
  paths: z.array(z.string()),
  liveness: linkLiveness,
})

const action = z.strictObject({
  ref: z.string(),
  title: z.string(),
  priority: z.enum(priorities).nullable(),
  class: z.enum(classes).nullable(),
  type: z.string().nullable(),
  owner: z.string().nullable(),
  due: z.string().nullable(),
  tracker: z.string().nullable(),
  overdue: z.boolean(),
  declared: z.enum(actionStatuses).describe('as the record has it'),
  status: z.enum(actionStatuses).describe('the last word in history'),
  bucket: z.enum(['lost', 'overdue', 'stale', 'open', 'unproven', 'done', 'dropped']).describe('what it counts as'),
  proven: z.boolean().nullable(),
  stale: z.boolean(),
  staleBecause: z.string().nullable(),
  lost: z.boolean(),
  probes: z.strictObject({ passing: count, failing: count, unknown: count }),
  links: z.array(link),
  liveness,
  verdicts: z.array(verdict),
})

const incident = z.strictObject({
  id: z.string(),
  title: z.string(),
  severity: z.string().nullable(),
  status: z.enum(incidentStatuses),
  started: z.string().nullable(),
  file: z.string(),
  document: z.string(),
  services: z.array(z.string()),
  phases: z.strictObject({ detect: duration, acknowledge: duration, mitigate: duration, resolve: duration }),
  links: z.array(link),
  actions: z.array(action),
})

export const statusReportSchema = z.strictObject({
  schema: z.literal(1),
  commit: hash.nullable(),
  shallow: z.boolean(),
  counts: z
    .strictObject({
      open: count,
      overdue: count,
      stale: count,
      lost: count,
      unproven: count,
      done: count,
      dropped: count,
    })
    .describe('exclusive, in the order lost, overdue, stale, open, unproven, done, dropped'),
  loose: z
    .array(z.strictObject({ file: z.string(), id: z.string(), title: z.string(), date: z.string().nullable() }))
    .describe('post-mortems that are prose without a record'),
  incidents: z.array(incident),
})

export type StatusReport = z.output<typeof statusReportSchema>
