import { StringDecoder } from 'node:string_decoder'

/**
 * Splits bytes at NUL and decodes them as UTF-8, one batch of records per chunk: invalid bytes become U+FFFD, characters
 * that a chunk border cuts stay whole. Only the record that is not complete yet is held.
 */
export async function* records(chunks: AsyncIterable<Buffer>): AsyncGenerator<string[]> {
  const decoder = new StringDecoder('utf8')
  let started: string[] = []
  for await (const chunk of chunks) {
    const text = decoder.write(chunk)
    if (!text.includes('\0')) {
      started.push(text)
      continue
    }
    const batch = text.split('\0')
    batch[0] = started.join('') + batch[0]
    started = batch.splice(-1)
    yield batch
  }
  const last = started.join('') + decoder.end()
  if (last !== '') yield [last]
}
