/** What the guard says of an index before it is committed: a real repository, one fix, one staged change. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { guardStaged } from '../../src/project/guard.ts'
import { readWorkspace } from '../../src/project/load.ts'
import { openProject } from '../../src/project/project.ts'
import { makeRepository, type TestRepository } from '../support/repository.ts'

const keel = (names: string[]) => `excluded = [\n${names.map((name) => `  "${name}",\n`).join('')}]\n`
const values = (tag: string) => `image:\n  repository: ghcr.io/goauthentik/server\n  tag: "${tag}"\n`

/** An incident of the morning whose fixes keep authentik out of a list, and pin its tag with a probe. */
async function fixed(): Promise<TestRepository> {
  const repo = await makeRepository()
  const others = Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`stacks/s${n}.tf`, `name = "s${n}"\n`]))
  await repo.commit({
    message: 'start',
    files: { 'keel.tf': keel(['vault']), 'values.yaml': values('latest'), ...others },
  })
  const listed = await repo.commit({ message: 'keel: off', files: { 'keel.tf': keel(['vault', 'authentik', 'cnpg']) } })
  const pinned = await repo.commit({ message: 'pin', files: { 'values.yaml': values('2026.2.4') } })
  await repo.write(
    'post-mortems/2026-01-01-authentik-keel.yaml',
    `id: 2026-01-01-authentik-keel
title: Sign-in broken by an upgrade
actions:
  - { id: A1, title: Keep automatic upgrades off authentik, status: done, commits: ["${listed}"] }
  - id: A2
    title: Pin the image tag
    status: done
    commits: ["${pinned}"]
    verify: [{ file: values.yaml, matches: 'tag: "?2026' }]
`,
  )
  return repo
}

/** The warnings for an index with these files, as lines: `warn guard-lines A1 (1 of 2 lines)`. */
async function staged(repo: TestRepository, files: Record<string, string | null>, message = 'a change\n') {
  for (const [file, text] of Object.entries(files)) {
    if (text === null) repo.git('rm', '-q', '--cached', file)
    else {
      await repo.write(file, text)
      repo.git('add', file)
    }
  }
  const project = await openProject(repo.path, repo.env)
  const workspace = await readWorkspace(project)
  const head = repo.git('rev-parse', 'HEAD')
  const found = await guardStaged(project, workspace, { message, date: 1_767_312_000, parents: [head] })
  return found.map(({ rule, level, losses, broken }) => {
    const [loss] = losses
    const what = loss ? ` ${loss.action?.record.id} (${loss.stood - loss.left} of ${loss.stood} lines)` : ''
    return `${level} ${rule}${broken.map(({ action }) => ` ${action.record.id}`).join('')}${what}`
  })
}

test('a line of a fix that goes is a warning', async () => {
  expect(await staged(await fixed(), { 'keel.tf': keel(['vault', 'cnpg']) })).toEqual([
    'warn guard-lines A1 (1 of 2 lines)',
  ])
})

test('a probe that would fail stops the commit', async () => {
  expect(await staged(await fixed(), { 'values.yaml': values('2025.12.4') })).toEqual(['block guard-probe A2'])
})

test('most of the tree gone stops the commit', async () => {
  const repo = await fixed()
  const files = repo.git('ls-files').split('\n')
  expect(await staged(repo, Object.fromEntries(files.map((file) => [file, null])))).toEqual([
    'block guard-mass-loss A1 (2 of 2 lines)',
  ])
})

test.each<[string, Record<string, string>, string]>([
  ['a higher version', { 'values.yaml': values('2026.4.1') }, 'authentik: 2026.4.1\n'],
  ['another line of the list', { 'keel.tf': keel(['authentik', 'cnpg', 'web']) }, 'a change\n'],
  ['a move', { 'keel.tf': 'excluded = []\n', 'lists.tf': keel(['vault', 'authentik', 'cnpg']) }, 'split\n'],
  ['a Retires:', { 'keel.tf': keel(['vault']) }, 'enrol\n\nRetires: authentik-keel#A1 (digests only now)\n'],
  ['the same incident', { 'keel.tf': keel(['vault']) }, 'enrol\n\nIncident: authentik-keel\n'],
])('%s is silent', async (_name, files, message) => {
  expect(await staged(await fixed(), files, message)).toEqual([])
})

test('what another fix of the same action replaced does not stand any more', async () => {
  const repo = await fixed()
  const better = await repo.commit({ message: 'keel: by label', files: { 'keel.tf': 'excluded = by_label\n' } })
  const file = 'post-mortems/2026-01-01-authentik-keel.yaml'
  const record = await readFile(join(repo.path, file), 'utf8')
  await repo.write(file, record.replace(/(id: A1.*commits: \["\w+")/, `$1, "${better}"`))
  expect(await staged(repo, { 'keel.tf': 'excluded = by_label\nenrolled = all\n' })).toEqual([])
})

test('a merge takes only what all parents still had', async () => {
  const repo = await fixed()
  const head = repo.git('rev-parse', 'HEAD')
  const side = await repo.commit({ message: 'side: enrol', files: { 'keel.tf': keel(['vault']) } })
  repo.git('checkout', '--quiet', '--detach', head)
  repo.git('read-tree', '--reset', '-u', side)
  const project = await openProject(repo.path, repo.env)
  const workspace = await readWorkspace(project)
  const merge = { message: 'merge\n', date: 1_767_312_000, parents: [head, side] }
  expect(await guardStaged(project, workspace, merge)).toEqual([])
})

test('a policy of off says nothing', async () => {
  const repo = await fixed()
  await repo.write('mortem.yaml', 'rules: { guard-lines: off }\n')
  expect(await staged(repo, { 'keel.tf': keel(['vault']) })).toEqual([])
})
