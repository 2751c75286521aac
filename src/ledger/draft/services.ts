/** Services that a change touches, by the folder names that GitOps repositories keep them under. */
import type { DraftCommit } from './draft.ts'

const keepers = new Set(
  'stacks stack apps app applications services service charts deployments workloads roles playbooks packages'.split(
    ' ',
  ),
)
const notServices = new Set(
  (
    'docs doc ci cd test tests build chore fix feat infra repo modules module base overlays common shared lib all misc ' +
    'deps release hotfix post-mortem post-mortems postmortem postmortems incident incidents runbook runbooks'
  ).split(' '),
)

/** Most touched first, at most six. */
export function draftServices(commits: readonly DraftCommit[]): string[] {
  const touched = new Map<string, number>()
  const count = (name: string) => touched.set(name, (touched.get(name) ?? 0) + 1)
  for (const { facts, changes } of commits) {
    for (const scope of facts.header.scope?.split(/[/,]/) ?? []) {
      const name = scope.trim().toLowerCase()
      if (/^[a-z0-9][a-z0-9._-]*$/.test(name) && !notServices.has(name)) count(name)
    }
    for (const { path } of changes) {
      const folders = path.split('/').slice(0, -1)
      const name = folders[folders.findIndex((folder) => keepers.has(folder)) + 1]
      if (name && folders.some((folder) => keepers.has(folder)) && !notServices.has(name)) count(name)
    }
  }
  return [...touched]
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .slice(0, 6)
    .map(([name]) => name)
}
