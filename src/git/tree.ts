import { nulSeparated } from './operation.ts'
import { commandLines, repositoryPaths } from './paths.ts'
import type { Repository } from './repository.ts'

/**
 * Path → blob name in the tree of `commit`, below the given folders or files (all when empty). Submodules have no blob and
 * are left out; symbolic links have one.
 *
 * @throws GitError
 */
export async function readTree(
  repository: Repository,
  commit: string,
  under: readonly string[],
): Promise<Map<string, string>> {
  const tree = new Map<string, string>()
  const paths = repositoryPaths(under) ?? []
  for (const group of paths.length === 0 ? [[]] : commandLines(paths)) {
    const args = ['ls-tree', '-r', '-z', '--full-tree', '--', commit, ...group]
    for (const [path, blob] of await repository.run({ args, parse: entries })) tree.set(path, blob)
  }
  return tree
}

/** `100644 blob <name>`, tab, path. */
function entries(output: string): [path: string, blob: string][] {
  return nulSeparated(output).flatMap((record) => {
    const tab = record.indexOf('\t')
    const [, type, name] = record.slice(0, tab).split(' ')
    return type === 'blob' && name !== undefined ? [[record.slice(tab + 1), name]] : []
  })
}
