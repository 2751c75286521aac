import { lines } from './operation.ts'
import type { Repository } from './repository.ts'

/** True when `older` is `newer` itself or can be reached from it. Full names. @throws GitError */
export async function isAncestor(repository: Repository, older: string, newer: string): Promise<boolean> {
  const args = ['rev-list', '--max-count=1', older, `^${newer}`, '--']
  return repository.run({ args, parse: (output) => lines(output).length === 0 })
}
