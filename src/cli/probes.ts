/** Probes as people read them, and how proposed ones are written into a record. */
import type { LedgerAction, ProbeResult } from '../ledger/ledger.ts'
import { demand } from '../ledger/probes/says.ts'
import { visible } from '../markdown/visible.ts'
import type { Probe } from '../model/incident.ts'
import { appendItem } from '../workspace/edit.ts'

/** One line for each probe of an action: its state, and what the tree says. */
export function probeLines({ probes }: Pick<LedgerAction, 'probes'>): string[] {
  return probes.map(({ state, says }) => `  ${state}  ${visible(says)}`)
}

/** Proposed probes with a heading; nothing when there are none. */
export function proposalLines(ref: string, proposals: readonly ProbeResult[]): string[] {
  if (proposals.length === 0) return []
  return [`${ref} would be kept by`, ...proposals.map(({ probe }) => `  ${visible(demand(probe))}`)]
}

/** The record's text with probes added to the action at `index`. @throws EditRefused */
export function withProbes(text: string, index: number, probes: readonly Probe[]): string {
  return probes.reduce((edited, probe) => appendItem(edited, ['actions', index, 'verify'], probe), text)
}
