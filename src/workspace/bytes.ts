/** Bytes of a file → text, or in words why they are none. */
import { isUtf8 } from 'node:buffer'

/** Records and configuration. People write them; the longest real one seen has 40 KB. */
export const recordLimit = 1 << 20
/** Markdown and HTML documents. */
export const documentLimit = 10 << 20

export type Decoded = { text: string } | { problem: string; next: string; offset: number | null; text: string }

/** The text of UTF-8 bytes, byte order mark kept; `offset` is where the first invalid byte stands in the text. */
export function decode(bytes: Buffer): Decoded {
  if (isUtf8(bytes)) return { text: bytes.toString('utf8') }
  const next = 'Save the file as UTF-8'
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
    return { problem: 'is UTF-16; expected UTF-8', next, offset: null, text: '' }
  const text = bytes.toString('utf8')
  const { byte, offset } = firstInvalid(bytes, text)
  const value = (bytes[byte] ?? 0).toString(16).padStart(2, '0')
  return { problem: `is not UTF-8: byte ${byte + 1} is 0x${value}`, next, offset, text }
}

/** `12.5 MiB`. */
export function spokenSize(bytes: number): string {
  return `${Number((bytes / (1 << 20)).toFixed(1))} MiB`
}

export function sizeProblem(bytes: number, limit: number): string {
  return `has ${spokenSize(bytes)}; at most ${spokenSize(limit)} are read`
}

/** The decoder puts U+FFFD where bytes are invalid; the first one that the bytes do not spell out is the place. */
function firstInvalid(bytes: Buffer, text: string): { byte: number; offset: number } {
  let byte = 0
  let from = 0
  for (let offset = text.indexOf('\uFFFD'); offset >= 0; offset = text.indexOf('\uFFFD', from)) {
    byte += Buffer.byteLength(text.slice(from, offset))
    if (!(bytes[byte] === 0xef && bytes[byte + 1] === 0xbf && bytes[byte + 2] === 0xbd)) return { byte, offset }
    byte += 3
    from = offset + 1
  }
  return { byte, offset: text.length }
}
