/** `mortem init`: looks first, says what it found, and writes only what was agreed to. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeRepository } from '../support/repository.ts'
import { json, mortem, ok, treeOf } from './run.ts'

const prose = '# An outage\n'

test('an empty repository: what it would write, and nothing written', async () => {
  const repo = await makeRepository()
  expect(ok(repo, 'init')).toBe(
    `Found no written post-mortems; no records; no runbooks; no remote of a known forge; no hook manager.
would write mortem.yaml: configuration
    # mortem: post-mortems from git. All keys: mortem schema config
    forge:
      kind: none
would write .gitignore: the tracker moves with history, so it stays out of git
    # Moves with every commit; mortem build writes it.
    /post-mortems/ACTION-ITEMS.md
Next: mortem init --yes`,
  )
  expect(await treeOf(repo.path)).toEqual({})
})

test('a repository with a past: its folders, its forge, its hooks; --yes writes, twice changes nothing', async () => {
  const repo = await makeRepository()
  await repo.commit({
    message: 'start',
    files: {
      'docs/post-mortems/2026-01-02-one.md': prose,
      'docs/post-mortems/2026-01-03-two.md': prose,
      'docs/post-mortems/README.md': '# Index\n',
      'docs/runbooks/restart.md': '# Restart\n',
      'vendor/incidents/x.md': prose,
      '.husky/pre-commit': 'npm test\n',
      '.gitignore': 'node_modules',
    },
  })
  repo.git('remote', 'add', 'origin', 'https://mara:s3cret-t0ken@github.com/harbour/cluster.git')
  const out = ok(repo, 'init', '--yes')
  expect(out).toBe(
    `Found 2 written post-mortems in docs/post-mortems; no records; 1 runbook; a GitHub remote; husky.
wrote mortem.yaml: configuration; commit links are pinned to this forge
wrote .gitignore: the tracker moves with history, so it stays out of git
Next: mortem new "what is broken", or mortem new --from <commit> for an incident of the past.
  The 2 post-mortems in docs/post-mortems stay as they are; commits that name them are found, the index lists them.`,
  )
  const written = await treeOf(repo.path)
  expect(written['mortem.yaml']).toBe(`# mortem: post-mortems from git. All keys: mortem schema config
paths:
  post-mortems: docs/post-mortems
  runbooks: docs/runbooks
forge:
  kind: github
  url: https://github.com/harbour/cluster
`)
  expect(written['.gitignore']).toBe(
    'node_modules\n# Moves with every commit; mortem build writes it.\n/docs/post-mortems/ACTION-ITEMS.md\n',
  )
  expect(JSON.stringify(written) + out).not.toContain('s3cret')

  expect(ok(repo, 'init', '--yes')).toContain('Everything is set up; nothing to write.')
  expect(await treeOf(repo.path)).toEqual(written)
})

test.each([
  ['git@gitlab.example.org:team/infra.git', 'gitlab', 'https://gitlab.example.org/team/infra'],
  ['ssh://git@codeberg.org/team/infra.git', 'forgejo', 'https://codeberg.org/team/infra'],
  ['https://token@bitbucket.org/team/infra.git', 'bitbucket', 'https://bitbucket.org/team/infra'],
  ['git@git.sr.ht:~mara/infra', 'sourcehut', 'https://git.sr.ht/~mara/infra'],
  ['/srv/git/infra.git', null, null],
])('the remote %s', async (remote, kind, url) => {
  const repo = await makeRepository()
  repo.git('remote', 'add', 'upstream', remote)
  const { found, offers, writes } = json(repo, 'init', '--json')
  expect(found.forge).toEqual(kind && { kind, url })
  expect(offers.map(({ path }: { path: string }) => path)).toEqual(['mortem.yaml', '.gitignore'])
  expect(writes).toEqual([])
})

test.each([
  ['lefthook.yml', 'lefthook'],
  ['.pre-commit-config.yaml', 'pre-commit'],
])('the hook manager of %s', async (file, hookManager) => {
  const repo = await makeRepository()
  await repo.write(file, '')
  await repo.write('incidents/2026-01-02-one.md', prose)
  expect(json(repo, 'init', '--json').found).toMatchObject({ hookManager, folder: 'incidents', documents: 1 })
})

test('what is there already is not offered again; what is missing is', async () => {
  const repo = await makeRepository()
  await repo.write('mortem.yaml', '# mine\npaths: { post-mortems: incidents }\n')
  // `mortem build` says "keep it out of git: mortem init", so init has to offer that with a configuration too.
  expect(ok(repo, 'init', '--yes')).toContain('wrote .gitignore')
  expect(await readFile(join(repo.path, '.gitignore'), 'utf8')).toContain('/incidents/ACTION-ITEMS.md\n')
  expect(await readFile(join(repo.path, 'mortem.yaml'), 'utf8')).toBe('# mine\npaths: { post-mortems: incidents }\n')
  // Git calls a file that it tracks not ignored; the line is there all the same.
  await repo.write('incidents/ACTION-ITEMS.md', 'x\n')
  repo.git('add', '--force', 'incidents/ACTION-ITEMS.md')
  expect(mortem(repo, 'init', '--yes').out).toContain('Everything is set up; nothing to write.')
})
