/** The facts of a record that several commands can set: what a resolved incident needs besides its times. */
import { oneOf } from '../model/fields.ts'
import { severityOf } from '../model/severity.ts'
import type { Workspace } from '../project/load.ts'
import { setValue } from '../workspace/edit.ts'
import { UsageError } from './exit.ts'

export interface Facts {
  severity?: string
  summary?: string
}

/** The record's text with them. @throws UsageError for a severity that the scale does not have */
export function setFacts(text: string, workspace: Workspace, { severity, summary }: Facts): string {
  checkSeverity(severity, workspace)
  const ranked = severity ? setValue(text, ['severity'], severity) : text
  return summary ? setValue(ranked, ['summary'], summary) : ranked
}

/** @throws UsageError */
export function checkSeverity(severity: string | undefined, { config }: Workspace): void {
  if (severity === undefined || severityOf(severity, config.severities)) return
  const expected = `expected ${oneOf(config.severities.map(({ name }) => name))}`
  throw new UsageError(`"${severity}" is not on the scale`, expected)
}
