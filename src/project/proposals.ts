/** Declared checks for an action, from what a commit did for it. */
import { openHistory } from '../git/history.ts'
import type { ProbeResult } from '../ledger/ledger.ts'
import { sourceOf } from '../ledger/probes/apply.ts'
import { evaluate } from '../ledger/probes/evaluate.ts'
import { proposeProbes } from '../ledger/probes/propose.ts'
import { viewOf } from '../ledger/probes/view.ts'
import type { Action, Probe } from '../model/incident.ts'
import type { Workspace } from './load.ts'
import type { Project } from './project.ts'
import { scoped } from './scope.ts'

/** A person reads three; a commit of more files is not about one action. */
const mostProposals = 3
const mostFiles = 200

/**
 * At most three probes that the commit's change suggests, that the tree at HEAD passes, and that the action does not have.
 * `commit`: a full name. @throws GitError
 */
export async function proposedProbes(
  project: Project,
  { config, records }: Workspace,
  action: Pick<Action, 'title' | 'verify'>,
  commit: string,
): Promise<ProbeResult[]> {
  const history = scoped(await openHistory(project.repository, null), project.prefix)
  // A record or document says what was done; that it says so keeps nothing.
  const own = new Set(records.flatMap(({ file, document }) => [file, document.file]))
  const isRecord = (path: string) => own.has(path) || path.startsWith(`${config.paths['post-mortems']}/`)
  const all = (await history.changes([commit])).get(commit) ?? []
  const changes = all.filter(({ path, after }) => after !== null && !isRecord(path))
  if (changes.length > mostFiles) return []
  const texts = await history.blobs(changes.flatMap(({ before, after }) => [before ?? [], after ?? []].flat()))
  const changed = changes.flatMap(({ path, before, after }) => {
    const [was, now] = [before === null ? null : texts.get(before), texts.get(after ?? '')]
    // Of a file whose earlier text is not here, nobody can tell what the commit changed.
    return was === undefined || now === undefined ? [] : [{ path, before: was, after: now }]
  })
  const known = new Set(action.verify.map((probe) => JSON.stringify(probe)))
  const candidates = (await proposeProbes(action.title, changed)).filter((probe) => !known.has(JSON.stringify(probe)))
  return passing(candidates, sourceOf(history))
}

async function passing(candidates: readonly Probe[], source: ReturnType<typeof sourceOf>): Promise<ProbeResult[]> {
  const results = evaluate(candidates, await viewOf(candidates, source))
  return results.filter(({ state }) => state === 'passing').slice(0, mostProposals)
}
