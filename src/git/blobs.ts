import { isPartialClone, localObjects } from './local-objects.ts'
import { batchObjects, fullName } from './objects.ts'
import { lines } from './operation.ts'
import type { Repository } from './repository.ts'

/** Bytes above which a blob is not read. */
const sizeLimit = 1 << 20

/** Bytes at the start of a blob in which git looks for a NUL to call it binary (`FIRST_FEW_BYTES` in its xdiff-interface.c). */
const sniffed = 8_000

/**
 * The texts of blobs by name, decoded as UTF-8 with invalid bytes replaced. One that is missing, binary or above 1 MiB is
 * absent; its size is asked before, so it is not transferred either.
 *
 * @throws GitError
 */
export async function readBlobs(repository: Repository, ids: Iterable<string>): Promise<Map<string, string>> {
  const texts = new Map<string, string>()
  const readable = await smallBlobs(repository, await present(repository, ids))
  if (readable.length === 0) return texts
  const bytes = repository.bytes({ args: ['cat-file', '--batch', '--buffer'], input: `${readable.join('\n')}\n` })
  for await (const { name, content } of batchObjects(bytes))
    if (content && !content.subarray(0, sniffed).includes(0)) texts.set(name, content.toString('utf8'))
  return texts
}

async function present(repository: Repository, ids: Iterable<string>): Promise<string[]> {
  const names = [...new Set(ids)].filter((id) => fullName.test(id))
  if (names.length === 0 || !(await isPartialClone(repository))) return names
  return localObjects(repository, names)
}

async function smallBlobs(repository: Repository, names: string[]): Promise<string[]> {
  if (names.length === 0) return []
  return repository.run({
    args: ['cat-file', '--batch-check', '--buffer'],
    input: `${names.join('\n')}\n`,
    parse: (output) =>
      lines(output).flatMap((line) => {
        const [name, type, size] = line.split(' ')
        return name !== undefined && type === 'blob' && Number(size) <= sizeLimit ? [name] : []
      }),
  })
}
