/** Texts by blob, each taken apart once, and only when it is asked for. */
import { isProseFile } from './line.ts'
import { TextIndex } from './text-index.ts'

/** Null for a blob whose text is not there: binary, too large, or not in this clone. No blob is an empty text. */
export type Indexed = (path: string, blob: string | null) => TextIndex | null

export function indexed(texts: ReadonlyMap<string, string>): Indexed {
  const known = new Map<string, TextIndex | null>()
  return (path, blob) => {
    const key = `${isProseFile(path)} ${blob}`
    const found = known.get(key)
    if (found !== undefined) return found
    const text = blob === null ? '' : texts.get(blob)
    const index = text === undefined ? null : new TextIndex(text, path)
    known.set(key, index)
    return index
  }
}
