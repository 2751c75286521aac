import type { HistoryCommit } from '../ledger/history.ts'
import { GitError } from './errors.ts'
import { fullName } from './objects.ts'
import type { Repository } from './repository.ts'

// Names without the mailmap (`%an`, not `%aN`), seconds, and the raw message: nothing here depends on configuration.
const fields = ['%H', '%P', '%an', '%ae', '%at', '%ct', '%B']

const options = [
  ...['-z', '--topo-order', '--encoding=UTF-8', '--no-color', '--no-show-signature', '--no-use-mailmap'],
  ...['--no-patch', '--no-ext-diff', '--no-textconv', '--no-renames'],
]

/**
 * The commits reachable from `head`, children before parents, as git prints them.
 *
 * @throws GitError also when the output is out of step, which no known commit achieves: git cuts what it prints of a
 *   commit at a NUL in it.
 */
export function readCommits(repository: Repository, head: string): AsyncGenerator<HistoryCommit> {
  return read(repository, ['--end-of-options', head, '--'])
}

/**
 * The commits of a range (`main..fix`, merges left out) or the one that a revision names, oldest first, at most `limit`.
 *
 * @throws GitError when git knows no such range
 */
export async function readRange(repository: Repository, range: string, limit: number): Promise<HistoryCommit[]> {
  const selection = range.includes('..') ? ['--no-merges', `--max-count=${limit}`] : ['--no-walk']
  const found: HistoryCommit[] = []
  for await (const commit of read(repository, [...selection, '--end-of-options', range, '--'])) found.push(commit)
  return found.reverse()
}

/** These commits by their full names, reachable or not. @throws GitError when one is missing */
export async function readNamed(
  repository: Repository,
  hashes: readonly string[],
): Promise<Map<string, HistoryCommit>> {
  const found = new Map<string, HistoryCommit>()
  if (hashes.length === 0) return found
  const selection = ['--no-walk=unsorted', '--stdin']
  for await (const commit of read(repository, selection, `${hashes.join('\n')}\n`)) found.set(commit.hash, commit)
  return found
}

async function* read(repository: Repository, selection: readonly string[], input = ''): AsyncGenerator<HistoryCommit> {
  const args = ['log', ...options, `--format=${fields.join('%x00')}`, ...selection]
  let held: string[] = []
  for await (const batch of repository.stream({ args, input })) {
    const all = held.length === 0 ? batch : held.concat(batch)
    let at = 0
    for (; at + fields.length <= all.length; at += fields.length)
      yield commitOf(all.slice(at, at + fields.length), args)
    held = all.slice(at)
  }
  if (held.length > 0) throw new GitError(args, null, `the last commit has ${held.length} fields`)
}

function commitOf(values: string[], args: string[]): HistoryCommit {
  const [hash = '', parents = '', author = '', email = '', authored, committed, message = ''] = values
  if (!fullName.test(hash))
    throw new GitError(args, null, `expected a hash, found ${JSON.stringify(hash.slice(0, 80))}`)
  return {
    hash,
    parents: parents === '' ? [] : parents.split(' '),
    author,
    email,
    authored: Number(authored),
    committed: Number(committed),
    message,
  }
}
