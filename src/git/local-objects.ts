import { lines } from './operation.ts'
import { commandLines } from './paths.ts'
import type { Repository } from './repository.ts'

/**
 * Full names of the objects in this clone that start with one of these lower-case hex digits (4 or more). The only question
 * about objects that neither refs can answer nor a partial clone turns into a fetch; `cat-file --batch-check` dies there
 * at the first object that is missing.
 */
export async function localObjects(repository: Repository, prefixes: Iterable<string>): Promise<string[]> {
  const options = [...new Set(prefixes)].map((prefix) => `--disambiguate=${prefix}`)
  const found: string[] = []
  for (const group of commandLines(options))
    found.push(...(await repository.run({ args: ['rev-parse', ...group], parse: lines })))
  return [...new Set(found)]
}

/** True when the clone was told not to hold everything (`git clone --filter=…`). */
export function isPartialClone(repository: Repository): Promise<boolean> {
  const known = answers.get(repository)
  if (known) return known
  const args = ['config', '-z', '--get-regexp', String.raw`^(extensions\.partialclone|remote\..*\.promisor)$`]
  const answer = repository.run({ args, parse: (output) => output !== '' })
  answers.set(repository, answer)
  return answer
}

/** Asked before each reading of blobs, and the same all along. */
const answers = new WeakMap<Repository, Promise<boolean>>()
