/** `mortem init` in a real terminal. */
import { expect, test } from 'vitest'
import { makeRepository } from '../support/repository.ts'
import { treeOf } from './run.ts'
import { hasTmux, terminal } from './terminal.ts'

// The reason for a skip: this machine has no tmux, and only a real terminal makes mortem ask.
test.skipIf(!hasTmux)('yes to the first offer, no to the second', async () => {
  const repo = await makeRepository()
  const { type, shows } = terminal(repo, 'init')
  expect(await shows('Write mortem.yaml?')).toContain('Found no written post-mortems; no records;')
  expect(await treeOf(repo.path)).toEqual({})
  type('y')
  await shows('Write .gitignore?')
  expect(await treeOf(repo.path)).toEqual({})
  type('n')
  const screen = await shows('ended with 0')
  expect(screen).toContain('wrote mortem.yaml')
  expect(Object.keys(await treeOf(repo.path))).toEqual(['mortem.yaml'])
})

test.skipIf(!hasTmux).each([
  ['^C', 'C-c'],
  ['^D', 'C-d'],
])('%s after a yes leaves nothing written', async (_, key) => {
  const repo = await makeRepository()
  const { type, shows } = terminal(repo, 'init')
  await shows('Write mortem.yaml?')
  type('y')
  await shows('Write .gitignore?')
  type(key)
  const screen = await shows(/ended with \d+/)
  expect(screen).not.toContain('wrote ')
  expect(screen).not.toContain('ended with 13')
  expect(await treeOf(repo.path)).toEqual({})
})
