/**
 * The program in a real terminal: tmux holds one, types and reads the screen.
 *
 *   const { type, shows } = terminal(repo, 'init')
 *   await shows('Write mortem.yaml?')     // the screen, once this is on it
 *   type('y')                             // keys as tmux names them: C-c, Enter, Escape
 */
import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { onTestFinished } from 'vitest'
import type { TestRepository } from '../support/repository.ts'
import { main } from './run.ts'

export const hasTmux = spawnSync('tmux', ['-V']).status === 0

/** A terminal in which `mortem` was started with these arguments. */
export function terminal({ path, env }: TestRepository, ...called: string[]) {
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
  const command = `"${process.execPath}" "${main}" ${called.join(' ')}; echo "ended with $?"; sleep 60`
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
