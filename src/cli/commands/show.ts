import { toReport } from '../../ledger/report.ts'
import { ledgerOf, readWorkspace } from '../../project/load.ts'
import { openProject } from '../../project/project.ts'
import { findIn } from '../find.ts'
import type { Io } from '../io.ts'
import { showAction, showIncident } from '../show-text.ts'
import { complainOf } from './status.ts'

interface Options {
  at?: string
  json?: boolean
}

export async function run(io: Io, [name]: [string], { at, json }: Options): Promise<number> {
  const project = await openProject(io.cwd, io.env, io.progress)
  const workspace = await readWorkspace(project)
  const ledger = await ledgerOf(project, workspace, at ?? null)
  const { incident, action } = findIn(ledger, name)
  if (json) {
    const { incidents } = toReport({ ...ledger, incidents: [incident] }, io.now, action && ((one) => one === action))
    const { actions, ...rest } = incidents[0] as (typeof incidents)[number]
    io.print(
      JSON.stringify({ schema: 1, commit: ledger.commit, ...(action ? actions[0] : { ...rest, actions }) }, null, 2),
    )
  } else io.print(action ? showAction(incident, action, io) : showIncident(incident, io))
  return complainOf(workspace.problems, io)
}
