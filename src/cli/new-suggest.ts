/** `mortem new --suggest`: commits that look like incidents nobody wrote a record of, best first. Writes nothing. */
import type { UnrecordedIncident } from '../ledger/suggest/unrecorded.ts'
import { visible } from '../markdown/visible.ts'
import { formatInstant } from '../model/time.ts'
import { ledgerOf, readWorkspace } from '../project/load.ts'
import { openProject } from '../project/project.ts'
import { unrecordedIn } from '../project/suggesting.ts'
import { painter } from './colour.ts'
import { complainOf } from './commands/status.ts'
import type { Io } from './io.ts'

/** Incidents that a terminal shows; all of them are in the JSON. */
const inTerminal = 10

export async function suggestNew(io: Io, { json }: { json?: boolean }): Promise<number> {
  const project = await openProject(io.cwd, io.env, io.progress)
  const workspace = await readWorkspace(project)
  const found = await unrecordedIn(project, workspace, await ledgerOf(project, workspace, null))
  if (json) io.print(JSON.stringify({ schema: 1, suggestions: found.map(toJson) }, null, 2))
  else if (found.length === 0) io.print('no commit looks like an incident without a record')
  else
    io.print(
      found
        .slice(0, inTerminal)
        .map((one) => paragraph(one, io))
        .join('\n\n'),
    )
  return complainOf(workspace.problems, io)
}

function toJson({ title, date, score, commits, best, reasons }: UnrecordedIncident) {
  const dated = commits.map((one) => ({ ...one, date: formatInstant(one.date * 1000) }))
  return { title, date: formatInstant(date * 1000), score, reasons, best, commits: dated }
}

function paragraph({ title, date, commits, best, reasons }: UnrecordedIncident, io: Io): string {
  const others = commits.filter(({ commit }) => commit !== best).slice(0, 3)
  return [
    `${formatInstant(date * 1000).slice(0, 10)}  ${painter(io)('bold', visible(title).slice(0, 200))}`,
    `  ${visible(reasons.join(' · '))}`,
    ...others.map(({ commit, subject }) => `  ${commit.slice(0, 12)}  ${visible(subject).slice(0, 150)}`),
    `  next: mortem new --from ${best.slice(0, 12)}`,
  ].join('\n')
}
