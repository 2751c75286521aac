import type { Holding } from '../ledger/history.ts'
import { readBlobs } from './blobs.ts'
import { GitError } from './errors.ts'
import { isPartialClone } from './local-objects.ts'
import { lines } from './operation.ts'
import type { Repository } from './repository.ts'
import { readTree } from './tree.ts'

// `-a`: neither attributes nor a NUL decide what is searched; only the word itself is printed, so nothing binary is.
const args = [
  ...['grep', '-z', '-F', '-o', '-a', '--full-name', '--no-color', '--no-line-number', '--no-column'],
  ...['--no-recurse-submodules', '--no-textconv', '-f', '-'],
]

/** Blobs read at once where git itself cannot search. */
const batch = 500

/**
 * The files in the tree of `commit` that hold one of the words as it stands, found by one `git grep`. A word with a control
 * character is in no line, so it is found nowhere; of two words that overlap in a text the one that begins first is seen,
 * and one that is part of another is seen in it.
 *
 * @throws GitError
 */
export async function readHolding(repository: Repository, commit: string, words: readonly string[]): Promise<Holding> {
  const asked = [...new Set(words)].filter((word) => word !== '' && !/\p{Cc}/u.test(word))
  const paths = new Map<string, Set<string>>(words.map((word) => [word, new Set()]))
  const unread = asked.length === 0 ? [] : await search(repository, commit, asked, paths)
  for (const word of asked)
    for (const other of asked)
      if (other !== word && other.includes(word)) for (const path of paths.get(other) ?? []) paths.get(word)?.add(path)
  return { paths: new Map([...paths].map(([word, found]) => [word, [...found].sort()])), unread }
}

/** Fills `paths`; returns the files that could not be searched. */
async function search(
  repository: Repository,
  commit: string,
  words: readonly string[],
  paths: Map<string, Set<string>>,
): Promise<string[]> {
  const missing = await missingBlobs(repository, commit)
  const tree = missing.size > 0 ? await readTree(repository, commit, []) : new Map<string, string>()
  // In a partial clone git stops at the first blob that it may not fetch; elsewhere it complains and goes on.
  if (missing.size > 0 && (await isPartialClone(repository)))
    await searchTexts(
      repository,
      [...tree].filter(([, blob]) => !missing.has(blob)),
      words,
      paths,
    )
  else await grep(repository, commit, words, paths)
  return [...tree].flatMap(([path, blob]) => (missing.has(blob) ? [path] : []))
}

async function grep(repository: Repository, commit: string, words: readonly string[], paths: Map<string, Set<string>>) {
  const invocation = { args: [...args, commit, '--'], input: `${words.join('\n')}\n` }
  let path: string | null = null
  try {
    // `<commit>:<path>`, NUL, `<word>`, line end; so each record but the first begins with a word.
    for await (const records of repository.stream(invocation))
      for (const record of records) {
        const end = path === null ? -1 : record.indexOf('\n')
        if (path !== null) paths.get(record.slice(0, end))?.add(path)
        path = record.slice(end + 1 + commit.length + 1)
      }
  } catch (error) {
    // Exit code 1: no file holds any. It may come with a hint; what goes wrong ends with 128.
    if (!(error instanceof GitError) || error.code !== 1) throw error
  }
}

async function searchTexts(
  repository: Repository,
  files: readonly (readonly [string, string])[],
  words: readonly string[],
  paths: Map<string, Set<string>>,
): Promise<void> {
  for (let from = 0; from < files.length; from += batch) {
    const some = files.slice(from, from + batch)
    const texts = await readBlobs(
      repository,
      some.map(([, blob]) => blob),
    )
    for (const [path, blob] of some)
      for (const word of words) if (texts.get(blob)?.includes(word)) paths.get(word)?.add(path)
  }
}

/** The blobs of a commit's tree that are not in this clone, found without fetching any. */
async function missingBlobs(repository: Repository, commit: string): Promise<Set<string>> {
  const args = ['rev-list', '--objects', '--no-object-names', '--missing=print', `${commit}^{tree}`, '--']
  const parse = (output: string) => lines(output).flatMap((line) => (line.startsWith('?') ? [line.slice(1)] : []))
  return new Set(await repository.run({ args, parse }))
}
