import { timesOf } from '../../model/phases.ts'
import { formatTime, isAfter } from '../../model/time.ts'
import { ofEach, type Rule } from '../rule.ts'

const order = ['started', 'detected', 'acknowledged', 'mitigated', 'resolved'] as const

export const timesOrder: Rule = {
  id: 'times-order',
  says: 'The moments of an incident are out of order: detected before it started, resolved before it was mitigated.',
  example: {
    record: `id: 2026-06-10-boot-storm
title: Boot storm
times: { started: 2026-06-10T22:20:00Z, resolved: 2026-06-10T21:10:00Z }
`,
    messages: ['times.resolved (2026-06-10T21:10:00Z) is before times.started (2026-06-10T22:20:00Z)'],
  },
  find: ofEach(({ record }) => {
    const times = timesOf(record)
    const known = order.flatMap((key) => (times[key] ? [{ key, time: times[key] }] : []))
    return known.slice(1).flatMap(({ key, time }, n) => {
      const before = known.slice(0, n + 1).findLast((other) => isAfter(other.time, time))
      if (!before) return []
      const message = `times.${key} (${formatTime(time)}) is before times.${before.key} (${formatTime(before.time)})`
      return [{ path: ['times', key], message, next: null }]
    })
  }),
}
