/** Status as the last word in history. */
import { expect, test } from 'vitest'
import { makeFolder, makeRepository, repositoryAt, type TestRepository } from '../support/repository.ts'
import { actionOf, bootStorm, bootStormFile, ledgerOf, statusOf } from './ledger-of.ts'

const record = (status: string, more = '') =>
  bootStorm(`  - { id: A1, title: Pin the tag, status: ${status}${more} }\n`)
const fix = { message: 'fix\n\nRemediates: boot-storm#A1' }

function declare(repo: TestRepository, status: string, parent?: string): Promise<string> {
  const plan = { message: `declare ${status}`, files: { [bootStormFile]: record(status) } }
  return repo.commit(parent === undefined ? plan : { ...plan, parent })
}

test('without any word it is what the record says', async () => {
  const repo = await makeRepository()
  await declare(repo, 'todo')
  expect(statusOf(await ledgerOf(repo), 'A1')).toBe('todo ()')
})

test('the first declaration counts unless it is todo', async () => {
  const repo = await makeRepository()
  await repo.commit(fix)
  await declare(repo, 'todo')
  const ledger = await ledgerOf(repo)
  expect(statusOf(ledger, 'A1')).toBe('done (link done)')
  expect(actionOf(ledger, 'A1').stale).toBe(true)

  const other = await makeRepository()
  await other.commit(fix)
  await declare(other, 'in-progress')
  expect(statusOf(await ledgerOf(other), 'A1')).toBe('in-progress (declared in-progress, link done)')
})

test('a declaration after a link wins', async () => {
  const repo = await makeRepository()
  await declare(repo, 'in-progress')
  await repo.commit(fix)
  await declare(repo, 'todo')
  const ledger = await ledgerOf(repo)
  expect(statusOf(ledger, 'A1')).toBe('todo (declared todo, link done, declared in-progress)')
  expect(actionOf(ledger, 'A1').stale).toBe(false)
})

test('a link after a declaration wins, and the record is stale', async () => {
  const repo = await makeRepository()
  await declare(repo, 'todo')
  await declare(repo, 'in-progress')
  await repo.commit(fix)
  const ledger = await ledgerOf(repo)
  expect(statusOf(ledger, 'A1')).toBe('done (link done, declared in-progress)')
  expect(actionOf(ledger, 'A1')).toMatchObject({ stale: true, proven: true, declared: 'in-progress' })
})

test('a link says no more than a settled declaration before it', async () => {
  const repo = await makeRepository()
  await declare(repo, 'todo')
  await declare(repo, 'done-alt')
  await repo.commit(fix)
  expect(actionOf(await ledgerOf(repo), 'A1')).toMatchObject({ status: 'done', stale: false })
})

test('what is not committed is the last word of all', async () => {
  const repo = await makeRepository()
  await declare(repo, 'todo')
  await repo.commit(fix)
  await repo.write(bootStormFile, record('in-progress'))
  expect(statusOf(await ledgerOf(repo), 'A1')).toBe('in-progress (declared in-progress uncommitted, link done)')
})

test('a new record that is not committed: todo is no word', async () => {
  const repo = await makeRepository()
  await repo.commit(fix)
  await repo.write(bootStormFile, record('todo'))
  expect(statusOf(await ledgerOf(repo), 'A1')).toBe('done (link done)')
  await repo.write(bootStormFile, record('wont-do', ', resolution: no'))
  expect(statusOf(await ledgerOf(repo), 'A1')).toBe('wont-do (declared wont-do uncommitted, link done)')
})

test('an edit of anything else is no declaration', async () => {
  const repo = await makeRepository()
  await declare(repo, 'done')
  await repo.commit({ message: 'owner', files: { [bootStormFile]: record('done', ', owner: ada') } })
  expect(statusOf(await ledgerOf(repo), 'A1')).toBe('done (declared done)')
})

test('a close-out is a word, a probable link is none', async () => {
  const repo = await makeRepository()
  await repo.commit({ message: 'recovered\n\nRemediates: boot-storm#A1\n\nprose behind it' })
  expect(statusOf(await ledgerOf(repo, { [bootStormFile]: record('todo') }), 'A1')).toBe('todo ()')
  await repo.commit({ message: 'close\n\nClose out boot-storm:\n- Pin the tag: DONE-alt (elsewhere)' })
  const ledger = await ledgerOf(repo, { [bootStormFile]: record('todo') })
  expect(statusOf(ledger, 'A1')).toBe('done-alt (close-out done-alt)')
  expect(actionOf(ledger, 'A1')).toMatchObject({ stale: true })
})

test('words on parallel lines that contradict each other need a review, until somebody says', async () => {
  const repo = await makeRepository()
  const start = await declare(repo, 'todo')
  const left = await declare(repo, 'wont-do', start)
  const right = await repo.commit({ ...fix, parent: start })
  const merge = await repo.commit({ message: 'merge', parent: [left, right] })
  const ledger = await ledgerOf(repo)
  expect(actionOf(ledger, 'A1').status).toBe('needs-review')
  expect(
    actionOf(ledger, 'A1')
      .words.map(({ status }) => status)
      .sort(),
  ).toEqual(['done', 'wont-do'])
  await declare(repo, 'done', merge)
  expect(actionOf(await ledgerOf(repo), 'A1').status).toBe('done')
})

test('parallel words that agree do not', async () => {
  const repo = await makeRepository()
  const start = await declare(repo, 'todo')
  const left = await declare(repo, 'done-alt', start)
  const right = await repo.commit({ ...fix, parent: start })
  await repo.commit({ message: 'merge', parent: [left, right] })
  expect(actionOf(await ledgerOf(repo), 'A1').status).toMatch(/^done/)
})

test('the merge that settles a contradiction is the last word', async () => {
  const repo = await makeRepository()
  const start = await declare(repo, 'todo')
  const left = await declare(repo, 'wont-do', start)
  const right = await declare(repo, 'done', start)
  await repo.commit({ message: 'merge', parent: [left, right], files: { [bootStormFile]: record('done-alt') } })
  expect(actionOf(await ledgerOf(repo), 'A1').status).toBe('done-alt')
})

test('a merge that takes one of two declarations settles it too', async () => {
  const repo = await makeRepository()
  const start = await declare(repo, 'todo')
  const left = await declare(repo, 'wont-do', start)
  const right = await declare(repo, 'in-progress', start)
  for (const [taken, status] of [
    [left, 'wont-do'],
    [right, 'in-progress'],
  ] as const) {
    await repo.commit({ message: 'merge', parent: [left, right], files: { [bootStormFile]: record(status) } })
    expect(actionOf(await ledgerOf(repo), 'A1').status, taken).toBe(status)
  }
})

test('proven by a change outside of git, unless it is still to be codified or the commit is gone', async () => {
  const repo = await makeRepository()
  const hash = await repo.commit({ message: 'empty' })
  const text = (codified: string) =>
    `${record('done')}changes:\n  - { what: Patched by hand, action: A1, codified: ${codified} }\n`
  for (const [codified, proven] of [
    ['temporary', true],
    ['null', true],
    ['pending', false],
    [`"${hash}"`, true],
    ['"deadbeef1"', false],
  ] as const)
    expect(actionOf(await ledgerOf(repo, { [bootStormFile]: text(codified) }), 'A1').proven).toBe(proven)
})

test('in a shallow clone proof is unknown, a proof that is there is one', async () => {
  const repo = await makeRepository()
  await repo.commit(fix)
  await repo.commit({ message: 'more\n\nRemediates: boot-storm#A2' })
  repo.git('clone', '--quiet', '--depth', '1', `file://${repo.path}`, `${repo.path}/clone`)
  const text = `${record('done')}  - { id: A2, title: Alert, status: done }\n`
  const ledger = await ledgerOf(repositoryAt(`${repo.path}/clone`), { [bootStormFile]: text })
  expect(actionOf(ledger, 'A1').proven).toBeNull()
  expect(actionOf(ledger, 'A2').proven).toBe(true)
  expect(await makeFolder()).toBeTruthy()
})

test('the release is the first tag that holds the commit', async () => {
  const repo = await makeRepository()
  await repo.commit({ message: 'before' })
  repo.git('tag', 'v1')
  await repo.commit(fix)
  repo.git('tag', 'v2')
  repo.git('tag', '--annotate', '--message', 'three', 'v2-also')
  await repo.commit({ message: 'after' })
  repo.git('tag', 'v3')
  await repo.commit({ message: 'unreleased\n\nRemediates: boot-storm#A1' })
  const ledger = await ledgerOf(repo, { [bootStormFile]: record('done') })
  expect(actionOf(ledger, 'A1').links.map(({ release }) => release)).toEqual(['v2', null])
})
