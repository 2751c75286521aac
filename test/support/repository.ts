/**
 * Real repositories for tests, built by real git.
 *
 *   const repo = await makeRepository()                                  // an empty repository, removed after the test
 *   const first = await repo.commit({ message: 'one', files: { 'a.md': 'text' } })
 *   await repo.commit({ message: 'two', files: { 'a.md': null } })       // null deletes
 *   await repo.commit({ message: 'side', parent: first })                // HEAD detaches at `first` before
 *   await repo.commit({ message: 'merge', parent: [a, b] })              // a merge with the tree of `a`, plus `files`
 *   await repo.write('draft.md', 'text')                                 // the working tree only
 *   repo.git('tag', 'v1')                                                // anything else; returns what git prints
 *   await openRepository(repo.path, repo.env)
 *
 * Names are fixed and the default date advances by a minute from 2026-01-01T00:00:00Z with each commit, so hashes are the
 * same in every run. A message is stored as given: nothing is stripped, it may be empty or bytes. No configuration or
 * `GIT_*` variable of the machine is seen.
 */
import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'

export interface CommitPlan {
  message: string | Uint8Array
  /** Path → text or bytes; null deletes. */
  files?: Record<string, string | Uint8Array | null>
  /** ISO 8601 or anything else that git reads; author's and committer's. */
  date?: string
  /** `Name <email>`. */
  author?: string
  parent?: string | string[]
}

export interface TestRepository {
  path: string
  /** The environment that its git runs with. */
  env: NodeJS.ProcessEnv
  /** Runs git at the top and returns its output without the last line feed. Throws with git's words when it fails. */
  git(...args: string[]): string
  /** The same with standard input. */
  feed(input: string | Uint8Array, ...args: string[]): string
  write(path: string, content: string | Uint8Array): Promise<void>
  /** Returns the new commit's hash. */
  commit(plan: CommitPlan): Promise<string>
}

/** An empty temporary folder, removed when the test ends. */
export async function makeFolder(): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'mortem-test-')))
  // Git may still be tidying up behind a fetch.
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 }))
  return folder
}

export async function makeRepository(
  options: { objectFormat?: 'sha1' | 'sha256'; defaultBranch?: string } = {},
): Promise<TestRepository> {
  const { objectFormat = 'sha1', defaultBranch = 'main' } = options
  const repo = repositoryAt(await makeFolder())
  repo.git('init', '--quiet', `--object-format=${objectFormat}`, `--initial-branch=${defaultBranch}`)
  return repo
}

/** The same face for a repository that is already there, such as a clone. */
export function repositoryAt(path: string): TestRepository {
  const env = isolatedEnvironment()
  let minute = 0
  const call = (args: string[], input: string | Uint8Array, more: NodeJS.ProcessEnv = {}) => {
    const options = { cwd: path, env: { ...env, ...more }, input, maxBuffer: 1 << 28, stdio: 'pipe' as const }
    return execFileSync('git', args, options).toString('utf8').replace(/\n$/, '')
  }
  const repo: TestRepository = {
    path,
    env,
    git: (...args) => call(args, ''),
    feed: (input, ...args) => call(args, input),
    async write(file, content) {
      await mkdir(dirname(join(path, file)), { recursive: true })
      await writeFile(join(path, file), content)
    },
    async commit({ message, files = {}, date, author = 'Ada <ada@example.org>', parent }) {
      const parents = parent === undefined ? null : [parent].flat()
      if (parents?.[0] !== undefined) repo.git('checkout', '--quiet', '--detach', parents[0])
      for (const [file, content] of Object.entries(files)) {
        if (content === null) await rm(join(path, file))
        else await repo.write(file, content)
        repo.git('--literal-pathspecs', 'add', '--all', '--', file)
      }
      const head = repo.git('rev-parse', '--revs-only', 'HEAD')
      const [, name = '', email = ''] = /^(.*) <(.*)>$/.exec(author) ?? []
      const when = date ?? new Date(Date.UTC(2026, 0, 1, 0, minute++)).toISOString()
      const ancestors = (parents ?? (head === '' ? [] : [head])).flatMap((hash) => ['-p', hash])
      const hash = call(['commit-tree', repo.git('write-tree'), ...ancestors, '-F', '-'], message, {
        ...{ GIT_AUTHOR_NAME: name, GIT_AUTHOR_EMAIL: email, GIT_AUTHOR_DATE: when },
        GIT_COMMITTER_DATE: when,
      })
      repo.git('update-ref', 'HEAD', hash)
      return hash
    },
  }
  return repo
}

function isolatedEnvironment(): NodeJS.ProcessEnv {
  const ambient = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'))
  return {
    ...Object.fromEntries(ambient),
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: 'Ada',
    GIT_AUTHOR_EMAIL: 'ada@example.org',
    GIT_COMMITTER_NAME: 'Ada',
    GIT_COMMITTER_EMAIL: 'ada@example.org',
  }
}
