/** The story of scripts/story, which the demo tells too: what the ledger must see in it. */
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeFolder, repositoryAt } from '../support/repository.ts'
import { type Files, incidentOf, ledgerOf, linksOf, statusOf } from './ledger-of.ts'

const { buildStory } = (await import(String(new URL('../../scripts/story/build.mjs', import.meta.url)))) as {
  buildStory: (folder: string) => { hash: string; name: string | null }[]
}

async function story() {
  const folder = join(await makeFolder(), 'story')
  const commits = buildStory(folder)
  const repo = repositoryAt(folder)
  const named = (name: string) => commits.find((commit) => commit.name === name)?.hash ?? ''
  return { repo, named }
}

function statuses(ledger: Awaited<ReturnType<typeof ledgerOf>>, incident: string): string[] {
  return incidentOf(ledger, incident).actions.map(
    ({ record, stale, proven }) =>
      `${record.id} ${statusOf(ledger, record.id, incident)}${stale ? ' stale' : ''}${proven ? ' proven' : ''}`,
  )
}

test('the boot storm', async () => {
  const { repo } = await story()
  const ledger = await ledgerOf(repo)
  expect(statuses(ledger, 'boot-storm')).toEqual([
    'A1 done (declared done, link done) proven',
    'A2 done (declared done, link done) proven',
    'A3 done (link done) stale proven',
    'A4 done (declared done) proven',
    'A5 done (declared done) proven',
    'A6 todo ()',
    'A7 done (close-out done) stale',
    'A8 done-alt (close-out done-alt) stale',
    'A9 in-progress (declared in-progress)',
  ])
  expect(linksOf(ledger, 'A1', 'boot-storm')).toEqual([
    'fixed trailer certain: authentik: harden the stack after the boot storm',
  ])
  expect(linksOf(ledger, 'A5', 'boot-storm')).toEqual([
    'fixed tracker probable: pgbouncer: roll the pods with their configuration',
  ])
  const { links, alike } = incidentOf(ledger, 'boot-storm')
  expect(links.filter(({ relation }) => relation === 'caused').map(({ subject }) => subject)).toEqual([
    'keel: enrol nine more namespaces',
    'authentik: a faster first sign-in',
  ])
  expect(alike).toEqual([])
  expect(ledger.unresolved).toEqual([])
})

test('the image that upgraded itself: trailer, flip, recorded hash, and a bullet of a tagged commit', async () => {
  const { repo, named } = await story()
  const ledger = await ledgerOf(repo)
  const vias = incidentOf(ledger, 'keel').actions.map(({ links }) =>
    links.map(({ via, strength, commit }) => `${via} ${strength} ${commit?.slice(0, 8)}`),
  )
  const short = (name: string) => named(name).slice(0, 8)
  expect(vias[0]).toEqual([`trailer certain ${short('exclude')}`])
  expect(vias.flat()).toContain(`flip certain ${short('digest')}`)
  expect(vias.flat()).toContain(`record certain ${short('alert')}`)
  expect(vias.flat()).toContain(`bullet probable ${short('upgrades')}`)
})

test('the dropped tree and its restoration change no word', async () => {
  const { repo, named } = await story()
  const files: Files = Object.fromEntries(
    ['2026-05-17-authentik-keel', '2026-06-10-authentik-boot-storm'].map((id) => [
      `post-mortems/${id}.yaml`,
      repo.git('show', `HEAD:post-mortems/${id}.yaml`),
    ]),
  )
  const before = await ledgerOf(repo, files, { rev: `${named('drop')}^` })
  const after = await ledgerOf(repo, files, { rev: named('restore') })
  for (const incident of ['keel', 'boot-storm']) expect(statuses(after, incident)).toEqual(statuses(before, incident))
})
