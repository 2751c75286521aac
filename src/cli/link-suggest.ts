/** `mortem link --suggest [action]`: commits that could have done it, best first, each with its reasons. */
import type { LedgerAction } from '../ledger/ledger.ts'
import type { Candidate, Suggestion } from '../ledger/suggest/suggest.ts'
import { visible } from '../markdown/visible.ts'
import { formatInstant } from '../model/time.ts'
import { ledgerOf, readWorkspace } from '../project/load.ts'
import { openProject } from '../project/project.ts'
import { suggestFor } from '../project/suggesting.ts'
import { appendItem } from '../workspace/edit.ts'
import { painter } from './colour.ts'
import { complainOf } from './commands/status.ts'
import { exit, UsageError } from './exit.ts'
import { findIn } from './find.ts'
import type { Io } from './io.ts'
import { openAction, writeEdit } from './records.ts'

interface Options {
  accept?: boolean
  dryRun?: boolean
  json?: boolean
}

/** Candidates that a terminal shows for each action; all of them are in the JSON. */
const inTerminal = 3

/** @throws UsageError */
export async function suggest(io: Io, name: string | undefined, options: Options): Promise<number> {
  if (options.accept) return accept(io, name, options)
  const project = await openProject(io.cwd, io.env, io.progress)
  const workspace = await readWorkspace(project)
  const ledger = await ledgerOf(project, workspace, null)
  const actions = name === undefined ? ledger.incidents.flatMap(({ actions }) => actions.filter(isUnanswered)) : named()
  const suggestions = await suggestFor(project, workspace, ledger, new Set(actions.map(({ ref }) => ref)))
  if (options.json) io.print(JSON.stringify({ schema: 1, suggestions: suggestions.map(toJson) }, null, 2))
  else io.print(textOf(suggestions, name === undefined ? inTerminal : Number.POSITIVE_INFINITY, io))
  return complainOf(workspace.problems, io)

  function named(): LedgerAction[] {
    const { incident, action } = findIn(ledger, name as string)
    return action ? [action] : incident.actions
  }
}

/** No certain commit did it, and nobody said that it will not be done or was done outside git. */
function isUnanswered({ status, links, proven }: LedgerAction): boolean {
  if (status === 'wont-do') return false
  const certain = links.some(
    ({ relation, strength, landed }) => relation === 'fixed' && strength === 'certain' && landed,
  )
  return !certain && !(proven && links.length === 0)
}

function toJson({ action, title, candidates }: Suggestion) {
  return {
    action,
    title,
    candidates: candidates.map(({ commit, twins, subject, date, score, reasons }) => ({
      commit,
      twins,
      subject,
      date: formatInstant(date * 1000),
      score,
      reasons,
    })),
  }
}

function textOf(suggestions: readonly Suggestion[], most: number, io: Io): string {
  if (suggestions.length === 0) return 'every action has a commit that answers it, or needs none'
  return suggestions.map((suggestion) => paragraph(suggestion, most, io)).join('\n\n')
}

function paragraph({ action, title, candidates }: Suggestion, most: number, io: Io): string {
  const paint = painter(io)
  const lines = [`${paint('bold', action)}  ${visible(title)}`]
  const [best] = candidates
  if (!best) return [...lines, '  no commit speaks of it'].join('\n')
  for (const candidate of candidates.slice(0, most)) lines.push(...candidateLines(candidate))
  return [...lines, `  next: mortem link '${action}' ${best.commit.slice(0, 12)}`].join('\n')
}

function candidateLines({ commit, date, subject, reasons }: Candidate): string[] {
  return [
    `  ${commit.slice(0, 12)}  ${formatInstant(date * 1000).slice(0, 10)}  ${visible(subject).slice(0, 200)}`,
    `      ${visible(reasons.join(' · '))}`,
  ]
}

async function accept(io: Io, name: string | undefined, options: Options): Promise<number> {
  if (name === undefined) throw new UsageError('--accept needs the action that it is for', 'mortem link --suggest')
  const { project, workspace, record, action, index } = await openAction(io, name)
  const ref = `${record.incident.id}#${action}`
  const ledger = await ledgerOf(project, workspace, null)
  const [suggestion] = await suggestFor(project, workspace, ledger, new Set([ref]))
  const best = suggestion?.candidates[0]
  if (!best) throw new UsageError(`no commit speaks of ${ref}`, `mortem link '${ref}' <commit>`)
  const { commits } = record.incident.actions[index] as { commits: { commit: string }[] }
  const known = commits.some(({ commit }) => best.commit.startsWith(commit))
  const text = known ? record.text : appendItem(record.text, ['actions', index, 'commits'], best.commit)
  await writeEdit(io, project, record, text, `${ref}: linked to ${best.commit.slice(0, 12)} ${best.subject}`, options)
  if (!options.json) io.print(`  because it ${visible(best.reasons.join(' · '))}`)
  return exit.fine
}
