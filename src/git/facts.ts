import { nulSeparated } from './operation.ts'
import { commandLines, withFolders } from './paths.ts'
import type { Repository } from './repository.ts'

/** Remote name → its first URL, as configured: it may hold credentials. @throws GitError */
export async function readRemotes(repository: Repository): Promise<Map<string, string>> {
  const args = ['config', '-z', '--get-regexp', String.raw`^remote\..*\.url$`]
  const entries = await repository.run({ args, parse: nulSeparated })
  const remotes = new Map<string, string>()
  for (const entry of entries) {
    const [key = '', url = ''] = entry.split(/\n(.*)/s)
    const name = key.slice('remote.'.length, -'.url'.length)
    if (!remotes.has(name)) remotes.set(name, url)
  }
  return remotes
}

/** The branch that HEAD is on, also when it has no commit yet; null for a detached HEAD. @throws GitError */
export async function currentBranch(repository: Repository): Promise<string | null> {
  const ref = await repository.run({ args: ['symbolic-ref', '--quiet', 'HEAD'], parse: (output) => output.trimEnd() })
  return ref === '' ? null : ref.replace(/^refs\/heads\//, '')
}

/** Those of `paths` (from the top) that `.gitignore` and its kin exclude; a tracked path is never ignored. @throws GitError */
export async function ignoredPaths(repository: Repository, paths: readonly string[]): Promise<Set<string>> {
  if (repository.toplevel === null || paths.length === 0) return new Set()
  // It fails at GIT_LITERAL_PATHSPECS; behind `./` a `:` at the start is no magic either.
  const args = ['--no-literal-pathspecs', 'check-ignore', '-z', '--stdin']
  const input = paths.map((path) => `./${path}\0`).join('')
  const parse = (output: string) => nulSeparated(output).map((path) => path.slice('./'.length))
  return new Set(await repository.run({ args, input, parse }))
}

/** Those of `paths` (from the top) that the index holds, or holds something below. @throws GitError */
export async function trackedPaths(repository: Repository, paths: readonly string[]): Promise<Set<string>> {
  const indexed = new Set<string>()
  for (const group of commandLines(paths)) {
    const args = ['ls-files', '-z', '--', ...group]
    for (const entry of await repository.run({ args, parse: nulSeparated }))
      for (const path of withFolders(entry)) indexed.add(path)
  }
  return new Set(paths.filter((path) => indexed.has(path.replace(/(?<!\/)\/+$/, ''))))
}
