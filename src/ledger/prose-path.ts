/** Which paths are words about the work rather than the work. */

export type ProsePath = (path: string) => boolean

const prose = /\.(?:md|markdown|mdx|html?|txt|rst|adoc)$/i

/** Records, everything below their folder, the incidents' documents, and files of prose by their ending. */
export function prosePaths(folder: string, files: Iterable<string>): ProsePath {
  const known = new Set(files)
  return (path) => known.has(path) || path.startsWith(`${folder}/`) || prose.test(path)
}
