/** The folder that all paths in records are relative to. */
import { existsSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { isBelow } from './contain.ts'

/** Name of the configuration; the folder that holds it is the root. */
export const configName = 'mortem.yaml'

/**
 * The nearest folder with a `mortem.yaml`, from `start` upwards and not above `top` (the top of the repository), else
 * `top`. A real, absolute path, so that a link into the repository finds the same root. Throws `ENOENT` when either
 * is not there.
 */
export function findRoot(start: string, top: string): string {
  const realTop = realpathSync(top)
  let folder = realpathSync(start)
  while (isBelow(realTop, folder)) {
    if (existsSync(join(folder, configName))) return folder
    if (folder === realTop) break
    folder = dirname(folder)
  }
  return realTop
}
