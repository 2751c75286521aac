import { parseIsoDuration, spokenDuration } from '../../model/duration.ts'
import { timesOf } from '../../model/phases.ts'
import { severityOf } from '../../model/severity.ts'
import { isSettled } from '../../model/words.ts'
import { ofEach, type Rule } from '../rule.ts'

const open = `id: 2026-06-10-boot-storm
title: Boot storm
status: resolved
severity: SEV2
summary: The sign-in service was down.
times: { started: 2026-06-10T22:20:00Z, resolved: 2026-06-10T23:10:00Z }
actions:
  - id: A1
    title: Pin the tag
    due: 2026-06-17
`

export const overdueAction: Rule = {
  id: 'overdue-action',
  says: 'An open action is past its due date.',
  example: { record: open, at: '2026-06-20T00:00:00Z', messages: ['A1 was due on 2026-06-17: Pin the tag'] },
  find: ofEach(({ record, actions }, { now }) =>
    actions.flatMap(({ status, record: { id, due, title } }, n) =>
      due && !isSettled(status) && isPast(due, now)
        ? [
            {
              path: ['actions', n, 'due'],
              message: `${id} was due on ${due}: ${title}`,
              next: `mortem action done|assign|drop ${record.id}#${id}`,
              identity: due,
            },
          ]
        : [],
    ),
  ),
}

/** The due day itself still counts. */
export function isPast(due: string, now: number): boolean {
  return Date.parse(`${due}T00:00:00Z`) / 1000 + 86_400 <= now
}

export const reviewOverdue: Rule = {
  id: 'review-overdue',
  says: 'A resolved incident has no reviewed post-mortem in the time that its severity allows (`review-within`).',
  example: {
    record: open,
    at: '2026-06-17T00:00:00Z',
    messages: ['a SEV2 is to be reviewed within 5 d of its end (2026-06-10T23:10:00Z); it is still a draft'],
  },
  find: ofEach(({ record }, { config, now }) => {
    const within = record.severity && severityOf(record.severity, config.severities)?.['review-within']
    const end = timesOf(record).resolved
    const seconds = within ? parseIsoDuration(within) : null
    const written = record.review === 'reviewed' || record.review === 'published'
    if (!end || seconds === null || written || end.epoch / 1000 + seconds >= now) return []
    const scale = severityOf(record.severity ?? '', config.severities)?.name
    return [
      {
        path: ['review'],
        message: `a ${scale} is to be reviewed within ${spokenDuration(seconds)} of its end (${record.times.resolved}); it is still a draft`,
        next: 'set review: reviewed once it was read',
        identity: '',
      },
    ]
  }),
}

export const missingOwner: Rule = {
  id: 'missing-owner',
  says: 'An open action belongs to nobody.',
  example: { record: open, messages: ['A1 has no owner: Pin the tag'] },
  find: ofEach(({ record, actions }) =>
    actions.flatMap(({ status, record: { id, owner, title } }, n) =>
      owner === null && !isSettled(status)
        ? [
            {
              path: ['actions', n],
              message: `${id} has no owner: ${title}`,
              next: `mortem action assign ${record.id}#${id} <owner>`,
              identity: '',
            },
          ]
        : [],
    ),
  ),
}
