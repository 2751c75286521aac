import { lstat, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { Repository } from './repository.ts'

/** Milliseconds between two tries, and those after which a lock belongs to no running process. */
const pause = 15
const abandoned = 10_000

/**
 * Runs `work` while no other process of ours does in any working tree of the repository. The work must be short: a lock
 * that stands for ten seconds, or is older, is taken for one that a killed process left behind; what a clock that was set
 * back says of its age does not count. Where no lock can be made (a read-only git folder, a folder of that name) the work
 * runs without one.
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
  // The lock that was found last, and since when.
  let seen = ''
  let since = 0
  for (;;) {
    try {
      await (await open(file, 'wx')).close()
      return true
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false
    }
    const found = await lstat(file).catch(() => null)
    // It is gone by now; the next try gets it.
    if (found === null) continue
    if (found.isDirectory()) return false
    const now = `${found.ino} ${found.mtimeMs}`
    if (seen !== now) [seen, since] = [now, performance.now()]
    const isOld = Date.now() - found.mtimeMs > abandoned || performance.now() - since > abandoned
    if (isOld) await rm(file, { force: true })
    else await setTimeout(pause)
  }
}
