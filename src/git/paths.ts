/**
 * Paths below the top of the repository as git names them: `docs/`, `./docs` and `docs` are one. Null when they include
 * the top itself, which is everything.
 */
export function repositoryPaths(paths: Iterable<string>): string[] | null {
  const plain = new Set([...paths].map((path) => path.replace(/^(?:\.\/+)+/, '').replace(/(?<!\/)\/+$/, '')))
  return plain.has('') || plain.has('.') ? null : [...plain]
}

/** A path and the folders it lies in, innermost last: `a/b/c`, `a`, `a/b`. */
export function* withFolders(path: string): Generator<string> {
  yield path
  for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) yield path.slice(0, at)
}

/** True when `path` is one of `paths` or lies in one of them. */
export function isBelow(path: string, paths: ReadonlySet<string>): boolean {
  for (const candidate of withFolders(path)) if (paths.has(candidate)) return true
  return false
}

// Windows allows 32,767 characters for all arguments together, Linux 131,072 bytes for one and 2 MB for all.
const argumentsLimit = 24_000

/** Cuts words into groups that fit on a command line. */
export function* commandLines(words: Iterable<string>): Generator<string[]> {
  let group: string[] = []
  let length = 0
  for (const word of words) {
    if (group.length > 0 && length + word.length > argumentsLimit) {
      yield group
      group = []
      length = 0
    }
    group.push(word)
    length += word.length + 3
  }
  if (group.length > 0) yield group
}
