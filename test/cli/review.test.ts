/** `mortem review`: the list, and the walk in a real terminal. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeRepository } from '../support/repository.ts'
import { json, mortem, ok } from './run.ts'
import { hasTmux, terminal } from './terminal.ts'

const file = 'post-mortems/2026-06-10-boot-storm.yaml'
const record = `id: 2026-06-10-boot-storm
title: Boot storm
actions:
  # A person's own comment.
  - { id: A1, priority: P0, title: Pin the tag, owner: mara, due: 2026-06-17 }
  - id: A2
    title: Alert on a falling tag   # which one?
  - { id: A3, title: Reap idle transactions, owner: noor }
  - { id: A4, title: Move to another provider, owner: noor }
`

async function owing() {
  const repo = await makeRepository()
  await repo.commit({ message: 'records', files: { [file]: record } })
  const fix = await repo.commit({
    date: '2026-06-11T10:00:00Z',
    message: 'db: reap\n\nRemediates: boot-storm#A3',
    files: { 'db.tf': '1' },
  })
  return { repo, fix, text: () => readFile(join(repo.path, file), 'utf8') }
}

test('outside a terminal: overdue, stale, ownerless, each with the commands that the keys stand for', async () => {
  const { repo, fix } = await owing()
  const ref = '2026-06-10-boot-storm#A'
  expect(ok(repo, 'review')).toBe(`overdue
  P0  ${ref}1  Pin the tag
      of Boot storm · todo · mara · due 2026-06-17
      next: mortem action done ${ref}1 --commit <commit>
            mortem action assign ${ref}1 <owner>
            mortem action assign ${ref}1 --due <day>
            mortem action drop ${ref}1 --reason "…"

stale: called open, but something says that it is done
  ${ref}3  Reap idle transactions
      of Boot storm · declared todo, by history done · noor
      fixed by ${fix.slice(0, 12)}  2026-06-11  db: reap (trailer, certain)
      next: mortem action done ${ref}3 --commit ${fix.slice(0, 12)}
            mortem action assign ${ref}3 <owner>
            mortem action assign ${ref}3 --due <day>
            mortem action drop ${ref}3 --reason "…"

without an owner
  ${ref}2  Alert on a falling tag
      of Boot storm · todo · no owner
      next: mortem action done ${ref}2 --commit <commit>
            mortem action assign ${ref}2 <owner>
            mortem action assign ${ref}2 --due <day>
            mortem action drop ${ref}2 --reason "…"`)
  const { items } = json(repo, 'review', '--json')
  expect(items.map(({ kind, ref }: { kind: string; ref: string }) => `${kind} ${ref.slice(-2)}`)).toEqual([
    'overdue A1',
    'stale A3',
    'ownerless A2',
  ])
  expect(mortem(repo, 'review', '-i', 'elsewhere').code).toBe(2)
})

test('the commands that it prints settle what it lists', async () => {
  const { repo, fix, text } = await owing()
  ok(repo, 'action', 'done', 'boot-storm#A3', '--commit', fix.slice(0, 12))
  ok(repo, 'action', 'assign', 'boot-storm#A2', 'ivo')
  ok(repo, 'action', 'assign', 'boot-storm#A1', '--due', '2999-01-01')
  expect(ok(repo, 'review')).toBe('Nothing is lost, overdue, stale or without an owner.')
  expect(await text()).toContain('owner: mara, due: "2999-01-01" }')
})

test('a verdict is written with the whole hash; a second one on the same commit replaces it', async () => {
  const { repo, fix, text } = await owing()
  const verdict = (as: string, reason: string) =>
    ok(repo, 'action', 'verdict', 'boot-storm#A3', fix.slice(0, 8), '--as', as, '--reason', reason)
  expect(verdict('retired', 'the pooler does it')).toBe(
    `2026-06-10-boot-storm#A3: retired by ${fix.slice(0, 12)}: the pooler does it`,
  )
  verdict('accepted-risk', 'for this year')
  expect(await text()).toContain(
    `owner: noor, verdicts: [{ commit: "${fix}", as: accepted-risk, reason: for this year }] }`,
  )
  for (const wrong of [
    ['0123abcd', '--as', 'retired'],
    ['HEAD', '--as', 'forgotten'],
  ])
    expect(mortem(repo, 'action', 'verdict', 'boot-storm#A3', ...wrong, '--reason', 'x').code).toBe(2)
  expect(mortem(repo, 'action', 'verdict', 'boot-storm#A3', 'HEAD', '--as', 'retired', '--reason', ' ').code).toBe(2)
})

// The reason for a skip: this machine has no tmux, and only a real terminal makes mortem ask.
test.skipIf(!hasTmux)('a walk: each answer is written at once, and ^C loses none', async () => {
  const { repo, fix, text } = await owing()
  const { type, shows } = terminal(repo, 'review')
  await shows('1 of 3  overdue')
  type('d')
  await shows('By which day?')
  type('soon', 'Enter')
  await shows('A day, such as 2026-06-17.')
  type('Escape')
  // The letter was taken back, so the same item asks again.
  await shows(/1 of 3[\s\S]*By which day[\s\S]*drop it/)
  type('o')
  await shows('Who?')
  type('ivo', 'Enter')
  await shows('2 of 3  stale')
  expect(await text()).toContain('title: Pin the tag, owner: ivo, due: 2026-06-17 }')
  type('a')
  await shows('3 of 3  without an owner')
  expect(await text()).toContain(`owner: noor, status: done, commits: ["${fix}"] }`)
  type('a')
  await shows('By which commit?')
  type('nonsense', 'Enter')
  await shows(/nonsense[\s\S]*No commit is named[\s\S]*drop it/)
  type('C-c')
  await shows('ended with 0')
  expect(await text()).toBe(
    record
      .replace('owner: mara', 'owner: ivo')
      .replace('transactions, owner: noor', `transactions, owner: noor, status: done, commits: ["${fix}"]`),
  )
})

test.skipIf(!hasTmux)('^D takes a letter back, then leaves', async () => {
  const { repo, text } = await owing()
  const before = await text()
  const { type, shows } = terminal(repo, 'review')
  await shows('q  quit')
  type('o')
  await shows('Who?')
  type('C-d')
  await shows(/Who\?[\s\S]*q {2}quit/)
  type('C-d')
  await shows('ended with 0')
  expect(await text()).toBe(before)
})

test.skipIf(!hasTmux)('skip, Enter and q write nothing', async () => {
  const { repo, text } = await owing()
  const { type, shows } = terminal(repo, 'review')
  await shows('1 of 3')
  type('s')
  await shows('2 of 3')
  type('Enter')
  await shows('3 of 3')
  type('q')
  await shows('0 of 3 settled')
  await shows('ended with 0')
  expect(await text()).toBe(record)
})
