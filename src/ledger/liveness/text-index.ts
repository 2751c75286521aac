/** A text taken apart for comparison: its lines of weight, how often each is there, and below which headers. */
import { depthOf, isProseFile, keyOf, plain } from './line.ts'
import { versioned } from './version.ts'

/** Lines of a text that are looked at. A longer file is data. */
const mostLines = 50_000

/** Lookups that are answered by going through all lines; more of them are worth a map. */
const fewLookups = 24

/** No depth, header or place is that. */
const unasked = -2

/**
 * Its lines of weight are numbered from 0. What few ask for is found out when it is asked: of most versions of a file a
 * handful of lines matters.
 */
export class TextIndex {
  readonly keys: string[] = []
  /** Line numbers in the text, from 0. */
  readonly at: number[] = []
  /** The lines as they are written. */
  readonly raw: readonly string[]
  private readonly source: string
  private readonly prose: boolean
  /** What was found out of each line so far. Filled from the start: an array with holes is a slow one. */
  private readonly depths: Int32Array
  private readonly headers: Int32Array
  /** The place of what stands below each line. */
  private readonly inner: Float64Array
  private lookups = 0
  private byKey: Map<string, number[]> | null = null
  private allPlaces: Set<number> | null = null
  private templates: Map<string, { place: number; versions: string[] }[]> | null = null
  private joined: string | null = null

  constructor(text: string, path: string) {
    this.prose = isProseFile(path)
    this.source = text
    this.raw = text.split('\n', mostLines)
    for (let at = 0; at < this.raw.length; at++) {
      const key = keyOf(this.raw[at] as string, this.prose)
      if (key === '') continue
      this.keys.push(key)
      this.at.push(at)
    }
    const size = this.keys.length
    this.depths = new Int32Array(size).fill(unasked)
    this.headers = new Int32Array(size).fill(unasked)
    this.inner = new Float64Array(size).fill(unasked)
  }

  private depth(index: number): number {
    const known = this.depths[index] as number
    if (known !== unasked) return known
    const depth = depthOf(this.raw[this.at[index] as number] as string)
    this.depths[index] = depth
    return depth
  }

  /** The innermost line that this one stands below by indentation; -1 at the margin, and for all of a prose text. */
  header(index: number): number {
    if (this.prose) return -1
    const found = this.headers[index] as number
    if (found !== unasked) return found
    const depth = this.depth(index)
    let header = index - 1
    while (header >= 0 && this.depth(header) >= depth) {
      // What lies between a line and its header is indented no less than the line.
      const above = this.headers[header] as number
      header = above === unasked ? header - 1 : above
    }
    this.headers[index] = header
    return header
  }

  /** All the headers that a line stands below, as one number; versions in them do not matter. 0 at the margin. */
  place(index: number): number {
    const header = this.header(index)
    if (header < 0) return 0
    const known = this.inner[header] as number
    if (known !== unasked) return known
    const place = placeBelow(this.place(header), this.keys[header] as string)
    this.inner[header] = place
    return place
  }

  /** The first line behind this one that does not stand below it, at most `most` lines on; null when it is further. */
  end(index: number, most: number): number | null {
    for (let n = index + 1; n <= index + most; n++)
      if (n >= this.keys.length || this.depth(n) <= this.depth(index)) return n
    return null
  }

  /** The line as it is written, for a person. */
  text(index: number): string {
    return (this.raw[this.at[index] as number] as string).trim().slice(0, 300)
  }

  /** How often the line is there, wherever it stands. */
  count(key: string): number {
    return this.positions(key).length
  }

  /** Where the line is. */
  positions(key: string): readonly number[] {
    if (this.byKey === null && ++this.lookups > fewLookups) this.byKey = group(this.keys)
    if (this.byKey) return this.byKey.get(key) ?? []
    const found: number[] = []
    for (let n = this.keys.indexOf(key); n >= 0; n = this.keys.indexOf(key, n + 1)) found.push(n)
    return found
  }

  /** How often it is there below these headers. */
  countBelow(place: number, key: string): number {
    let found = 0
    for (const index of this.positions(key)) if (this.place(index) === place) found++
    return found
  }

  /** True when something stands below these headers. */
  hasPlace(place: number): boolean {
    if (this.allPlaces === null) {
      this.allPlaces = new Set()
      for (let n = 0; n < this.keys.length; n++) this.allPlaces.add(this.place(n))
    }
    return this.allPlaces.has(place)
  }

  /** True when the text holds these characters as they are. */
  holds(characters: string): boolean {
    return this.source.includes(characters)
  }

  /** The versions that lines of this template name, those below the same headers alone when there are such. */
  versionsOf(template: string, place: number): string[][] {
    this.templates ??= this.templatesOf()
    const found = this.templates.get(template) ?? []
    const same = found.filter((line) => line.place === place)
    return (same.length > 0 ? same : found).map(({ versions }) => versions)
  }

  /** The text as one line for what was only laid out anew: line ends next to brackets and separators are gone. */
  flat(): string {
    this.joined ??= this.raw
      .map((line) => plain(line, this.prose))
      .filter((line) => line !== '')
      .join('\n')
      .replace(/\n?([{}()[\],])\n?/g, '$1')
      .replace(/,([\])}])/g, '$1')
    return this.joined
  }

  private templatesOf() {
    const templates = new Map<string, { place: number; versions: string[] }[]>()
    for (const [index, key] of this.keys.entries()) {
      const found = versioned(key)
      if (!found) continue
      const place = this.place(index)
      const members = templates.get(found.template)
      if (members) members.push({ place, versions: found.versions })
      else templates.set(found.template, [{ place, versions: found.versions }])
    }
    return templates
  }
}

function group(keys: readonly string[]): Map<string, number[]> {
  const groups = new Map<string, number[]>()
  keys.forEach((key, n) => {
    const members = groups.get(key)
    if (members) members.push(n)
    else groups.set(key, [n])
  })
  return groups
}

/** The place below a header that stands at `place`: two 32-bit FNV-1a hashes put together to 53 bits. */
export function placeBelow(place: number, header: string): number {
  const text = withoutVersions(header)
  let low = (0x811c9dc5 ^ place) >>> 0
  let high = (0xcbf29ce4 ^ Math.floor(place / 0x100000000)) >>> 0
  for (let n = 0; n < text.length; n++) {
    const code = text.charCodeAt(n)
    low = Math.imul(low ^ code, 0x01000193)
    high = Math.imul(high ^ (code + n), 0x01000193)
  }
  return (high & 0x1fffff) * 0x100000000 + (low >>> 0)
}

const mostKept = 50_000
const kept = new Map<string, string>()

/** Versions of a file share most of their headers. */
function withoutVersions(header: string): string {
  const known = kept.get(header)
  if (known !== undefined) return known
  if (kept.size >= mostKept) kept.clear()
  const text = versioned(header)?.template ?? header
  kept.set(header, text)
  return text
}
