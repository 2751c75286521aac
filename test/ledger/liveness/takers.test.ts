/** Who took a fix away, and what takes nothing away: whole histories. */
import { describe, expect, test } from 'vitest'
import type { LedgerAction } from '../../../src/ledger/ledger.ts'
import { makeRepository, type TestRepository } from '../../support/repository.ts'
import { actionsOf, spoken, stateOf } from './state-of.ts'

const alerts = 'groups:\n  - alert: PoolExhausted\n    expr: pool_waiting > 5\n    severity: page\n'
const other = 'name: other\nkind: ConfigMap\n'

async function fixed(files: Record<string, string> = {}): Promise<{ repo: TestRepository; fix: string }> {
  const repo = await makeRepository()
  await repo.commit({ message: 'start', files: { 'other.yaml': other, ...files } })
  const fix = await repo.commit({ message: 'alert on pool waits', files: { 'monitoring/rules.yaml': alerts } })
  return { repo, fix }
}

describe('moves', () => {
  test('a renamed file', async () => {
    const { repo, fix } = await fixed()
    await repo.commit({ message: 'move', files: { 'monitoring/rules.yaml': null, 'alerts/pool.yaml': alerts } })
    expect(await stateOf(repo, { A1: fix })).toBe('live 4/4')
  })

  test('a file renamed twice, and then emptied', async () => {
    const { repo, fix } = await fixed()
    await repo.commit({ message: 'move', files: { 'monitoring/rules.yaml': null, 'alerts/pool.yaml': alerts } })
    await repo.commit({
      message: 'again',
      files: { 'alerts/pool.yaml': null, 'stacks/pool.yaml': `${alerts}# moved\n` },
    })
    await repo.commit({ message: 'less noise', files: { 'stacks/pool.yaml': 'groups:\n' } })
    expect(await stateOf(repo, { A1: fix })).toBe('changed 1/4 by "less noise"')
  })

  test('a block that went into another file', async () => {
    const { repo, fix } = await fixed()
    await repo.commit({
      message: 'split by team',
      files: { 'monitoring/rules.yaml': 'groups:\n', 'monitoring/db.yaml': alerts },
    })
    expect(await stateOf(repo, { A1: fix })).toBe('live 4/4')
  })

  test('a copy that is kept up while the original lies around, and is deleted later', async () => {
    const { repo, fix } = await fixed()
    await repo.commit({ message: 'copy the stack', files: { 'stacks/monitoring/rules.yaml': alerts } })
    await repo.commit({ message: 'tune', files: { 'stacks/monitoring/rules.yaml': alerts.replace('> 5', '> 50') } })
    expect(await stateOf(repo, { A1: fix })).toBe('changed 3/4 by "tune"')
    await repo.commit({ message: 'remove the old stack', files: { 'monitoring/rules.yaml': null } })
    expect(await stateOf(repo, { A1: fix })).toBe('changed 3/4 by "tune"')
  })
})

describe('a tree that was dropped by accident and put back', () => {
  test('is gone in between and live after', async () => {
    const { repo, fix } = await fixed()
    const dropped = await repo.commit({
      message: 'a small change',
      files: { 'monitoring/rules.yaml': null, 'other.yaml': null, 'small.txt': 'small\n' },
    })
    await repo.commit({ message: 'put it back', files: { 'monitoring/rules.yaml': alerts, 'other.yaml': other } })
    expect(await stateOf(repo, { A1: fix }, { rev: dropped })).toBe('gone 0/4 by "a small change"')
    expect(await stateOf(repo, { A1: fix })).toBe('live 4/4')
  })

  test('is not who took it when somebody takes it later', async () => {
    const { repo, fix } = await fixed()
    await repo.commit({ message: 'a small change', files: { 'monitoring/rules.yaml': null } })
    await repo.commit({ message: 'put it back', files: { 'monitoring/rules.yaml': alerts } })
    await repo.commit({ message: 'less noise', files: { 'monitoring/rules.yaml': 'groups:\n' } })
    expect(await stateOf(repo, { A1: fix })).toBe('changed 1/4 by "less noise"')
  })
})

describe('reverts', () => {
  test('a revert', async () => {
    const { repo, fix } = await fixed()
    const message = `Revert "alert on pool waits"\n\nThis reverts commit ${fix}.\n\nIt pages every night.\n`
    await repo.commit({ message, files: { 'monitoring/rules.yaml': null } })
    const action = (await actionsOf(repo, { A1: fix })).get('A1') as LedgerAction
    expect(spoken(action)).toBe('reverted 0/4 by "Revert "alert on pool waits""')
    expect(action.liveness?.undoneBy[0]?.reason).toBe('It pages every night.')
  })

  test('a revert of a merge: the second line of git’s sentence is no reason', async () => {
    const { repo, fix } = await fixed()
    const start = `${fix}~1`
    const side = await repo.commit({ message: 'side', parent: start, files: { 'side.txt': 'one\n' } })
    const merge = await repo.commit({ message: 'merge', parent: [fix, side], files: { 'side.txt': 'one\n' } })
    const sentence = `This reverts commit ${merge}, reversing\nchanges made to ${fix}.\n`
    const message = `Revert "merge"\n\n${sentence}`
    await repo.commit({ message, files: { 'monitoring/rules.yaml': null } })
    const reason = async () => (await actionsOf(repo, { A1: fix })).get('A1')?.liveness?.undoneBy[0]?.reason
    expect(await reason()).toBeNull()
    repo.git('reset', '--quiet', '--hard', 'HEAD~1')
    await repo.commit({ message: `${message}\nIt pages.\n`, files: { 'monitoring/rules.yaml': null } })
    expect(await reason()).toBe('It pages.')
  })

  test('a revert of the revert', async () => {
    const { repo, fix } = await fixed()
    const first = await repo.commit({
      message: `Revert "alert on pool waits"\n\nThis reverts commit ${fix}.\n`,
      files: { 'monitoring/rules.yaml': null },
    })
    await repo.commit({
      message: `Reapply "alert on pool waits"\n\nThis reverts commit ${first}.\n`,
      files: { 'monitoring/rules.yaml': alerts },
    })
    expect(await stateOf(repo, { A1: fix })).toBe('live 4/4')
  })
})

test('who took most comes first, with its own reason', async () => {
  const { repo, fix } = await fixed()
  const [head = '', , , severity = ''] = alerts.split('\n')
  await repo.commit({
    message: 'less noise\n\nNobody reads these pages at night.\n\nSigned-off-by: Ada <ada@example.org>\n',
    files: { 'monitoring/rules.yaml': `${head}\n${severity}\n` },
  })
  await repo.commit({ message: 'tidy', files: { 'monitoring/rules.yaml': `${head}\n` } })
  const action = (await actionsOf(repo, { A1: fix })).get('A1') as LedgerAction
  expect(spoken(action)).toBe('changed 1/4 by "less noise", "tidy"')
  expect(action.liveness?.undoneBy.map(({ took, reason }) => [took, reason])).toEqual([
    [2, 'Nobody reads these pages at night.'],
    [1, null],
  ])
  expect(action.links[0]?.liveness?.lost.map(({ text, back }) => [text, back])).toEqual([
    ['- alert: PoolExhausted', false],
    ['expr: pool_waiting > 5', false],
    ['severity: page', false],
  ])
})

describe('another fix', () => {
  test('of the same action took its place: nothing is lost', async () => {
    const { repo, fix } = await fixed()
    const better = await repo.commit({
      message: 'alert earlier',
      files: { 'monitoring/rules.yaml': alerts.replace('> 5', '> 3') },
    })
    expect(await stateOf(repo, { A1: [fix, better] })).toBe('live 4/4')
  })

  test('of the same incident keeps the state and is superseded by itself', async () => {
    const { repo, fix } = await fixed()
    const better = await repo.commit({ message: 'a better way', files: { 'monitoring/rules.yaml': 'pool: none\n' } })
    const action = (await actionsOf(repo, { A1: fix, A2: better })).get('A1') as LedgerAction
    expect(spoken(action)).toBe('gone 0/4 by "a better way"')
    expect(action.liveness?.verdict).toMatchObject({ as: 'superseded', source: 'ledger', commit: better })
    expect(action.lost).toBe(false)
  })

  test('of nobody: done and gone is lost, open and gone is not', async () => {
    const { repo, fix } = await fixed()
    await repo.commit({ message: 'tidy', files: { 'monitoring/rules.yaml': null } })
    expect((await actionsOf(repo, { A1: fix })).get('A1')?.lost).toBe(true)
    expect((await actionsOf(repo, { A1: fix }, { status: 'wont-do' })).get('A1')?.lost).toBe(false)
  })
})

describe('parallel lines of history', () => {
  test('a merge that takes the other side takes the fix', async () => {
    const repo = await makeRepository()
    const start = await repo.commit({ message: 'start', files: { 'pool.conf': 'mode = session\n' } })
    const fix = await repo.commit({ message: 'fix', files: { 'pool.conf': 'mode = transaction\n' } })
    const side = await repo.commit({ message: 'side', parent: start, files: { 'pool.conf': 'mode = statement\n' } })
    await repo.commit({ message: 'merge', parent: [fix, side], files: { 'pool.conf': 'mode = statement\n' } })
    expect(await stateOf(repo, { A1: fix })).toBe('changed 1/2 by "merge"')
  })

  test('the same change on two merged lineages is taken once', async () => {
    const repo = await makeRepository()
    const start = await repo.commit({ message: 'start', files: { 'pool.conf': 'mode = session\n' } })
    const same = { message: 'fix', date: '2026-01-02T00:00:00Z', files: { 'pool.conf': 'mode = transaction\n' } }
    const fix = await repo.commit(same)
    const left = await repo.commit({ message: 'left', files: { 'l.txt': 'left\n' } })
    const base = await repo.commit({ message: 'other start', parent: start, files: { 'r.txt': 'right\n' } })
    await repo.commit({ ...same, parent: base })
    const twinTip = await repo.commit({ message: 'back to sessions', files: { 'pool.conf': 'mode = session\n' } })
    await repo.commit({
      message: 'merge',
      parent: [left, twinTip],
      files: { 'pool.conf': 'mode = session\n', 'r.txt': 'right\n' },
    })
    expect(await stateOf(repo, { A1: fix })).toBe('gone 0/2 by "back to sessions"')
  })
})

test('one commit for several actions: each has its own hunks', async () => {
  const repo = await makeRepository()
  const lines = Array.from({ length: 30 }, (_, n) => `setting_${n}: ${n}\n`)
  const file = (pool: string, timeout: string) => `${pool}${lines.join('')}${timeout}`
  await repo.commit({ message: 'start', files: { 'pool.yaml': file('', '') } })
  const fix = await repo.commit({
    message: 'both',
    files: { 'pool.yaml': file('max_connections: 40\n', 'idle_transaction_timeout: 60\n') },
  })
  await repo.commit({ message: 'more connections', files: { 'pool.yaml': file('', 'idle_transaction_timeout: 60\n') } })
  const titles = { A1: 'Limit max connections', A2: 'Reap idle transaction sessions with a timeout' }
  const actions = await actionsOf(repo, { A1: fix, A2: fix }, { titles })
  expect(spoken(actions.get('A1') as LedgerAction)).toBe('gone 0/1 by "more connections"')
  expect(spoken(actions.get('A2') as LedgerAction)).toBe('live 1/1')
})

test('a shallow clone does not judge the commit that history is cut off at', async () => {
  const { repo, fix } = await fixed()
  await repo.commit({ message: 'later', files: { 'monitoring/rules.yaml': 'groups:\n' } })
  repo.git('clone', '--quiet', '--depth=2', `file://${repo.path}`, 'cut')
  const { repositoryAt } = await import('../../support/repository.ts')
  expect(await stateOf(repositoryAt(`${repo.path}/cut`), { A1: fix })).toBe(
    'unknown: the commit changes nothing that is watched, or its changes are cut off',
  )
})
