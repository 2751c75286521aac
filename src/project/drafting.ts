/** What `mortem new --from` reads of a repository: messages, what they changed, and the post-mortem they name. */

import { readRange } from '../git/commits.ts'
import { GitError, UnknownRevision } from '../git/errors.ts'
import { openHistory } from '../git/history.ts'
import { type DraftCommit, type DraftRecord, draftIncident, namedDocument } from '../ledger/draft/draft.ts'
import { messageOptions } from '../message/options.ts'
import { parseCommitMessage } from '../message/parse.ts'
import type { Workspace } from './load.ts'
import type { Project } from './project.ts'
import { scoped } from './scope.ts'

/** More commits than an incident has; a range of a year is a slip. */
const most = 200

/** A range that no incident can be drafted from. */
export class DraftRefused extends Error {
  override readonly name = 'DraftRefused'
  readonly next: string

  constructor(message: string, next: string) {
    super(message)
    this.next = next
  }
}

/** A record drafted from a commit or a range. @throws UnknownRevision, DraftRefused */
export async function draftFrom(project: Project, { config }: Workspace, range: string): Promise<DraftRecord> {
  const { repository, prefix } = project
  const commits = await readRange(repository, range, most + 1).catch((error: unknown) => {
    throw error instanceof GitError ? new UnknownRevision(range, repository.shallow, { cause: error }) : error
  })
  const newest = commits.at(-1)
  if (!newest) throw new DraftRefused(`${JSON.stringify(range)} holds no commit`, 'name a commit, or first~1..last')
  if (commits.length > most)
    throw new DraftRefused(
      `${JSON.stringify(range)} holds more than ${most} commits, which is no incident`,
      'name the commits of the incident: first~1..last',
    )
  const history = scoped(await openHistory(repository, newest.hash), prefix)
  const changes = await history.changes(commits.map(({ hash }) => hash))
  const options = messageOptions(config.messages)
  const drafts = commits.map(
    ({ hash, author, authored, message }): DraftCommit => ({
      hash,
      author,
      authored,
      facts: parseCommitMessage(message, options),
      changes: changes.get(hash) ?? [],
    }),
  )
  const tree = await history.tree([])
  const file = namedDocument(drafts, (name) => oneFile(tree, name))
  if (file === null) return draftIncident(drafts, null)
  const blob = tree.get(file)
  const text = blob ? (await history.blobs([blob])).get(blob) : undefined
  return draftIncident(drafts, { file, heading: /^#[ \t]+(.{1,300})$/m.exec(text ?? '')?.[1] ?? null })
}

/** The one file that a path or a bare name means; null when there is none, or there are several. */
function oneFile(tree: ReadonlyMap<string, string>, name: string): string | null {
  if (tree.has(name)) return name
  const hits = [...tree.keys()].filter((path) => path.endsWith(`/${name}`))
  return hits.length === 1 ? (hits[0] as string) : null
}
