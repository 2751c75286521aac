/** Which paths are words about the work rather than the work. */
import { fileName } from '../model/file-name.ts'

export type ProsePath = (path: string) => boolean

/** Not HTML and text: templates and `requirements.txt` are work. */
const prose = /\.(?:md|markdown|mdx|rst|adoc)$/i

/** Records and documents wherever they were once kept, everything below their folder, and prose by its ending. */
export function prosePaths(folder: string, files: Iterable<string>): ProsePath {
  const known = new Set([...files].map(fileName))
  return (path) => known.has(fileName(path)) || path.startsWith(`${folder}/`) || prose.test(path)
}
