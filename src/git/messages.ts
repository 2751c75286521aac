import { fullName } from './objects.ts'
import type { Repository } from './repository.ts'

const args = [
  ...['log', '-z', '--no-walk=unsorted', '--stdin', '--format=%H%x00%B', '--encoding=UTF-8', '--no-patch'],
  ...['--no-color', '--no-show-signature', '--no-use-mailmap'],
]

/**
 * The whole messages of these commits, by full name.
 *
 * @throws GitError
 */
export async function readMessages(repository: Repository, commits: readonly string[]): Promise<Map<string, string>> {
  const messages = new Map<string, string>()
  const wanted = [...new Set(commits)].filter((commit) => fullName.test(commit))
  if (wanted.length === 0) return messages
  let name: string | null = null
  for await (const batch of repository.stream({ args, input: `${wanted.join('\n')}\n` }))
    for (const record of batch) {
      if (name === null) name = record
      else {
        messages.set(name, record)
        name = null
      }
    }
  return messages
}
