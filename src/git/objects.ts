/** One object as `git cat-file --batch` prints it; null content where git has none by this name. */
export interface BatchObject {
  /** Its name, or what was asked when there is none. */
  name: string
  type: string
  content: Buffer | null
}

/** A full object name of either format. */
export const fullName = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/

/**
 * Reads the output of `git cat-file --batch`: a line `<name> <type> <size>`, that many bytes, a line feed; or one line
 * `<what was asked> missing`. Never looks for anything inside the bytes.
 */
export async function* batchObjects(chunks: AsyncIterable<Buffer>): AsyncGenerator<BatchObject> {
  let held: Buffer = Buffer.alloc(0)
  for await (const chunk of chunks) {
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk])
    for (;;) {
      const line = held.indexOf(10)
      if (line < 0) break
      const header = held.toString('utf8', 0, line)
      const found = /^([0-9a-f]+) ([a-z]+) (\d+)$/.exec(header)
      const end = line + 1 + (found ? Number(found[3]) + 1 : 0)
      if (held.length < end) break
      yield found
        ? { name: found[1] ?? '', type: found[2] ?? '', content: held.subarray(line + 1, end - 1) }
        : { name: header.replace(/ (?:missing|ambiguous)$/, ''), type: 'missing', content: null }
      held = held.subarray(end)
    }
  }
}
