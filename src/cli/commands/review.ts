import { reviewItems } from '../../ledger/review.ts'
import { cachedLedger } from '../../project/cached.ts'
import { openProject } from '../../project/project.ts'
import { exit, report } from '../exit.ts'
import { findIn } from '../find.ts'
import type { Io } from '../io.ts'
import { settled, version } from '../program.ts'
import type { EditOptions } from '../records.ts'
import type { Call } from '../review/answers.ts'
import { reviewJson, reviewText } from '../review/item-text.ts'
import { complainOf } from './status.ts'

interface Options extends EditOptions {
  incident?: string
}

export async function run(io: Io, _args: [], { incident, dryRun, json }: Options): Promise<number> {
  const project = await openProject(io.cwd, io.env, io.progress)
  const { ledger, problems } = await cachedLedger(project, version)
  const only = incident === undefined ? null : findIn(ledger, incident).incident
  const items = reviewItems(ledger, io.now).filter((item) => only === null || item.incident === only)
  if (json) io.print(JSON.stringify(reviewJson(items, ledger), null, 2))
  else if (!io.interactive || items.length === 0) io.print(reviewText(items, ledger))
  else {
    const { sayEnd, walk } = await import('../review/walk.ts')
    const write = (call: Call, edit: EditOptions) => carry(io, call, edit)
    sayEnd(await walk(items, ledger, write, dryRun ? { dryRun } : {}, io.columns ?? 80), items.length)
  }
  return complainOf(problems, io)
}

const commands = {
  done: () => import('./action-done.ts'),
  assign: () => import('./action-assign.ts'),
  drop: () => import('./action-drop.ts'),
  verdict: () => import('./action-verdict.ts'),
}

/** Runs the command that an answer stands for, so that a review writes what the command line would. */
async function carry(io: Io, { command, ref, argument, options }: Call, edit: EditOptions): Promise<boolean> {
  const { run: call } = (await commands[command]()) as { run(io: Io, args: unknown, options: unknown): Promise<number> }
  // `--commit` may be given several times, so its command takes a list.
  const { commit, ...others } = options
  const commits = commit === undefined || commit === null ? [] : [commit].flat()
  try {
    await settled(() =>
      call(io, [ref, argument], { ...others, ...edit, ...(command === 'done' && { commit: commits }) }),
    )
    return true
  } catch (error) {
    if (report(error, { ...io, complain: () => {} }) === exit.bug) throw error
    report(error, io)
    return false
  }
}
