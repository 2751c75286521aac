/** Runs every rule over a ledger and puts a place to each problem. */
import { byPlace, type Finding } from '../model/finding.ts'
import { ruleIds } from '../model/rules.ts'
import type { RuleContext } from './rule.ts'
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
    return rules[id].find(context).map(({ incident, path, message, next }): Finding => {
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
      }
    })
  })
  return found.sort(byPlace)
}
