/** Runs every rule over a ledger and puts a place to each problem. */

import type { LedgerIncident } from '../ledger/ledger.ts'
import { byPlace, type Finding, withoutNumbers } from '../model/finding.ts'
import { ruleIds } from '../model/rules.ts'
import type { Problem, RuleContext } from './rule.ts'
import { rules } from './rules.ts'

/** Where a path of an incident's record stands; null when only the file is known. */
export type Locate = (
  incident: string,
  path: readonly (string | number)[],
) => { line: number; column: number; excerpt: string } | null

/** Findings in the order of files and lines; rules that the configuration turns off say nothing. */
export function runChecks(context: RuleContext, locate: Locate): Finding[] {
  const found = ruleIds.flatMap((id) => {
    const policy = context.config.rules[id]
    if (policy === 'off') return []
    return rules[id].find(context).map(({ incident, path, message, next, identity }): Finding => {
      const place = incident && locate(incident.record.id, path)
      return {
        rule: id,
        level: policy === 'block' ? 'error' : 'warning',
        file: incident?.file ?? null,
        line: place?.line ?? null,
        column: place?.column ?? null,
        message,
        next,
        excerpt: place?.excerpt ?? null,
        about: aboutOf(incident, path, identity ?? withoutNumbers(message)),
      }
    })
  })
  return found.sort(byPlace)
}

/** `2026-06-10-boot-storm#A1 0123abcd`: what a finding is about, by names that outlive an edit of the record. */
function aboutOf(incident: LedgerIncident | null, path: Problem['path'], identity: string): string {
  const [list, at] = path
  const action = list === 'actions' && typeof at === 'number' ? incident?.actions[at]?.ref : undefined
  return [action ?? incident?.record.id, identity].filter(Boolean).join(' ')
}
