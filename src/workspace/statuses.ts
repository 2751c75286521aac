/** The statuses that a version of a record declares. Lenient: history holds versions that are broken or older than us. */
import { type ActionStatus, actionStatuses } from '../model/words.ts'
import { valueAt } from './issues.ts'
import { readYaml } from './yaml.ts'

/** Action id → status, `todo` where none is written; what cannot be read is left out. Never throws. */
export function readStatuses(text: string): Map<string, ActionStatus> {
  const statuses = new Map<string, ActionStatus>()
  const actions = valueAt(readYaml(text, '').value, ['actions'])
  if (!Array.isArray(actions)) return statuses
  for (const action of actions) {
    const id = valueAt(action, ['id'])
    const status = valueAt(action, ['status']) ?? 'todo'
    if (typeof id === 'string' && isStatus(status)) statuses.set(id, status)
  }
  return statuses
}

function isStatus(word: unknown): word is ActionStatus {
  return (actionStatuses as readonly unknown[]).includes(word)
}
