/** A text taken apart for comparison: its lines of weight, how often each is there, and below which headers. */
import { depthOf, isProseFile, keyOf, plain } from './line.ts'
import { versioned } from './version.ts'

/** Lines of a text that are looked at. A longer file is data. */
const mostLines = 50_000

/** Its lines of weight are numbered from 0. */
export class TextIndex {
  readonly keys: string[] = []
  /** The headers that a line stands below by indentation, as one number; versions in them do not matter. 0 at the margin. */
  readonly places: number[] = []
  /** The innermost of these headers; -1 at the margin. */
  readonly headers: number[] = []
  /** The first line that does not stand below this one. */
  readonly ends: number[] = []
  /** Line numbers in the text, from 0. */
  readonly at: number[] = []
  /** The lines as they are written. */
  readonly raw: readonly string[]
  private readonly source: string
  private readonly prose: boolean
  private readonly byKey = new Map<string, number | number[]>()
  private readonly byPlace = new Map<number, number>()
  private templates: Map<string, { place: number; versions: string[] }[]> | null = null
  private joined: string | null = null

  constructor(text: string, path: string) {
    const prose = isProseFile(path)
    this.prose = prose
    this.source = text
    this.raw = text.split('\n', mostLines)
    const open: number[] = []
    const depths: number[] = []
    const inner: (number | null)[] = []
    const close = (depth: number) => {
      while (open.length > 0 && (depths.at(-1) as number) >= depth) {
        this.ends[open.pop() as number] = this.keys.length
        depths.pop()
        inner.pop()
      }
    }
    for (let at = 0; at < this.raw.length; at++) {
      const line = this.raw[at] as string
      const key = keyOf(line, prose)
      if (key === '') continue
      const depth = prose ? 0 : depthOf(line)
      close(depth)
      const top = open.length - 1
      const header = top < 0 ? -1 : (open[top] as number)
      // Most lines head nothing: only a line that does is turned into a place.
      if (header >= 0) inner[top] ??= placeBelow(this.places[header] as number, this.keys[header] as string)
      const index = this.add(key, inner[top] ?? 0, header, at)
      if (prose) continue
      open.push(index)
      depths.push(depth)
      inner.push(null)
    }
    close(-1)
  }

  private add(key: string, place: number, header: number, at: number): number {
    const index = this.keys.push(key) - 1
    this.places.push(place)
    this.headers.push(header)
    this.ends.push(index + 1)
    this.at.push(at)
    this.byPlace.set(place, (this.byPlace.get(place) ?? 0) + 1)
    const known = this.byKey.get(key)
    if (known === undefined) this.byKey.set(key, index)
    else if (typeof known === 'number') this.byKey.set(key, [known, index])
    else known.push(index)
    return index
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
    const found = this.byKey.get(key)
    return found === undefined ? [] : typeof found === 'number' ? [found] : found
  }

  /** How often it is there below these headers. */
  countBelow(place: number, key: string): number {
    let found = 0
    for (const index of this.positions(key)) if (this.places[index] === place) found++
    return found
  }

  /** True when something stands below these headers. */
  hasPlace(place: number): boolean {
    return this.byPlace.has(place)
  }

  /** How many lines stand below these headers. */
  countAt(place: number): number {
    return this.byPlace.get(place) ?? 0
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
      const place = this.places[index] as number
      const members = templates.get(found.template)
      if (members) members.push({ place, versions: found.versions })
      else templates.set(found.template, [{ place, versions: found.versions }])
    }
    return templates
  }
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
