/** What a repository holds that matters to mortem: looked at by `mortem init`, changed by nothing here. */

import { readRemotes } from '../git/facts.ts'
import { type Forge, forgeOf } from '../git/forge.ts'
import { nulSeparated } from '../git/operation.ts'
import { fileName } from '../model/file-name.ts'
import type { Project } from './project.ts'

export interface Survey {
  /** The folder of post-mortems, null when none was found. */
  folder: string | null
  /** Post-mortems in it that are prose, and records. */
  documents: number
  records: number
  runbookFolder: string | null
  runbooks: number
  forge: Forge | null
  /** husky, lefthook, pre-commit …; null when hooks are plain git's. */
  hookManager: string | null
}

const postMortems = /^(?:post-?mortems?|incident-?reports?|incidents|outages|rcas?)$/i
const dated = /^\d{4}-\d{2}(?:-\d{2})?[-_ ].*\.(?:md|markdown|html)$/i

/** @throws GitError */
export async function survey({ repository, prefix }: Project): Promise<Survey> {
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard']
  const all = await repository.run({ args, parse: nulSeparated })
  const inside = prefix ? `${prefix}/` : ''
  const files = [...new Set(all)].filter((file) => file.startsWith(inside)).map((file) => file.slice(inside.length))
  const folder = mostUsed(files, (path, name) => postMortems.test(name) && !/(?:^|\/)(?:\.|node_modules\/)/.test(path))
  const runbookFolder = mostUsed(files, (_path, name) => /^runbooks?$/i.test(name))
  const below = (parent: string | null) => files.filter((file) => parent !== null && file.startsWith(`${parent}/`))
  const mine = below(folder)
  const prose = mine.filter((file) => dated.test(fileName(file)))
  const records = mine.filter((file) => /^\d{4}-\d{2}-\d{2}-.*\.ya?ml$/.test(fileName(file)))
  const stems = new Set(records.map((file) => file.replace(/\.[^.]+$/, '')))
  const remotes = await readRemotes(repository)
  const remote = remotes.get('origin') ?? [...remotes.values()][0]
  return {
    folder,
    documents: prose.filter((file) => !stems.has(file.replace(/\.[^.]+$/, ''))).length,
    records: records.length,
    runbookFolder,
    runbooks: below(runbookFolder).filter((file) => /\.(?:md|ya?ml)$/i.test(file) && !/readme/i.test(fileName(file)))
      .length,
    forge: remote === undefined ? null : forgeOf(remote),
    hookManager: managerOf(files),
  }
}

/** The matching folder that holds the most files; a folder of records counts before one of fixtures or templates. */
function mostUsed(files: readonly string[], matches: (path: string, name: string) => boolean): string | null {
  const sizes = new Map<string, number>()
  for (const file of files) {
    const names = file.split('/').slice(0, -1)
    names.forEach((name, n) => {
      const path = names.slice(0, n + 1).join('/')
      if (matches(path, name)) sizes.set(path, (sizes.get(path) ?? 0) + (dated.test(fileName(file)) ? 1000 : 1))
    })
  }
  return [...sizes].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))[0]?.[0] ?? null
}

function managerOf(files: readonly string[]): string | null {
  const known: [RegExp, string][] = [
    [/^\.husky\//, 'husky'],
    [/^\.?lefthook(?:-local)?\.(?:ya?ml|toml|json)$/, 'lefthook'],
    [/^\.pre-commit-config\.ya?ml$/, 'pre-commit'],
    [/^\.?simple-git-hooks\.(?:c?js|json)$/, 'simple-git-hooks'],
  ]
  return known.find(([file]) => files.some((path) => file.test(path)))?.[1] ?? null
}
