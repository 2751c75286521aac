/** A text taken apart for comparison: its lines of weight, how often each is there, and below which headers. */
import { depthOf, isProseFile, keyOf } from './line.ts'
import { versioned } from './version.ts'

/** Lines of a text that are looked at. A longer file is data. */
const mostLines = 50_000

export interface IndexedLine {
  key: string
  /** The headers that it stands below by indentation, as one number; versions in them do not matter. 0 at the margin. */
  place: number
  /** Index of the innermost of these headers among the lines of weight; -1 at the margin. */
  header: number
  /** Index of the first line of weight that does not stand below this one. */
  end: number
  /** Line number, from 0. */
  at: number
  text: string
}

export class TextIndex {
  readonly lines: IndexedLine[] = []
  private readonly byKey = new Map<string, number[]>()
  private readonly byPlace = new Map<string, number>()
  private readonly places = new Set<number>()
  private templates: Map<string, { place: number; versions: string[] }[]> | null = null
  private joined: string | null = null

  constructor(text: string, path: string) {
    const prose = isProseFile(path)
    const open: { depth: number; index: number; place: number }[] = []
    const raw = text.split('\n', mostLines)
    const close = (depth: number) => {
      while (open.length > 0 && (open.at(-1) as { depth: number }).depth >= depth)
        (this.lines[(open.pop() as { index: number }).index] as IndexedLine).end = this.lines.length
    }
    for (let at = 0; at < raw.length; at++) {
      const line = raw[at] as string
      const key = keyOf(line, prose)
      if (key === '') continue
      const depth = prose ? 0 : depthOf(line)
      close(depth)
      const header = open.at(-1)
      const place = header?.place ?? 0
      const index = this.lines.length
      this.lines.push({ key, place, header: header?.index ?? -1, end: index + 1, at, text: line.trim().slice(0, 300) })
      const known = this.byKey.get(key)
      if (known) known.push(index)
      else this.byKey.set(key, [index])
      const placed = `${place} ${key}`
      this.byPlace.set(placed, (this.byPlace.get(placed) ?? 0) + 1)
      this.places.add(place)
      open.push({ depth, index, place: prose ? 0 : below(place, key) })
    }
    close(-1)
  }

  /** How often the line is there, wherever it stands. */
  count(key: string): number {
    return this.byKey.get(key)?.length ?? 0
  }

  /** Where the line is: indexes into `lines`. */
  positions(key: string): readonly number[] {
    return this.byKey.get(key) ?? []
  }

  /** How often it is there below these headers. */
  countBelow(place: number, key: string): number {
    return this.byPlace.get(`${place} ${key}`) ?? 0
  }

  /** True when something stands below these headers. */
  hasPlace(place: number): boolean {
    return this.places.has(place)
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
    this.joined ??= this.lines
      .map(({ key }) => key)
      .join('\n')
      .replace(/\n?([{}()[\],])\n?/g, '$1')
      .replace(/,+([\])}])/g, '$1')
    return this.joined
  }

  private templatesOf() {
    const templates = new Map<string, { place: number; versions: string[] }[]>()
    for (const { key, place } of this.lines) {
      const found = versioned(key)
      if (!found) continue
      const members = templates.get(found.template)
      if (members) members.push({ place, versions: found.versions })
      else templates.set(found.template, [{ place, versions: found.versions }])
    }
    return templates
  }
}

/** The place below a header that stands at `place`: two 32-bit FNV-1a hashes put together to 53 bits. */
function below(place: number, header: string): number {
  const text = /\d/.test(header) ? (versioned(header)?.template ?? header) : header
  let low = (0x811c9dc5 ^ place) >>> 0
  let high = (0xcbf29ce4 ^ Math.floor(place / 0x100000000)) >>> 0
  for (let n = 0; n < text.length; n++) {
    const code = text.charCodeAt(n)
    low = Math.imul(low ^ code, 0x01000193)
    high = Math.imul(high ^ (code + n), 0x01000193)
  }
  return (high & 0x1fffff) * 0x100000000 + (low >>> 0)
}
