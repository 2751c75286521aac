import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Repository } from './repository.ts'

/** The incident that is being worked on in this working tree: a pointer, which losing costs one `--incident`. */
const fileOf = ({ gitDir }: Pick<Repository, 'gitDir'>) => join(gitDir, 'mortem-current')

/** Id of the current incident, or null. Never fails. */
export async function readCurrent(repository: Pick<Repository, 'gitDir'>): Promise<string | null> {
  const text = await readFile(fileOf(repository), 'utf8').catch(() => '')
  return text.trim() || null
}

/** Points to an incident, or to none. */
export async function writeCurrent(repository: Pick<Repository, 'gitDir'>, id: string | null): Promise<void> {
  if (id === null) await rm(fileOf(repository), { force: true })
  else await writeFile(fileOf(repository), `${id}\n`)
}
