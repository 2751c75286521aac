/** Ids that a record ever gave to an action: a commit that answered A2 must not answer another A2 later. */
import { openHistory } from '../git/history.ts'
import { readStatuses } from '../workspace/statuses.ts'
import type { Project } from './project.ts'
import { scoped } from './scope.ts'

/** Action ids in all committed versions of a record. Empty without a commit. @throws GitError */
export async function usedActionIds({ repository, prefix }: Project, file: string): Promise<Set<string>> {
  const history = scoped(await openHistory(repository, null), prefix)
  if (history.head === null) return new Set()
  const versions = (await history.pathHistory([file])).flatMap(({ changes }) => changes.map(({ after }) => after))
  const texts = await history.blobs([...new Set(versions.filter((blob) => blob !== null))])
  return new Set([...texts.values()].flatMap((text) => [...readStatuses(text).keys()]))
}
