import { chmod, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { output } from '../../src/git/child.ts'
import { GitError, NoGit, NoRepository } from '../../src/git/errors.ts'
import { openRepository } from '../../src/git/repository.ts'
import { makeFolder, makeRepository, repositoryAt } from '../support/repository.ts'

test('a repository without a commit, from its top', async () => {
  const repo = await makeRepository()
  expect(await openRepository(repo.path, repo.env)).toMatchObject({
    toplevel: repo.path,
    gitDir: join(repo.path, '.git'),
    commonDir: join(repo.path, '.git'),
    objectFormat: 'sha1',
    shallow: false,
  })
})

test('from a sub-folder, operations run at the top', async () => {
  const repo = await makeRepository()
  await repo.commit({ message: 'one', files: { 'a/b/c.md': 'c' } })
  const repository = await openRepository(join(repo.path, 'a/b'), repo.env)
  expect(repository.toplevel).toBe(repo.path)
  expect(await repository.run({ args: ['ls-files', '-z'], parse: (output) => output })).toBe('a/b/c.md\0')
})

test('a linked worktree shares the common folder', async () => {
  const repo = await makeRepository()
  await repo.commit({ message: 'one' })
  const tree = join(await makeFolder(), 'side')
  repo.git('worktree', 'add', '--quiet', tree)
  expect(await openRepository(tree, repo.env)).toMatchObject({
    toplevel: tree,
    gitDir: join(repo.path, '.git/worktrees/side'),
    commonDir: join(repo.path, '.git'),
  })
})

test('bare, --no-checkout, shallow and SHA-256 repositories', async () => {
  const repo = await makeRepository({ objectFormat: 'sha256' })
  await repo.commit({ message: 'one', files: { a: '1' } })
  await repo.commit({ message: 'two', files: { a: '2' } })
  const folder = await makeFolder()
  repo.git('clone', '--quiet', '--bare', '.', `${folder}/bare`)
  repo.git('clone', '--quiet', '--no-checkout', '--depth=1', `file://${repo.path}`, `${folder}/cut`)

  expect(await openRepository(`${folder}/bare`, repo.env)).toMatchObject({
    toplevel: null,
    gitDir: `${folder}/bare`,
    objectFormat: 'sha256',
    shallow: false,
  })
  expect(await openRepository(`${folder}/cut`, repo.env)).toMatchObject({ toplevel: `${folder}/cut`, shallow: true })
  expect(await openRepository(`${folder}/cut/.git`, repo.env)).toMatchObject({ toplevel: null })
})

test('relative GIT_DIR and GIT_WORK_TREE of a hook hold from a sub-folder too', async () => {
  const repo = await makeRepository()
  await repo.commit({ message: 'one', files: { 'sub/a.md': 'a' } })
  const env = { ...repo.env, GIT_DIR: '../.git', GIT_WORK_TREE: '..' }
  const repository = await openRepository(join(repo.path, 'sub'), env)
  expect(repository).toMatchObject({ toplevel: repo.path, gitDir: join(repo.path, '.git') })
  expect(await repository.run({ args: ['ls-files', '-z'], parse: (output) => output })).toBe('sub/a.md\0')
})

test('outside of a repository', async () => {
  const folder = await makeFolder()
  const env = { ...repositoryAt(folder).env, GIT_CEILING_DIRECTORIES: folder }
  await writeFile(`${folder}/file`, '')
  const failure = await openRepository(folder, env).catch((error) => error)
  expect(failure).toBeInstanceOf(NoRepository)
  expect(failure.message).toBe(`${folder} is not in a git repository. Make one with: git init`)

  const file = await openRepository(`${folder}/file`, env).catch((error) => error)
  expect(file).toBeInstanceOf(NoRepository)

  const gone = await openRepository(`${folder}/gone`, env).catch((error) => error)
  expect(gone).toBeInstanceOf(NoRepository)
  expect(gone.message).toBe(`There is no folder ${folder}/gone. Check the path.`)
})

test('a repository of another user', async () => {
  const repo = await makeRepository()
  const env = { ...repo.env, PATH: await stub('fatal: detected dubious ownership in repository', 128) }
  const failure = await openRepository(repo.path, env).catch((error) => error)
  expect(failure).toBeInstanceOf(NoRepository)
  expect(failure.message).toContain(`git config --global --add safe.directory ${repo.path}`)
})

test('no git, and a git that is too old', async () => {
  const repo = await makeRepository()
  const open = (PATH: string) => openRepository(repo.path, { ...repo.env, PATH }).catch((error) => error)
  const missing = await open(await makeFolder())
  expect(missing).toBeInstanceOf(NoGit)
  expect(missing.message).toBe('The command `git` was not found. Install git, or add it to PATH.')

  const old = await open(await stub('--path-format=absolute', 0))
  expect(old).toBeInstanceOf(NoGit)
  expect(old.message).toContain('git 2.31 or newer')
})

test('a failing operation tells its arguments and what git said', async () => {
  const repo = await makeRepository()
  const repository = await openRepository(repo.path, repo.env)
  const args = ['cat-file', '-p', 'nothing']
  for (const fail of [() => repository.run({ args, parse: String }), () => drain(repository.stream({ args }))]) {
    const failure = await fail().catch((error) => error)
    expect(failure).toBeInstanceOf(GitError)
    expect(failure).toMatchObject({ args, code: 128, message: expect.stringContaining('Not a valid object name') })
  }
})

test('an operation with an empty output takes no longer than one that prints', async () => {
  const repo = await makeRepository()
  const repository = await openRepository(repo.path, repo.env)
  const time = async (...args: string[]) => {
    const start = performance.now()
    for (let i = 0; i < 5; i++) await repository.run({ args, parse: String })
    return performance.now() - start
  }
  await time('rev-parse', '--git-dir')
  // simple-git by itself adds 50 ms to each silent command, 250 together.
  expect((await time('ls-files', '-z')) - (await time('rev-parse', '--git-dir'))).toBeLessThan(150)
})

test('a consumer that stops early ends git', async () => {
  const repo = await makeRepository()
  const bin = await script('git', `echo $$ > "${repo.path}/pid"; printf 'x\\0'; exec sleep 60`)
  const place = { cwd: repo.path, env: { ...repo.env, PATH: `${bin}:${repo.env.PATH}` } }
  for await (const chunk of output({ args: [] }, place)) {
    expect(chunk.length).toBeGreaterThan(0)
    break
  }
  const pid = Number(await readFile(join(repo.path, 'pid'), 'utf8'))
  expect(() => process.kill(pid, 0)).toThrow('ESRCH')
})

async function drain(batches: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of batches);
}

/** A folder with a command `git` that prints a line, on standard error when it fails. */
const stub = (line: string, code: number) => script('git', `echo '${line}' >&${code === 0 ? 1 : 2}; exit ${code}`)

async function script(name: string, body: string): Promise<string> {
  const folder = await makeFolder()
  await writeFile(join(folder, name), `#!/bin/sh\n${body}\n`)
  await chmod(join(folder, name), 0o755)
  return folder
}
