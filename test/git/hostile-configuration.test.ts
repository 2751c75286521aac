import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { currentBranch, readRemotes, trackedPaths } from '../../src/git/facts.ts'
import { openHistory } from '../../src/git/history.ts'
import { openRepository } from '../../src/git/repository.ts'
import { stagedChanges } from '../../src/git/staged.ts'
import { makeFolder, makeRepository, type TestRepository } from '../support/repository.ts'

const settings = {
  'log.showSignature': 'true',
  'log.follow': 'true',
  'log.mailmap': 'true',
  'log.date': 'relative',
  'log.showRoot': 'false',
  'log.decorate': 'full',
  'log.abbrevCommit': 'true',
  'log.diffMerges': 'first-parent',
  'format.pretty': 'oneline',
  'format.notes': '*',
  'core.abbrev': '5',
  'core.quotePath': 'true',
  'core.pager': 'false',
  'core.commentChar': 'o',
  'color.ui': 'always',
  'color.diff': 'always',
  'i18n.logOutputEncoding': 'ISO-8859-1',
  'diff.noprefix': 'true',
  'diff.relative': 'true',
  'diff.renames': 'copies',
  'diff.external': 'false',
  'diff.orderFile': 'order',
  'diff.ignoreSubmodules': 'all',
  'diff.submodule': 'log',
  'diff.wordRegex': '.',
  'diff.x.textconv': 'false',
  'tag.sort': '-taggerdate',
  'status.renames': 'copies',
  'column.ui': 'always',
  'core.fsmonitor': 'false',
  'trace2.normalTarget': '1',
  'trace2.eventTarget': '2',
}

const hostileVariables = {
  GIT_EXTERNAL_DIFF: 'false',
  GIT_PAGER: 'false',
  GIT_EDITOR: 'false',
  GIT_TRACE: '1',
  GIT_CONFIG_COUNT: '1',
  GIT_CONFIG_KEY_0: 'core.abbrev',
  GIT_CONFIG_VALUE_0: '5',
  GIT_DIFF_OPTS: '--unified=9',
  GIT_GLOB_PATHSPECS: '1',
  GIT_ICASE_PATHSPECS: '1',
  GIT_NAMESPACE: 'x',
  EDITOR: 'false',
  PAGER: 'false',
  VISUAL: 'false',
  PREFIX: '/nowhere',
  LC_ALL: 'de_DE.UTF-8',
  LANGUAGE: 'de',
}

async function everything(repo: TestRepository, env: NodeJS.ProcessEnv) {
  const repository = await openRepository(repo.path, env)
  const history = await openHistory(repository, null)
  const commits = []
  for await (const commit of history.commits()) commits.push(commit)
  const tree = await history.tree([])
  const hashes = commits.map(({ hash }) => hash)
  return {
    commits,
    tree,
    changes: await history.changes(hashes),
    paths: await history.pathHistory(['docs', 'ä']),
    tags: await history.tags(),
    blobs: await history.blobs([...tree.values()]),
    hashes: await history.resolveHashes(hashes.map((hash) => hash.slice(0, 8))),
    remotes: await readRemotes(repository),
    branch: await currentBranch(repository),
    tracked: await trackedPaths(repository, ['docs', 'ä', 'gone']),
    staged: (await stagedChanges(repository)).sort((a, b) => (a.path < b.path ? -1 : 1)),
  }
}

test('no configuration, attribute or variable changes what is read', async () => {
  const repo = await makeRepository()
  const base = await repo.commit({ message: 'one é\n', files: { 'docs/a': 'a\n', ä: '1', b: 'text\n' } })
  const side = await repo.commit({ message: 'side', files: { 'docs/a': 'b\n' }, parent: base })
  const main = await repo.commit({ message: 'main', files: { b: null, c: 'text\n' }, parent: base })
  repo.git('checkout', '--quiet', '-B', 'main', main)
  await repo.commit({ message: 'merge', parent: [main, side], files: { 'docs/a': 'both\n' } })
  repo.git('tag', '-m', 'x', 'v1')
  repo.git('remote', 'add', 'origin', 'git@example.org:a/b.git')
  repo.git('notes', 'add', '-m', 'a note')
  await repo.write('docs/staged', 'x')
  repo.git('mv', 'c', 'moved')
  repo.git('add', 'docs/staged')
  const clean = await everything(repo, repo.env)
  expect(clean.commits).toHaveLength(4)
  expect(clean.staged.map(({ status, path }) => `${status} ${path}`)).toEqual(['D c', 'A docs/staged', 'A moved'])

  const config = `${await makeFolder()}/config`
  for (const [key, value] of Object.entries(settings)) repo.git('config', '--file', config, key, value)
  await repo.write('.mailmap', 'Nobody <nobody@example.org> <ada@example.org>\n')
  await repo.write('.git/info/attributes', '* diff=x\n')
  await repo.write('order', 'moved\n')
  await repo.write('.git/info/grafts', `${repo.git('rev-parse', 'HEAD')}\n`)
  repo.git('replace', main, side)
  const hostile = { ...repo.env, ...hostileVariables, GIT_CONFIG_GLOBAL: config }
  expect(await everything(repo, hostile)).toEqual(clean)
  expect(await readFile(config, 'utf8')).toContain('showSignature')
})
