import { type Common, inCommon } from '../../ledger/alike.ts'
import type { LedgerAction, LedgerIncident } from '../../ledger/ledger.ts'
import { dateOfId } from '../../model/ids.ts'
import { timesOf } from '../../model/phases.ts'
import { isSettled } from '../../model/words.ts'
import type { Problem, Rule } from '../rule.ts'

/** Actions that a message has room for. */
const someActions = 3

export const recurringCause: Rule = {
  id: 'recurring-cause',
  says: 'An incident has the cause of an earlier one, or its fixes changed the same file, and the earlier one still has open actions; or nobody has said that it recurs.',
  example: {
    record: `id: 2026-05-17-authentik-keel
title: Sign-in broken by an automatic upgrade
causes:
  - { id: C1, title: The image was upgraded without anybody asking }
actions:
  - { id: A2, priority: P1, title: Alert on a changed image tag }
---
id: 2026-06-10-boot-storm
title: Boot storm
causes:
  - { id: C1, title: "The image was upgraded, without anybody asking" }
`,
    messages: [
      '2026-05-17-authentik-keel had the same cause, and what it asked for is still open: A2 P1 Alert on a changed image tag',
    ],
  },
  find: ({ ledger: { incidents } }) => {
    const common = inCommon(incidents)
    // What many incidents touch (a values file, a rule file) says nothing of any two of them.
    const most = Math.max(3, incidents.length / 10)
    const named = new Map(incidents.flatMap((one) => [...one.record.aliases, one.record.id].map((name) => [name, one])))
    return incidents.flatMap((incident, n) => {
      const { recurs, related } = incident.record
      const told = recurs.flatMap((name, at) => {
        const earlier = named.get(name)
        return earlier ? raised(incident, earlier, `it recurs ${earlier.record.id}`, ['recurs', at]) : []
      })
      const known = new Set([...recurs, ...related].map((name) => named.get(name)?.record.id))
      const holders = holdersOf(common[n] ?? [])
      const found = (common[n] ?? []).flatMap((one) => {
        const earlier = named.get(one.incident)
        if (!earlier || !isEarlier(earlier, incident) || recurs.some((name) => named.get(name) === earlier)) return []
        const rare = one.files.filter((file) => (holders.get(file) ?? 0) < most)
        return suspected(incident, earlier, one, rare, known.has(one.incident))
      })
      return [...told, ...found]
    })
  },
}

function suspected(
  incident: LedgerIncident,
  earlier: LedgerIncident,
  { causes }: Common,
  files: readonly string[],
  isKnown: boolean,
): Problem[] {
  const { id } = earlier.record
  const [cause] = causes
  if (cause === undefined)
    return files[0] ? raised(incident, earlier, `fixes of ${id} changed ${files[0]} as well`, []) : []
  const path = ['causes', incident.record.causes.findIndex(({ title }) => title === cause)]
  const open = raised(incident, earlier, `${id} had the same cause`, path)
  if (open.length > 0 || isKnown) return open
  const settled = earlier.actions.length > 0 ? 'all that it asked for is settled' : 'it asked for nothing'
  return [
    {
      incident,
      path,
      message: `${id} had the same cause, and ${settled}: that did not keep it away`,
      next: `add recurs: [${id}] to this record, and ask what was missing then`,
      identity: id,
    },
  ]
}

/** A recurrence raises what is open, or lost, of the earlier one. */
function raised(incident: LedgerIncident, earlier: LedgerIncident, head: string, path: Problem['path']): Problem[] {
  const open = earlier.actions.filter(({ status, lost }) => lost || !isSettled(status)).sort(byPriority)
  const [first] = open
  if (!first) return []
  const shown = open.slice(0, someActions).map(spoken)
  if (open.length > someActions) shown.push(`${open.length - someActions} more`)
  return [
    {
      incident,
      path,
      message: `${head}, and what it asked for is still open: ${shown.join('; ')}`,
      next: first.lost ? `mortem show ${first.ref}` : `mortem action assign ${first.ref} <owner> --due <day>`,
      identity: open.map(({ ref }) => ref).join(' '),
    },
  ]
}

function spoken({ record: { id, priority, title }, lost }: LedgerAction): string {
  return [id, priority, title, lost ? '(done, and lost since)' : null].filter(Boolean).join(' ')
}

/** File → how many other incidents' fixes changed it. */
function holdersOf(common: readonly Common[]): Map<string, number> {
  const found = new Map<string, number>()
  for (const { files } of common) for (const file of files) found.set(file, (found.get(file) ?? 0) + 1)
  return found
}

function isEarlier(a: LedgerIncident, b: LedgerIncident): boolean {
  const [x, y] = [timesOf(a.record).started, timesOf(b.record).started]
  if (x && y && x.epoch !== y.epoch) return x.epoch < y.epoch
  return `${dateOfId(a.record.id)} ${a.record.id}` < `${dateOfId(b.record.id)} ${b.record.id}`
}

function byPriority(a: LedgerAction, b: LedgerAction): number {
  const key = ({ record: { priority, id } }: LedgerAction) => `${priority ?? 'P9'} ${id}`
  return key(a) < key(b) ? -1 : 1
}
