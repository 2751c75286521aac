/** What a record still lacks for its status. `resolve` and `close` print the same list. */
import type { Incident } from '../model/incident.ts'
import type { IncidentStatus } from '../model/words.ts'

export interface Lack {
  path: readonly (string | number)[]
  message: string
  next: string | null
}

export function lacks(record: Incident, status: IncidentStatus = record.status): Lack[] {
  if (status !== 'resolved' && status !== 'closed') return []
  const found: Lack[] = []
  const need = (value: unknown, key: string[], what: string, next: string) => {
    if (value === null) found.push({ path: key, message: `a ${status} incident needs ${what}`, next })
  }
  const verb = status === 'closed' ? 'close' : 'resolve'
  need(record.severity, ['severity'], 'a severity', `mortem ${verb} --severity SEV3 -i ${record.id}`)
  need(
    record.times.started,
    ['times', 'started'],
    'times.started',
    `mortem log "impact began" --kind impact --at <time> -i ${record.id}`,
  )
  need(record.times.resolved, ['times', 'resolved'], 'times.resolved', `mortem resolve --at <time> -i ${record.id}`)
  need(
    record.summary,
    ['summary'],
    'a summary: one paragraph that a stranger understands',
    `mortem ${verb} --summary "…" -i ${record.id}`,
  )
  record.actions.forEach(({ id, status: said, resolution }, n) => {
    const path = ['actions', n, 'resolution']
    const next = `mortem action ${said === 'wont-do' ? 'drop' : 'done'} ${record.id}#${id} --reason "…"`
    if (said === 'done-alt' && resolution === null)
      found.push({ path, message: `${id} is done another way; its resolution says which`, next })
    if (said === 'wont-do' && resolution === null)
      found.push({ path, message: `${id} will not be done; its resolution says why`, next })
  })
  return found
}
