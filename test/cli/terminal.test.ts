/** `mortem init` in a real terminal: tmux holds one, types and reads the screen. */
import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { expect, onTestFinished, test } from 'vitest'
import { makeRepository, type TestRepository } from '../support/repository.ts'
import { main, treeOf } from './run.ts'

const hasTmux = spawnSync('tmux', ['-V']).status === 0

/** A terminal in which `mortem init` was started. */
function terminal({ path, env }: TestRepository) {
  const socket = `mortem-${randomUUID()}`
  const plain = Object.fromEntries(Object.entries(env).filter(([name]) => name !== 'CI' && name !== 'TMUX'))
  const tmux = (...args: string[]) => {
    const { stdout, stderr, status } = spawnSync('tmux', ['-f', '/dev/null', '-L', socket, ...args], {
      env: { ...plain, TERM: 'xterm-256color' },
      encoding: 'utf8',
    })
    if (status !== 0) throw new Error(stderr)
    return stdout
  }
  onTestFinished(() => void spawnSync('tmux', ['-L', socket, 'kill-server']))
  const command = `"${process.execPath}" "${main}" init; echo "ended with $?"; sleep 60`
  tmux('new-session', '-d', '-x', '100', '-y', '40', '-c', path, command)
  return {
    type: (...keys: string[]) => void tmux('send-keys', ...keys),
    /** The screen, once this is on it. */
    async shows(text: string | RegExp): Promise<string> {
      for (const end = Date.now() + 15_000; ; ) {
        const screen = tmux('capture-pane', '-p')
        if (typeof text === 'string' ? screen.includes(text) : text.test(screen)) return screen
        if (Date.now() > end) throw new Error(`"${text}" is not on the screen:\n${screen}`)
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    },
  }
}

// The reason for a skip: this machine has no tmux, and only a real terminal makes mortem ask.
test.skipIf(!hasTmux)('yes to the first offer, no to the second', async () => {
  const repo = await makeRepository()
  const { type, shows } = terminal(repo)
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

test.skipIf(!hasTmux)('^C after a yes leaves nothing written', async () => {
  const repo = await makeRepository()
  const { type, shows } = terminal(repo)
  await shows('Write mortem.yaml?')
  type('y')
  await shows('Write .gitignore?')
  type('C-c')
  const screen = await shows(/ended with \d+/)
  expect(screen).not.toContain('wrote ')
  expect(await treeOf(repo.path)).toEqual({})
})
