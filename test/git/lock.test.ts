import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { withLock } from '../../src/git/lock.ts'
import { makeRepository } from '../support/repository.ts'

async function shared() {
  const { path } = await makeRepository()
  const commonDir = join(path, '.git')
  return { commonDir, lock: join(commonDir, 'mortem.lock') }
}

test('a lock that a killed process left behind is taken over and removed', async () => {
  const { commonDir, lock } = await shared()
  await writeFile(lock, '')
  await utimes(lock, 1, 1)
  expect(await withLock({ commonDir }, async () => 'done')).toBe('done')
  expect(await readdir(commonDir)).not.toContain('mortem.lock')
})

test('a folder of that name is no lock, and is left alone', async () => {
  const { commonDir, lock } = await shared()
  await mkdir(lock)
  await utimes(lock, 1, 1)
  expect(await withLock({ commonDir }, async () => 'done')).toBe('done')
  expect(await readdir(commonDir)).toContain('mortem.lock')
})

test('a lock from the future, left before the clock was set back, is waited for ten seconds', async () => {
  const { commonDir, lock } = await shared()
  await writeFile(lock, '')
  const tomorrow = Date.now() / 1000 + 86_400
  await utimes(lock, tomorrow, tomorrow)
  expect(await withLock({ commonDir }, async () => 'done')).toBe('done')
  expect(await readdir(commonDir)).not.toContain('mortem.lock')
}, 30_000)
