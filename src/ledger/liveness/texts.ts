/** Texts of one path by blob, each taken apart once, and only when it is asked for. */
import { TextIndex } from './text-index.ts'

/** Null for a blob whose text is not there: binary, too large, or not in this clone. No blob is an empty text. */
export function reader(path: string, texts: ReadonlyMap<string, string>): (blob: string | null) => TextIndex | null {
  const known = new Map<string | null, TextIndex | null>()
  return (blob) => {
    const found = known.get(blob)
    if (found !== undefined) return found
    const text = blob === null ? '' : texts.get(blob)
    const index = text === undefined ? null : new TextIndex(text, path)
    known.set(blob, index)
    return index
  }
}
