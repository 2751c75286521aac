import { open, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { Repository } from './repository.ts'

/** Milliseconds between two tries, and those after which a lock belongs to no running process. */
const pause = 15
const abandoned = 10_000

/**
 * Runs `work` while no other process of ours does in any working tree of the repository. The work must be short: a lock
 * older than ten seconds is taken for one that a killed process left behind. Where no lock can be made (a read-only git
 * folder) the work runs without one.
 */
export async function withLock<T>(repository: Pick<Repository, 'commonDir'>, work: () => Promise<T>): Promise<T> {
  const file = join(repository.commonDir, 'mortem.lock')
  const held = await acquire(file)
  try {
    return await work()
  } finally {
    if (held) await rm(file, { force: true })
  }
}

async function acquire(file: string): Promise<boolean> {
  for (;;) {
    try {
      await (await open(file, 'wx')).close()
      return true
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false
    }
    // It may be gone by now; then the next try gets it.
    const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: Date.now() }))
    if (Date.now() - mtimeMs > abandoned) await rm(file, { force: true })
    else await setTimeout(pause)
  }
}
