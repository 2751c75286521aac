/** The guard over a real repository: a commit that is being made, or one that was made already. */
import { readCommitAgainst } from '../git/against.ts'
import { readRange } from '../git/commits.ts'
import { openHistory } from '../git/history.ts'
import { stagedAgainst } from '../git/staged.ts'
import { buildWatched, type WatchedLedger } from '../ledger/build.ts'
import { guard, type Warning } from '../ledger/guard/guard.ts'
import type { History, PathChange } from '../ledger/history.ts'
import { messageOptions } from '../message/options.ts'
import { parseCommitMessage } from '../message/parse.ts'
import { inputOf, readWorkspace, type Workspace } from './load.ts'
import { openProject, type Project } from './project.ts'
import { scopedChanges } from './scope.ts'

export interface Guard {
  project: Project
  workspace: Workspace
  /** Paths on which a fix stands or stood: a commit that touches none of them takes nothing away. */
  paths: ReadonlySet<string>
}

/** @throws NoRepository, NoGit, GitError */
export async function openGuard(cwd: string, env: NodeJS.ProcessEnv): Promise<Guard> {
  const project = await openProject(cwd, env)
  const workspace = await readWorkspace(project)
  const { watches } = await watchedAt(project, workspace, null)
  const paths = watches.flatMap(({ link, lines }) => [...link.paths, ...lines.map(({ path }) => path)])
  return { project, workspace, paths: new Set(paths) }
}

/** What is watched at a commit, and the history that it was read from. */
interface Watched extends WatchedLedger {
  history: History
}

async function watchedAt(project: Project, workspace: Workspace, rev: string | null): Promise<Watched> {
  const input = inputOf(project, workspace, await openHistory(project.repository, rev))
  return { ...(await buildWatched(input)), history: input.history }
}

/**
 * What to say of the commit that is being made with this message: its index is compared with `parents` (`HEAD` alone for an
 * ordinary commit, `HEAD^` for an amend, `HEAD` and `MERGE_HEAD` for a merge). `date`: epoch seconds.
 *
 * @throws UnknownRevision, GitError
 */
export async function guardStaged(
  project: Project,
  workspace: Workspace,
  { message, date, parents }: { message: string; date: number; parents: readonly string[] },
): Promise<Warning[]> {
  const [first = null] = parents
  const watched = await watchedAt(project, workspace, first)
  const sides = await Promise.all(parents.map((parent) => stagedAgainst(project.repository, parent)))
  return judge(project, workspace, watched, { sides, message, date })
}

/** What the guard would have said of a commit; null when it touches nothing that is watched. @throws GitError */
export async function guardCommit({ project, workspace, paths }: Guard, commit: string): Promise<Warning[] | null> {
  const { repository } = project
  const [made] = await readRange(repository, commit, 1)
  const parents = made?.parents ?? []
  const [first] = parents
  if (!made || first === undefined) return null
  const sides = await Promise.all(parents.map((parent) => readCommitAgainst(repository, parent, commit)))
  const own = scopedChanges(sides[0] ?? [], project.prefix)
  const deleted = own.filter(({ after }) => after === null).length
  if (!own.some(({ path }) => paths.has(path)) && deleted < 20) return null
  const watched = await watchedAt(project, workspace, first)
  return judge(project, workspace, watched, { sides, message: made.message, date: made.committed })
}

async function judge(
  { prefix }: Project,
  { config }: Workspace,
  { ledger, catalog, watches, history }: Watched,
  change: { sides: PathChange[][]; message: string; date: number },
): Promise<Warning[]> {
  const facts = parseCommitMessage(change.message, messageOptions(config.messages))
  const guarded = { ledger, watches, catalog, policies: config.rules }
  const sides = change.sides.map((side) => scopedChanges(side, prefix))
  return guard(guarded, { sides, history }, { facts, date: change.date })
}
