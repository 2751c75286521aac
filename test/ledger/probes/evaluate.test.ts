/** Declared checks over the tree of a commit, as real git has it. */
import { rename } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { openHistory } from '../../../src/git/history.ts'
import { openRepository } from '../../../src/git/repository.ts'
import { sourceOf } from '../../../src/ledger/probes/apply.ts'
import { evaluate } from '../../../src/ledger/probes/evaluate.ts'
import { viewOf } from '../../../src/ledger/probes/view.ts'
import type { Probe } from '../../../src/model/incident.ts'
import { scoped } from '../../../src/project/scope.ts'
import { makeFolder, makeRepository, repositoryAt, type TestRepository } from '../../support/repository.ts'

const files = {
  'stacks/authentik/values.yaml': 'image:\n  tag: "2025.12.4"\n  repository: ghcr.io/x\nreplicas: 3\nkey: 1\nkey: 2\n',
  'stacks/kyverno/keel.tf': 'locals {\n  excluded = ["vault",\n    "authentik",\n  ]\n}\n',
  'stacks/monitoring/rules.tf':
    'resource "x" "y" {\n  rules = <<EOT\n- alert: SignInDown\n  expr: up == 0\n# - alert: OldAlert\n#   expr: x\nEOT\n}\n',
  'docs/alerts.md': '- alert: OnlyProse\n  expr: x\n',
  'broken.yaml': 'a: 1\n b: 2\n',
  'binary.bin': 'a\0b',
  'windows.txt': 'one\r\ntwo\r\n',
  'link-target': 'x',
}

async function answers(repo: TestRepository, probes: readonly Probe[], prefix = ''): Promise<string[]> {
  const history = scoped(await openHistory(await openRepository(repo.path, repo.env), null), prefix)
  return evaluate(probes, await viewOf(probes, sourceOf(history))).map(({ state, says }) => `${state}: ${says}`)
}

const values = 'stacks/authentik/values.yaml'
const keel = 'stacks/kyverno/keel.tf'

const table: [Probe, string][] = [
  [
    { file: values, contains: 'repository: ghcr.io/x' },
    'passing: stacks/authentik/values.yaml must hold repository: ghcr.io/x',
  ],
  [
    { file: values, matches: '^\\s*tag: "?2025\\.' },
    'passing: stacks/authentik/values.yaml must match ^\\s*tag: "?2025\\.',
  ],
  [
    { file: values, matches: 'tag: "?2026\\.' },
    'failing: stacks/authentik/values.yaml must match tag: "?2026\\. (it reads  tag: "2025.12.4")',
  ],
  [
    { file: values, contains: 'replicas: 30' },
    'failing: stacks/authentik/values.yaml must hold replicas: 30 (it reads  replicas: 3)',
  ],
  [
    { file: values, contains: 'terminationGracePeriod' },
    'failing: stacks/authentik/values.yaml must hold terminationGracePeriod (no line is like it)',
  ],
  [{ file: './windows.txt', contains: 'one\ntwo' }, 'passing: ./windows.txt must hold one\ntwo'],
  [{ file: keel, absent: '"traefik"' }, 'passing: stacks/kyverno/keel.tf must not hold "traefik"'],
  [
    { file: keel, absent: '"authentik"' },
    'failing: stacks/kyverno/keel.tf must not hold "authentik" (line 3 holds it)',
  ],
  [{ file: 'gone.yaml', contains: 'x' }, 'failing: gone.yaml must hold x (the file is not there)'],
  [{ file: 'gone.yaml', absent: 'x' }, 'unknown: gone.yaml must not hold x (the file is not there)'],
  [
    { file: 'binary.bin', contains: 'a' },
    'unknown: binary.bin must hold a (the file cannot be read: it is missing in this clone, no text, or above 1 MiB)',
  ],
  [{ path: 'stacks/authentik' }, 'passing: stacks/authentik must be there'],
  [{ path: 'stacks/authenti' }, 'failing: stacks/authenti must be there (the file is not there)'],
  [{ alert: 'SignInDown' }, 'passing: the alert SignInDown must be defined (it is, in stacks/monitoring/rules.tf:3)'],
  [
    { alert: 'OldAlert' },
    'failing: the alert OldAlert must be defined (stacks/monitoring/rules.tf holds the name, but no rule with an expression)',
  ],
  [{ alert: 'OnlyProse' }, 'failing: the alert OnlyProse must be defined (no rule has the name)'],
  [{ alert: '--help\n-e' }, 'failing: the alert --help\n-e must be defined (no rule has the name)'],
  [
    { key: { file: values, path: 'image.tag', equals: '2025.12.4' } },
    'passing: stacks/authentik/values.yaml must have image.tag = 2025.12.4',
  ],
  [
    { key: { file: values, path: 'image.tag', equals: '2026.2' } },
    'failing: stacks/authentik/values.yaml must have image.tag = 2026.2 (it is 2025.12.4)',
  ],
  [
    { key: { file: values, path: 'image.digest', exists: true } },
    'failing: stacks/authentik/values.yaml must have image.digest (there is no digest in it)',
  ],
  [
    { key: { file: values, path: 'image', equals: 'x' } },
    'failing: stacks/authentik/values.yaml must have image = x (it is a map)',
  ],
  [
    { key: { file: values, path: 'replicas', exists: false } },
    'failing: stacks/authentik/values.yaml must not have replicas (it is there)',
  ],
  [
    { key: { file: values, path: 'key', exists: true } },
    'unknown: stacks/authentik/values.yaml must have key (the key is there twice)',
  ],
  [
    { key: { file: keel, path: 'locals.excluded[1]', equals: 'authentik' } },
    `passing: ${keel} must have locals.excluded[1] = authentik`,
  ],
  [
    { key: { file: keel, path: 'locals.excluded[7]', exists: true } },
    `failing: ${keel} must have locals.excluded[7] (there is no item 7 in it)`,
  ],
  [
    { key: { file: 'broken.yaml', path: 'a', exists: true } },
    'unknown: broken.yaml must have a (it cannot be read as YAML: line 1: Nested mappings are not allowed in compact mappings)',
  ],
  [
    { key: { file: 'windows.txt', path: 'a', exists: true } },
    'unknown: windows.txt must have a (its name does not end like that of a YAML, JSON, TOML or HCL file)',
  ],
]

test('each kind of probe, and what the tree says', async () => {
  const repo = await makeRepository()
  await repo.commit({ message: 'one', files })
  const said = await answers(
    repo,
    table.map(([probe]) => probe),
  )
  expect(said).toEqual(table.map(([, says]) => says))
})

test('a file that was moved, and one that was deleted', async () => {
  const repo = await makeRepository()
  await repo.commit({ message: 'one', files: { 'old/a.yaml': 'a: 1\n', 'old/b.yaml': 'b: 2\n' } })
  await repo.commit({ message: 'move', files: { 'old/a.yaml': null, 'new/a.yaml': 'a: 1\n', 'old/b.yaml': null } })
  expect(
    await answers(repo, [
      { file: 'old/a.yaml', contains: 'a: 1' },
      { file: 'old/a.yaml', absent: 'b' },
      { file: 'old/b.yaml', contains: 'b: 2' },
      { file: 'old/b.yaml', absent: 'b: 2' },
      { path: 'old/a.yaml' },
    ]),
  ).toEqual([
    'failing: old/a.yaml must hold a: 1 (the file is not there; the same content is now at new/a.yaml)',
    'unknown: old/a.yaml must not hold b (the file is not there; the same content is now at new/a.yaml)',
    'failing: old/b.yaml must hold b: 2 (the file is not there any more)',
    'passing: old/b.yaml must not hold b: 2 (the file was deleted)',
    'failing: old/a.yaml must be there (the file is not there; the same content is now at new/a.yaml)',
  ])
})

test('what a partial clone does not have is unknown, and nothing is fetched', async () => {
  const origin = await makeRepository()
  await origin.commit({ message: 'one', files })
  origin.git('config', 'uploadpack.allowFilter', 'true')
  const path = `${await makeFolder()}/clone`
  origin.git('clone', '--quiet', '--filter=blob:none', '--no-checkout', `file://${origin.path}`, path)
  await rename(`${origin.path}/.git`, `${await makeFolder()}/gone`)
  const clone = repositoryAt(path)
  const unread = 'the file cannot be read: it is missing in this clone, no text, or above 1 MiB'
  const probes: Probe[] = [{ file: values, contains: 'x' }, { path: values }, { alert: 'SignInDown' }]
  expect(await answers(clone, probes)).toEqual([
    `unknown: ${values} must hold x (${unread})`,
    `passing: ${values} must be there`,
    'unknown: the alert SignInDown must be defined (binary.bin and 5 more files are missing in this clone; get all with: git fetch --refetch --no-filter)',
  ])
  clone.feed(files['stacks/monitoring/rules.tf'], 'hash-object', '-w', '--stdin')
  expect((await answers(clone, probes))[2]).toMatch(/^passing: .*rules\.tf:3\)$/)
})

test('below a root, paths are counted from it; alerts are looked for in all of the repository', async () => {
  const repo = await makeRepository()
  await repo.commit({ message: 'one', files: { 'shop/a.tf': 'x = 1\n', 'rules/r.yaml': '- alert: Down\n  expr: x\n' } })
  const probes: Probe[] = [{ file: 'a.tf', contains: 'x = 1' }, { path: ':/rules/r.yaml' }, { alert: 'Down' }]
  expect(await answers(repo, probes, 'shop')).toEqual([
    'passing: a.tf must hold x = 1',
    'passing: :/rules/r.yaml must be there',
    'passing: the alert Down must be defined (it is, in :/rules/r.yaml:1)',
  ])
})

test('an expression that would take too long is unknown, and the probes behind it are answered', async () => {
  const repo = await makeRepository()
  const line = `${'a'.repeat(1000)}\n`
  await repo.commit({ message: 'one', files: { 'a.txt': line.repeat(900), 'b.txt': 'b\n' } })
  const [slow, quick] = await answers(repo, [
    { file: 'a.txt', matches: '(?:a|a?a){80}-$'.replace('-', '[^a]') },
    { file: 'b.txt', matches: '^b$' },
  ])
  expect(slow).toMatch(/^unknown: .* \(the expression takes too long on this file; make it simpler\)$/)
  expect(quick).toBe('passing: b.txt must match ^b$')
})

test('a repository without a commit', async () => {
  const repo = await makeRepository()
  expect(await answers(repo, [{ path: 'a' }, { alert: 'Down' }, { file: 'a', contains: 'b' }])).toEqual([
    'failing: a must be there (the file is not there)',
    'failing: the alert Down must be defined (no rule has the name)',
    'failing: a must hold b (the file is not there)',
  ])
})
