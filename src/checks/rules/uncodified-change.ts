import { dateOfId } from '../../model/ids.ts'
import type { Change, Incident } from '../../model/incident.ts'
import { formatInstant, parseTime } from '../../model/time.ts'
import { ofEach, type Rule } from '../rule.ts'

/** Nobody writes code in the middle of the night; a day later the next apply may take the change away. */
const grace = 86_400

export const uncodifiedChange: Rule = {
  id: 'uncodified-change',
  says: 'A change by hand that is still in effect is not in git a day later: the next deployment may take it away.',
  example: {
    record: `id: 2026-06-10-boot-storm
title: Boot storm
changes:
  - { at: 2026-06-10T22:58:00Z, relation: mitigated, what: Probe patched by hand, codified: pending }
  - { at: 2026-06-10T23:05:00Z, relation: mitigated, what: max_connections raised to 400 }
  - { at: 2026-06-10T23:06:00Z, what: Pods restarted, codified: temporary }
`,
    at: '2026-06-12T00:00:00Z',
    messages: [
      'not in git since 2026-06-10: Probe patched by hand',
      'nobody said whether it is in git, since 2026-06-10: max_connections raised to 400',
    ],
  },
  find: ofEach(({ record }, { now }) =>
    record.changes.flatMap((change, n) => {
      const { codified, relation, what } = change
      const open = codified === 'pending' || (codified === null && relation === 'mitigated')
      const since = madeAt(change, record)
      if (!open || since === null || since + grace > now) return []
      const day = formatInstant(since * 1000).slice(0, 10)
      const head = codified === 'pending' ? `not in git since ${day}` : `nobody said whether it is in git, since ${day}`
      return [
        {
          path: codified === null ? ['changes', n] : ['changes', n, 'codified'],
          message: `${head}: ${what}`,
          next: 'commit it and set codified: "<commit>"; or codified: temporary when it is gone again',
          identity: what,
        },
      ]
    }),
  ),
}

/** Epoch seconds; of the incident when the change has no time. */
function madeAt({ at }: Change, { id, times }: Incident): number | null {
  for (const written of [at, times.resolved, times.started, dateOfId(id)]) {
    const time = written ? parseTime(written) : null
    if (time !== null && typeof time === 'object') return time.epoch / 1000
  }
  return null
}
