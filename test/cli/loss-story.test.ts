/** A fix that is taken out again, from the loss to the word that it is meant, and a later loss that is a new one. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeRepository } from '../support/repository.ts'
import { json, mortem, ok, treeOf } from './run.ts'
import { hasTmux, terminal } from './terminal.ts'

const file = 'post-mortems/2026-05-17-keel.yaml'
const record = `id: 2026-05-17-keel
title: Sign-in broken by an automatic upgrade
actions:
  - { id: A1, priority: P0, title: Keep automatic upgrades off authentik, status: done, owner: mara }
`
const list = (...names: string[]) => `excluded_namespaces = [\n${names.map((name) => `  "${name}",\n`).join('')}]\n`

async function keel() {
  const repo = await makeRepository()
  const commit = (day: string, message: string, names: string[]) =>
    repo.commit({ date: `2026-05-${day}T12:00:00Z`, message, files: { 'keel.tf': list(...names) } })
  await commit('16', 'keel: upgrade images by themselves', ['kube-system'])
  const fix = await commit('17', 'keel: not authentik\n\nRemediates: 2026-05-17-keel#A1', [
    'kube-system',
    'authentik-server',
  ])
  const loss = await commit(
    '18',
    'keel: enroll all namespaces\n\nWhy: one operator for all of them is less to watch.',
    ['kube-system'],
  )
  await repo.write(file, record)
  return { repo, commit, fix, loss, text: () => readFile(join(repo.path, file), 'utf8') }
}

test('the loss is an error that names the commit; a verdict closes it without hiding it; a later loss is new', async () => {
  const { repo, commit, loss } = await keel()
  const { code, out } = mortem(repo, 'check')
  expect(code).toBe(1)
  expect(out).toContain(
    `A1 (P0) is done, but ${loss.slice(0, 12)} "keel: enroll all namespaces" took it away on 2026-05-18`,
  )
  expect(ok(repo, 'status', '--lost')).toContain(
    `gone since 2026-05-18, by ${loss.slice(0, 8)} keel: enroll all namespaces`,
  )
  expect(ok(repo, 'show', '2026-05-17-keel#A1')).toContain('    - keel.tf: "authentik-server",')

  ok(
    repo,
    'action',
    'verdict',
    '2026-05-17-keel#A1',
    loss,
    '--as',
    'retired',
    '--reason',
    'the chart pins the image now',
  )
  expect(mortem(repo, 'check').out).not.toContain('lost-remediation')
  expect(json(repo, 'status', '--json').counts).toMatchObject({ lost: 0, done: 1 })
  const shown = ok(repo, 'show', '2026-05-17-keel#A1')
  expect(shown).toContain(`taken away by ${loss.slice(0, 12)}`)
  expect(shown).toContain(`retired (${loss.slice(0, 12)}, covers the loss): the chart pins the image now`)
  ok(repo, 'build')
  const document = await readFile(join(repo.path, 'post-mortems/2026-05-17-keel.md'), 'utf8')
  expect(document).toContain(`gone, by \`${loss.slice(0, 7)}\` on 2026-05-18; retired: the chart pins the image now`)

  await commit('19', 'keel: not authentik after all\n\nRemediates: 2026-05-17-keel#A1', [
    'kube-system',
    'authentik-server',
    'authentik-worker',
  ])
  const again = await commit('20', 'keel: enroll authentik', ['kube-system'])
  expect(mortem(repo, 'check').out).toContain(again.slice(0, 12))
})

test('a verdict on a commit that HEAD does not reach would cover nothing, so it is not written', async () => {
  const { repo } = await keel()
  const main = repo.git('rev-parse', 'HEAD')
  const side = await repo.commit({ message: 'elsewhere', parent: `${main}~1`, files: { 'other.tf': 'a\n' } })
  repo.git('checkout', '--quiet', '--detach', main)
  const before = await treeOf(repo.path)
  const words = ['--as', 'retired', '--reason', 'the chart pins the image now']
  expect(mortem(repo, 'action', 'verdict', '2026-05-17-keel#A1', side, ...words)).toMatchObject({
    code: 2,
    err: expect.stringContaining('is not in the history of HEAD'),
  })
  expect(await treeOf(repo.path)).toEqual(before)
})

test('a later commit can say it too: Retires closes what was lost before', async () => {
  const { repo } = await keel()
  await repo.commit({ message: 'notes\n\nRetires: 2026-05-17-keel#A1 (the chart pins)', date: '2026-05-25T00:00:00Z' })
  expect(mortem(repo, 'check').out).not.toContain('lost-remediation')
})

// The reason for a skip: this machine has no tmux, and only a real terminal makes mortem ask.
test.skipIf(!hasTmux)('review asks for the verdict, with the reason of the commit before one’s eyes', async () => {
  const { repo, loss, text } = await keel()
  const { type, shows } = terminal(repo, 'review')
  expect(await shows('verdict: it is meant')).toContain(`taken away by ${loss.slice(0, 12)}  2026-05-18`)
  type('v')
  await shows('What is it?')
  type('Down', 'Enter')
  await shows('Why?')
  type('the chart pins', 'Enter')
  await shows('1 of 1 settled')
  await shows('ended with 0')
  expect(await text()).toContain(`verdicts: [{ commit: "${loss}", as: retired, reason: the chart pins }]`)
})
