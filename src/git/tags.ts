import { lines } from './operation.ts'
import type { Repository } from './repository.ts'

const format = ['%(refname:lstrip=2)', '%(objecttype)', '%(objectname)', '%(*objecttype)', '%(*objectname)'].join('%00')

/** Tag name → full name of the commit it points to, through any number of tag objects. @throws GitError */
export async function readTags(repository: Repository): Promise<Map<string, string>> {
  const targets = await repository.run({ args: ['for-each-ref', `--format=${format}`, 'refs/tags'], parse: tagTargets })
  const nested = targets.filter(({ type }) => type === 'tag').map(({ name }) => name)
  const peeled = await peel(repository, nested)
  return new Map(
    targets.flatMap(({ tag, type, name }) => {
      const commit = type === 'commit' ? name : peeled.get(name)
      return commit === undefined ? [] : [[tag, commit] as const]
    }),
  )
}

interface Target {
  tag: string
  type: string
  name: string
}

function tagTargets(output: string): Target[] {
  return lines(output).map((line) => {
    const [tag = '', type = '', name = '', innerType = '', innerName = ''] = line.split('\0')
    return type === 'tag' ? { tag, type: innerType, name: innerName } : { tag, type, name }
  })
}

/** `%(*objectname)` looks through one tag object only before git 2.45. */
async function peel(repository: Repository, tags: string[]): Promise<Map<string, string>> {
  if (tags.length === 0) return new Map()
  const commits = await repository.run({
    args: ['cat-file', '--batch-check=%(objectname)'],
    input: tags.map((name) => `${name}^{commit}\n`).join(''),
    parse: lines,
  })
  return new Map(tags.flatMap((tag, at) => (/ /.test(commits[at] ?? ' ') ? [] : [[tag, commits[at] ?? '']])))
}
