/** Which verdict covers a loss, over the graph of real repositories. */
import { expect, test } from 'vitest'
import { openHistory } from '../../src/git/history.ts'
import { openRepository } from '../../src/git/repository.ts'
import type { LedgerVerdict } from '../../src/ledger/ledger.ts'
import { scan } from '../../src/ledger/scan.ts'
import { coveringVerdict, verdictOrder } from '../../src/ledger/verdicts.ts'
import { configSchema } from '../../src/model/config.ts'
import { makeRepository, type TestRepository } from '../support/repository.ts'

async function orderOf(repo: TestRepository) {
  const { messages } = configSchema.parse({})
  const history = await openHistory(await openRepository(repo.path, repo.env), null)
  const { graph } = await scan(history, { ...messages, causedBy: messages['caused-by'] })
  return verdictOrder(graph)
}

const word = (commit: string, reason: string, source: LedgerVerdict['source'] = 'record'): LedgerVerdict => ({
  ...{ commit, reason, source },
  as: source === 'ledger' ? 'superseded' : 'retired',
})
const by = (...commits: string[]) => commits.map((commit) => ({ commit, took: 1 }))

/** first – second – third, and a side line from first that is merged at the end. */
async function line() {
  const repo = await makeRepository()
  const first = await repo.commit({ message: 'first', files: { a: '1' } })
  const second = await repo.commit({ message: 'second', files: { a: '2' } })
  const third = await repo.commit({ message: 'third', files: { a: '3' } })
  const side = await repo.commit({ message: 'side', files: { b: '1' }, parent: first })
  await repo.commit({ message: 'merge', parent: [third, side] })
  return { repo, first, second, third, side, order: await orderOf(repo) }
}

test('a person’s word covers its own commit and what was lost before it, and no later loss', async () => {
  const { first, second, third, order } = await line()
  const verdict = word(second, 'moved')
  expect(coveringVerdict(by(second), [verdict], order)).toBe(verdict)
  expect(coveringVerdict(by(first), [verdict], order)).toBe(verdict)
  expect(coveringVerdict(by(third), [verdict], order)).toBeNull()
})

test('an abbreviated hash in a record is the commit that it names', async () => {
  const { second, order } = await line()
  const verdict = word(second.slice(0, 10).toUpperCase(), 'moved')
  expect(coveringVerdict(by(second), [verdict], order)).toBe(verdict)
})

test('a loss on a line of history that the verdict did not see is open', async () => {
  const { third, side, order } = await line()
  expect(coveringVerdict(by(side), [word(third, 'moved')], order)).toBeNull()
})

test('all that took part have to be covered; the word on who took most is returned', async () => {
  const { first, second, third, order } = await line()
  const [early, late] = [word(first, 'early'), word(third, 'late', { commit: third })]
  expect(coveringVerdict(by(second, third), [word(second, 'half')], order)).toBeNull()
  expect(coveringVerdict(by(third, first), [early, late], order)).toBe(late)
  expect(coveringVerdict(by(first, third), [late, early], order)).toBe(early)
})

test('who took a line or two of many needs no word of their own, who took a fifth does', async () => {
  const { second, third, order } = await line()
  const took = (most: number, least: number) => [
    { commit: second, took: most },
    { commit: third, took: least },
  ]
  const verdict = word(second, 'moved')
  expect(coveringVerdict(took(9, 1), [verdict], order)).toBe(verdict)
  expect(coveringVerdict(took(8, 2), [verdict], order)).toBeNull()
})

test('the ledger’s own verdict covers that very commit only, and a person’s comes before it', async () => {
  const { first, second, order } = await line()
  const own = word(second, 'another fix', 'ledger')
  expect(coveringVerdict(by(second), [own], order)).toBe(own)
  expect(coveringVerdict(by(first), [own], order)).toBeNull()
  const said = word(second, 'said')
  expect(coveringVerdict(by(second), [own, said], order)).toBe(said)
})

test('when nobody knows who took it, a person’s last word covers', async () => {
  const { first, third, order } = await line()
  const [early, late] = [word(first, 'early'), word(third, 'late')]
  expect(coveringVerdict([], [late, early], order)).toBe(late)
  expect(coveringVerdict([], [word(third, 'another fix', 'ledger')], order)).toBeNull()
})

test('a verdict on a commit that is not reachable covers nothing', async () => {
  const { repo, second, order } = await line()
  repo.git('checkout', '--quiet', '--orphan', 'elsewhere')
  const stranger = await repo.commit({ message: 'elsewhere' })
  expect(coveringVerdict(by(second), [word(stranger, 'moved'), word('0123abcd', 'moved')], order)).toBeNull()
  expect(coveringVerdict([], [word(stranger, 'moved')], order)).toBeNull()
})

test('the same change on two merged lineages is one: a word on either covers both', async () => {
  const repo = await makeRepository()
  const start = await repo.commit({ message: 'start' })
  const change = { message: 'take it out', date: '2026-01-02T00:00:00Z', files: { 'a.tf': '1' } }
  const one = await repo.commit({ ...change, parent: start })
  const aside = await repo.commit({ message: 'aside', files: { 'b.tf': '1' }, parent: start })
  const two = await repo.commit({ ...change, parent: aside })
  await repo.commit({ message: 'merge', parent: [one, two] })
  const order = await orderOf(repo)
  for (const [taker, said] of [
    [one, two],
    [two, one],
  ] as const) {
    const verdict = word(said, 'moved')
    expect(coveringVerdict(by(taker), [verdict], order)).toBe(verdict)
    const own = word(said, 'another fix', 'ledger')
    expect(coveringVerdict(by(taker), [own], order)).toBe(own)
  }
})
