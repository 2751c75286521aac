/** The same change twice on one branch, after histories were merged. */
import { expect, test } from 'vitest'
import { makeRepository } from '../support/repository.ts'
import { actionOf, bootStorm, bootStormFile, ledgerOf, linksOf, statusOf } from './ledger-of.ts'

const files = { [bootStormFile]: bootStorm('  - { id: A1, title: Pin the tag }\n') }
const fix = { message: 'fix\n\nRemediates: boot-storm#A1', date: '2026-01-02T00:00:00Z', files: { 'a.tf': '1' } }

async function merged() {
  const repo = await makeRepository()
  const start = await repo.commit({ message: 'start' })
  const one = await repo.commit({ ...fix, parent: start })
  const aside = await repo.commit({ message: 'aside', files: { 'b.tf': '1' }, parent: start })
  const two = await repo.commit({ ...fix, parent: aside })
  await repo.commit({ message: 'merge', parent: [one, two] })
  return { repo, one, two }
}

test('they are one link that names both', async () => {
  const { repo, one, two } = await merged()
  const ledger = await ledgerOf(repo, files)
  expect(linksOf(ledger, 'A1')).toEqual(['fixed trailer certain: fix'])
  const [link] = actionOf(ledger, 'A1').links
  expect([link?.commit, ...(link?.twins ?? [])].sort()).toEqual([one, two].sort())
})

test('the recorded one of them is the link, the other its twin', async () => {
  const { repo, one, two } = await merged()
  for (const [own, other] of [
    [one, two],
    [two, one],
  ] as const) {
    const text = bootStorm(`  - { id: A1, title: Pin the tag, commits: ["${own}"] }\n`)
    const ledger = await ledgerOf(repo, { [bootStormFile]: text })
    expect(actionOf(ledger, 'A1').links).toMatchObject([{ commit: own, twins: [other] }])
  }
})

test('reverting one after the merge takes both back', async () => {
  const { repo, one } = await merged()
  await repo.commit({ message: `Revert "fix"\n\nThis reverts commit ${one}.` })
  expect(statusOf(await ledgerOf(repo, files), 'A1')).toBe('todo ()')
})

test('the same words by somebody else, or at another time, are another change', async () => {
  const repo = await makeRepository()
  await repo.commit(fix)
  await repo.commit({ ...fix, author: 'Bob <bob@example.org>' })
  await repo.commit({ ...fix, date: '2026-01-03T00:00:00Z' })
  expect(linksOf(await ledgerOf(repo, files), 'A1')).toHaveLength(3)
})

test('a change that was reverted and made again by a pick is two: the second stands', async () => {
  const repo = await makeRepository()
  await repo.commit({ message: 'start' })
  const one = await repo.commit(fix)
  await repo.commit({ message: `Revert "fix"\n\nThis reverts commit ${one}.`, date: '2026-01-03T00:00:00Z' })
  const two = await repo.commit({ ...fix, files: { 'a.tf': '2' } })
  const ledger = await ledgerOf(repo, files)
  expect(statusOf(ledger, 'A1')).toBe('done (link done)')
  expect(actionOf(ledger, 'A1').proven).toBe(true)
  expect(actionOf(ledger, 'A1').words[0]?.commit).toBe(two)
  const links = actionOf(ledger, 'A1').links.map(({ relation, commit, twins }) => ({ relation, commit, twins }))
  expect(links).toContainEqual({ relation: 'fixed', commit: one, twins: [] })
  expect(links).toContainEqual({ relation: 'fixed', commit: two, twins: [] })
  expect(links.filter(({ relation }) => relation === 'reverted')).toHaveLength(1)

  await repo.commit({ message: 'Revert "fix"\n\nTaken back for good.', date: '2026-01-05T00:00:00Z' })
  expect(statusOf(await ledgerOf(repo, files), 'A1')).toBe('todo ()')
})

test('of a bot whose clock stands still every commit is a change of its own', async () => {
  const repo = await makeRepository()
  for (let n = 0; n < 3; n++) await repo.commit({ ...fix, files: { 'a.tf': String(n) } })
  expect(linksOf(await ledgerOf(repo, files), 'A1')).toHaveLength(3)
})

test('what was said after one of them was said after the change, whichever way the lines met', async () => {
  const record = (status: string) => bootStorm(`  - { id: A1, title: Pin the tag, status: ${status} }\n`)
  for (const turned of [false, true]) {
    const repo = await makeRepository()
    const start = await repo.commit({ message: 'start', files: { [bootStormFile]: record('todo') } })
    const one = await repo.commit({ ...fix, parent: start })
    const later = { message: 'not yet', files: { [bootStormFile]: record('in-progress') }, parent: one }
    const main = await repo.commit(later)
    const aside = await repo.commit({ message: 'aside', files: { 'b.tf': '1' }, parent: start })
    const two = await repo.commit({ ...fix, parent: aside })
    const parent = turned ? [two, main] : [main, two]
    await repo.commit({ message: 'merge', parent, files: { [bootStormFile]: record('in-progress') } })
    expect(actionOf(await ledgerOf(repo), 'A1').status).toBe('in-progress')
  }
})
