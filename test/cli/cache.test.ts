/** `mortem status` answers from a cache when it can. The cache never changes an answer. */
import { readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { toReport } from '../../src/ledger/report.ts'
import { loadLedger } from '../../src/project/library.ts'
import { makeFolder, makeRepository, repositoryAt, type TestRepository } from '../support/repository.ts'
import { from, mortem, ok, started } from './run.ts'

const file = 'post-mortems/2026-01-01-boot-storm.yaml'
const record = (status: string, more = '') => `id: 2026-01-01-boot-storm
title: Boot storm
actions:
  - { id: A1, title: Pin the tag, status: ${status} }
  - { id: A2, title: Reap idle transactions, tracker: code-8vr0 }
${more}`

const cacheOf = ({ path }: { path: string }) => join(path, '.git', 'mortem')

/** What a call says with the cache of the state before must be what the library says, which has no cache. */
async function agree(repo: TestRepository): Promise<string> {
  const warm = mortem(repo, 'status', '--json')
  const { ledger } = await loadLedger(repo.path, repo.env)
  expect(JSON.parse(warm.out)).toEqual(JSON.parse(JSON.stringify(toReport(ledger, Date.now() / 1000, null))))
  return warm.out
}

async function repository(): Promise<TestRepository> {
  const repo = await makeRepository()
  await repo.commit({ message: 'record', files: { [file]: record('todo'), 'values.yaml': '1\n' } })
  await repo.commit({ message: 'pin\n\nRemediates: boot-storm#A1', files: { 'values.yaml': '2\n' } })
  return repo
}

test('after every change the answer is the new one', async () => {
  const repo = await repository()
  let last = await agree(repo)
  const moved = async (what: string) => {
    const now = await agree(repo)
    expect(now, what).not.toBe(last)
    last = now
  }
  const { mtime, atime } = await stat(join(repo.path, file))

  // A record edited, same size and same time: only its bytes tell.
  await repo.write(file, record('done'))
  await repo.write(file, record('done'))
  await utimes(join(repo.path, file), atime, mtime)
  await moved('record edited')
  await repo.commit({ message: 'reap\n\nCloses: code-8vr0', files: { 'values.yaml': '3\n' } })
  await moved('new commit')
  repo.git('commit', '--quiet', '--amend', '--message=reap', '--date=2026-01-01T00:02:00Z')
  await moved('amended commit')
  repo.git('tag', 'v1')
  await moved('tag added')
  await repo.write('mortem.yaml', 'messages: { remediates: Fixes-Action }\n')
  await moved('configuration changed')
  const head = repo.git('rev-parse', 'HEAD')
  await repo.write(
    'post-mortems/2026-01-01-boot-storm.md',
    `# Boot storm\n\n| Action | Commit |\n| --- | --- |\n| Reap idle transactions | ${head} |\n`,
  )
  await moved('document changed')
  repo.git('mv', file, 'post-mortems/old.yaml')
  await moved('file renamed')
  repo.git('mv', 'post-mortems/old.yaml', file)
  repo.git('checkout', '--quiet', '--force', 'HEAD~1')
  await moved('another commit checked out')
})

test('a clone that is deepened', async () => {
  const repo = await repository()
  const folder = await makeFolder()
  repo.git('clone', '--quiet', '--depth=1', `file://${repo.path}`, folder)
  const clone = repositoryAt(folder)
  await clone.write(file, record('todo', '# cut\n'))
  await repo.commit({ message: 'other', files: { 'values.yaml': '4\n' } })
  const before = JSON.parse(await agree(clone))
  expect(before.shallow).toBe(true)
  // The trailer's commit is the tip of the clone; what deepening adds is the commit that brought the record.
  clone.git('fetch', '--quiet', '--depth=3', 'origin', 'HEAD')
  await agree(clone)
})

test('no cache, a damaged cache, a cache that cannot be written, two processes at once', async () => {
  const repo = await repository()
  const cold = ok(repo, 'status')
  expect(ok(repo, 'status')).toBe(cold)
  const [name] = await readdir(cacheOf(repo))
  const path = join(cacheOf(repo), name as string)
  const bytes = await readFile(path)
  for (const damaged of [bytes.subarray(0, 200), Buffer.concat([bytes, Buffer.from('{}')])]) {
    await writeFile(path, damaged)
    expect(ok(repo, 'status')).toBe(cold)
  }
  await writeFile(path, '')
  const both = await Promise.all([started(repo, 'status'), started(repo, 'status')])
  for (const ran of both) expect(ran).toEqual({ code: 0, out: `${cold}\n`, err: '' })
})

test('each root of a monorepo has its own, and nothing is left in the working tree', async () => {
  const repo = await repository()
  await repo.write('a/mortem.yaml', '')
  await repo.write(`a/${file}`, record('wont-do', '').replace('Pin', 'Pinned'))
  const top = ok(repo, 'status')
  const inner = ok(from(repo, 'a'), 'status')
  expect(inner).not.toBe(top)
  expect(ok(repo, 'status')).toBe(top)
  expect(ok(from(repo, 'a'), 'status')).toBe(inner)
  expect(repo.git('status', '--porcelain')).toBe('?? a/')
})

test('a fetch so small that its objects stay loose', async () => {
  const repo = await repository()
  const side = await repo.commit({ message: 'alert', files: { 'alert.yaml': 'alert: A\n' } })
  repo.git('branch', 'side')
  repo.git('reset', '--quiet', '--hard', 'HEAD~1')
  await repo.commit({
    message: 'links',
    files: { [file]: record('done').replace('done', `done, commits: ["${side}"]`) },
  })
  const folder = await makeFolder()
  repo.git('clone', '--quiet', '--single-branch', '--branch=main', `file://${repo.path}`, folder)
  const clone = repositoryAt(folder)
  const before = await agree(clone)
  clone.git('fetch', '--quiet', 'origin', 'side:refs/remotes/origin/side')
  expect(await agree(clone)).not.toBe(before)
})
