/** What a revert takes back, and what it does not. */
import { expect, test } from 'vitest'
import { makeRepository, type TestRepository } from '../support/repository.ts'
import { actionOf, bootStorm, bootStormFile, ledgerOf, linksOf, statusOf } from './ledger-of.ts'

const open = bootStorm('  - { id: A1, title: Pin the tag }\n')
const files = { [bootStormFile]: open }
const fix = { message: 'fix: pin\n\nRemediates: boot-storm#A1', files: { 'a.tf': '1' } }
const revertOf = (hash: string, subject = 'fix: pin') => `Revert "${subject}"\n\nThis reverts commit ${hash}.\n`

async function fixed(): Promise<{ repo: TestRepository; start: string; hash: string }> {
  const repo = await makeRepository()
  const start = await repo.commit({ message: 'start' })
  return { repo, start, hash: await repo.commit(fix) }
}

test('it takes back the word and the proof, and stands beside the fix', async () => {
  const { repo, hash } = await fixed()
  const revert = await repo.commit({ message: revertOf(hash) })
  const ledger = await ledgerOf(repo, files)
  expect(statusOf(ledger, 'A1')).toBe('todo ()')
  expect(linksOf(ledger, 'A1')).toEqual([
    'fixed trailer certain: fix: pin',
    'reverted trailer certain: Revert "fix: pin"',
  ])
  expect(actionOf(ledger, 'A1').links[1]).toMatchObject({ commit: revert, note: `takes back ${hash.slice(0, 12)}` })
  expect(actionOf(ledger, 'A1').proven).toBe(false)
})

test('a revert of the revert brings it back, and a third takes it again', async () => {
  const { repo, hash } = await fixed()
  const one = await repo.commit({ message: revertOf(hash) })
  const two = await repo.commit({ message: revertOf(one, 'Revert "fix: pin"') })
  expect(statusOf(await ledgerOf(repo, files), 'A1')).toBe('done (link done)')
  expect(linksOf(await ledgerOf(repo, files), 'A1')).toEqual(['fixed trailer certain: fix: pin'])
  await repo.commit({ message: revertOf(two, 'Revert "Revert "fix: pin""') })
  expect(statusOf(await ledgerOf(repo, files), 'A1')).toBe('todo ()')
})

test("git's own Reapply brings it back", async () => {
  const { repo, hash } = await fixed()
  const one = await repo.commit({ message: revertOf(hash) })
  await repo.commit({ message: `Reapply "fix: pin"\n\nThis reverts commit ${one}.\n` })
  expect(statusOf(await ledgerOf(repo, files), 'A1')).toBe('done (link done)')
})

test('reverting a merge takes back its whole side', async () => {
  const { repo, start, hash } = await fixed()
  const main = await repo.commit({ message: 'main goes on', parent: start })
  const merge = await repo.commit({ message: 'Merge branch side', parent: [main, hash] })
  expect(statusOf(await ledgerOf(repo, files), 'A1')).toBe('done (link done)')
  const message = `Revert "Merge branch side"\n\nThis reverts commit ${merge}, reversing\nchanges made to ${main}.\n`
  await repo.commit({ message })
  expect(statusOf(await ledgerOf(repo, files), 'A1')).toBe('todo ()')
})

test('a revert on another branch does not count here', async () => {
  const { repo, hash } = await fixed()
  await repo.commit({ message: revertOf(hash), parent: hash })
  repo.git('branch', 'other')
  await repo.commit({ message: 'main goes on', parent: hash })
  expect(statusOf(await ledgerOf(repo, files), 'A1')).toBe('done (link done)')
  expect(statusOf(await ledgerOf(repo, files, { rev: 'other' }), 'A1')).toBe('todo ()')
})

test('a revert that is merged in without being a descendant of the fix takes nothing back', async () => {
  const { repo, start, hash } = await fixed()
  const aside = await repo.commit({ message: revertOf(hash), parent: start })
  await repo.commit({ message: 'merge', parent: [hash, aside] })
  expect(statusOf(await ledgerOf(repo, files), 'A1')).toBe('done (link done)')
})

test('a dead hash with a unique quoted subject counts, with several it does not', async () => {
  const { repo } = await fixed()
  const revert = { message: revertOf('0123456789abcdef0123456789abcdef01234567') }
  await repo.commit(revert)
  expect(statusOf(await ledgerOf(repo, files), 'A1')).toBe('todo ()')

  const other = await fixed()
  await other.repo.commit({ message: 'fix: pin\n\nof something else' })
  await other.repo.commit(revert)
  expect(statusOf(await ledgerOf(other.repo, files), 'A1')).toBe('done (link done)')
})

test('a message that only quotes a revert takes nothing back', async () => {
  const { repo, hash } = await fixed()
  await repo.commit({ message: `release notes\n\n* This reverts commit ${hash}.\n` })
  expect(statusOf(await ledgerOf(repo, files), 'A1')).toBe('done (link done)')
})

test('fixed again after the revert is done again, with the proof', async () => {
  const { repo, hash } = await fixed()
  await repo.commit({ message: revertOf(hash) })
  await repo.commit({ message: 'fix it properly\n\nRemediates: boot-storm#A1' })
  const ledger = await ledgerOf(repo, files)
  expect(statusOf(ledger, 'A1')).toBe('done (link done)')
  expect(actionOf(ledger, 'A1').proven).toBe(true)
})

test('a declaration in the reverted commit is taken back as well', async () => {
  const repo = await makeRepository()
  await repo.commit({ message: 'open', files })
  const flip = await repo.commit({
    message: 'flip',
    files: { [bootStormFile]: open.replace('tag }', 'tag, status: done }'), 'a.tf': '1' },
  })
  await repo.commit({ message: revertOf(flip, 'flip'), files: { ...files, 'a.tf': '0' } })
  expect(actionOf(await ledgerOf(repo), 'A1')).toMatchObject({ status: 'todo', proven: false, stale: false })
})

test('a revert or a Retires: that speaks in the words of the fix is no fix', async () => {
  const repo = await makeRepository()
  const file = 'post-mortems/2026-01-10-boot-storm.yaml'
  const record =
    'id: 2026-01-10-boot-storm\ntitle: Boot storm\nactions:\n  - { id: A1, title: Pin the image tag, status: done }\n'
  await repo.commit({ message: 'record', files: { [file]: record } })
  await repo.commit({
    message: 'Drop the image tag pin\n\nRetires: boot-storm#A1 (the chart replaces it)',
    files: { 'values.yaml': '2' },
  })
  const action = (await ledgerOf(repo)).incidents[0]?.actions[0]
  expect(action?.links).toEqual([])
  expect(action?.proven).toBe(false)
  expect(action?.verdicts.map(({ as, reason }) => `${as}: ${reason}`)).toEqual(['retired: the chart replaces it'])
})

test.each([
  ['fix: pin (#1)', 'Revert "fix: pin" (#2)'],
  ['fix: pin', 'Revert "fix: pin (#1)" (#2)'],
  ['fix: pin (#1)', 'fix: Revert "fix: pin (#1)" (#2)'],
  ['fix: pin (#1)', 'chore: revert `fix: pin`'],
  ['fix: pin (#1)', 'back out "fix: pin"'],
  ['fix: pin (#1)', 'Take the pin away\n\nReverts owner/repo#1', false],
  ['fix: pin (#1)', 'Revert the pin\n\nReverts owner/repo#1'],
  ['fix: pin (#1)', 'fix: revert #1 (#2)'],
])('%s is taken back by %s', async (subject, message, takesBack = true) => {
  const repo = await makeRepository()
  await repo.commit({ message: 'start', files: { 'a.tf': 'tag = 0\n' } })
  await repo.commit({ message: `${subject}\n\nRemediates: boot-storm#A1`, files: { 'a.tf': 'tag = 1\n' } })
  await repo.commit({ message, files: { 'a.tf': 'tag = 2\n' } })
  expect(statusOf(await ledgerOf(repo, files), 'A1')).toBe(takesBack ? 'todo ()' : 'done (link done)')
})

const before = 'image = "authentik"\nreplicas = 1\n'
const after = 'image = "authentik"\nimage_tag = "2026.2.6"\nreplicas = 3\nkeep_old_pods = true\n'

async function pinned() {
  const repo = await makeRepository()
  await repo.commit({ message: 'start', files: { 'a.tf': before } })
  await repo.commit({ message: 'fix: pin\n\nRemediates: boot-storm#A1', files: { 'a.tf': after } })
  return repo
}

test('a revert that names nothing is known by what it does', async () => {
  const repo = await pinned()
  await repo.commit({ message: 'other', files: { 'a.tf': `${after}more = 1\n` } })
  await repo.commit({ message: 'Revert the image tag pin', files: { 'a.tf': `${before}more = 1\n` } })
  const ledger = await ledgerOf(repo, files)
  expect(statusOf(ledger, 'A1')).toBe('todo ()')
  expect(linksOf(ledger, 'A1')[1]).toBe('reverted trailer certain: Revert the image tag pin')
})

test('what only says so, takes back a part, or does it without saying so, is no revert', async () => {
  for (const [message, text] of [
    ['Revert the image tag pin', `${after}more = 1\n`],
    ['Revert the image tag pin', after.replace('keep_old_pods = true\n', '')],
    ['Simplify', before],
  ] as const) {
    const repo = await pinned()
    await repo.commit({ message, files: { 'a.tf': text } })
    expect(statusOf(await ledgerOf(repo, files), 'A1')).toBe('done (link done)')
  }
})

test('a revert whose hash died in a rebase is led to what the commit became', async () => {
  const repo = await makeRepository()
  const start = await repo.commit({ message: 'start', files: { 'a.tf': before } })
  const old = await repo.commit({ message: 'fix: pin', files: { 'a.tf': after }, date: '2026-01-02T00:00:00Z' })
  await repo.commit({ message: 'main goes on', parent: start, files: { 'b.tf': '1\n' } })
  await repo.commit({ message: 'fix: pin', files: { 'a.tf': after }, date: '2026-01-03T00:00:00Z' })
  const fix = await repo.commit({
    message: 'fix: pin\n\nRemediates: boot-storm#A1',
    files: { 'a.tf': `${after}x = 1\n` },
    date: '2026-01-02T00:00:00Z',
  })
  repo.git('branch', 'aside', old)
  const revert = await repo.commit({ message: revertOf(old), files: { 'a.tf': after }, date: '2026-01-04T00:00:00Z' })
  // Two commits have the quoted subject; only one of them also has the author date of the commit that is named.
  const ledger = await ledgerOf(repo, files)
  expect(actionOf(ledger, 'A1').links.map(({ commit, relation }) => [commit, relation])).toEqual([
    [fix, 'fixed'],
    [revert, 'reverted'],
  ])
})
