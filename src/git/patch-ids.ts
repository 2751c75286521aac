import type { PatchIds } from '../ledger/history.ts'
import { GitError } from './errors.ts'
import { fullName } from './objects.ts'
import { patchesOf } from './patch.ts'
import type { Repository } from './repository.ts'

/** Lines of context in a patch; git's own default, so that ids compare with what people compute. */
const usual = 3

/**
 * `git patch-id --stable` of each commit, with context and without. A commit without a patch (a merge, no change) has
 * null; where an object is missing (partial clone) the commits from there on are absent.
 *
 * @throws GitError
 */
export async function readPatchIds(repository: Repository, commits: Iterable<string>): Promise<Map<string, PatchIds>> {
  const names = [...new Set(commits)].filter((name) => fullName.test(name))
  if (names.length === 0) return new Map()
  const [full, bare] = [await idsOf(repository, names, usual), await idsOf(repository, names, 0)]
  const complete = names.slice(0, Math.min(full.read, bare.read))
  return new Map(complete.map((name) => [name, { full: full.ids.get(name) ?? null, bare: bare.ids.get(name) ?? null }]))
}

/** `read`: how many of the commits, from the first, git could read. */
async function idsOf(repository: Repository, names: readonly string[], context: number) {
  const ids = new Map<string, string>()
  let failed = false
  const patches = async function* () {
    try {
      yield* repository.bytes(patchesOf(names, context))
    } catch (error) {
      if (!(error instanceof GitError)) throw error
      failed = true
    }
  }
  let text = ''
  for await (const chunk of repository.bytes({ args: ['patch-id', '--stable'], input: patches() }))
    text += chunk.toString('latin1')
  for (const [, id = '', name = ''] of text.matchAll(/^([0-9a-f]+) ([0-9a-f]+)$/gm)) ids.set(name, id)
  // What git was writing when it failed may be half a patch.
  const last = names.findLastIndex((name) => ids.has(name))
  if (failed && last >= 0) ids.delete(names[last] as string)
  return { ids, read: failed ? Math.max(0, last) : names.length }
}
