import { formatTime, isAfter, parseTime, type TimePoint } from '../../model/time.ts'
import { ofEach, type Rule } from '../rule.ts'

export const timelineOrder: Rule = {
  id: 'timeline-order',
  says: 'A timeline event stands behind a later one. Documents sort by time; the order in the record is most often a slip in a date.',
  example: {
    record: `id: 2026-06-10-boot-storm
title: Boot storm
timeline:
  - { at: 2026-06-10T22:40:00Z, event: The database failed over }
  - { at: 2026-06-09T22:58:00Z, event: The probe was patched }
`,
    messages: ['timeline[1].at (2026-06-09T22:58:00Z) is before the event above it (2026-06-10T22:40:00Z)'],
  },
  find: ofEach(({ record }) => {
    let last: TimePoint | null = null
    return record.timeline.flatMap(({ at }, n) => {
      const time = parseTime(at)
      if (typeof time === 'string') return []
      const before = last
      if (before && isAfter(before, time)) {
        const message = `timeline[${n}].at (${formatTime(time)}) is before the event above it (${formatTime(before)})`
        return [{ path: ['timeline', n, 'at'], message, next: null }]
      }
      last = time
      return []
    })
  }),
}
