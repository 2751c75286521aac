/** The generated regions of a document, found by their marker lines; everything else is a person's. */
import { visit } from 'unist-util-visit'
import { digest } from './digest.ts'
import { type Marker, markerOf } from './markers.ts'
import { parse } from './processor.ts'

export interface Region {
  name: string
  /** 1-based line of the start marker. */
  line: number
  /** The `as of` commit of the start marker, null when it has none. */
  stamp: string | null
  /** The digest that the end marker states, null when it states none. */
  sealed: string | null
  /** Everything between the two marker lines, line ends as in the file. */
  body: string
  /** The digest of that body; when it differs from `sealed`, somebody edited the region. */
  digest: string
  /** Offsets of the start marker's line, the body, and the end marker's line with its line end. */
  start: number
  bodyStart: number
  bodyEnd: number
  end: number
}

export interface RegionProblem {
  line: number
  message: string
}

/** Regions in the order of the file, and what is wrong with its markers. With problems, no region can be trusted. */
export function regionsOf(text: string): { regions: Region[]; problems: RegionProblem[] } {
  const regions: Region[] = []
  const problems: RegionProblem[] = []
  let open: (MarkerLine & { start: number; bodyStart: number }) | null = null
  for (const found of markerLines(text)) {
    const { marker, line } = found
    if (marker.kind === 'start') {
      if (open) problems.push({ line, message: `region "${marker.name}" begins inside region "${open.marker.name}"` })
      else if (regions.some(({ name }) => name === marker.name))
        problems.push({ line, message: `region "${marker.name}" is there twice` })
      if (!open) open = { ...found, bodyStart: found.end }
    } else if (!open) problems.push({ line, message: `region "${marker.name}" ends without a beginning` })
    else if (open.marker.name !== marker.name)
      problems.push({ line, message: `region "${open.marker.name}" ends as "${marker.name}"` })
    else {
      const body = text.slice(open.bodyStart, found.start)
      const { name, value: stamp } = open.marker
      const place = { start: open.start, bodyStart: open.bodyStart, bodyEnd: found.start, end: found.end }
      regions.push({ name, line: open.line, stamp, sealed: marker.value, body, digest: digest(body), ...place })
      open = null
    }
  }
  if (open) problems.push({ line: open.line, message: `region "${open.marker.name}" has no end` })
  return { regions, problems }
}

/** The commit that a document says it was built from, as written in its markers; null when it says none. */
export function stampOf(text: string): string | null {
  return regionsOf(text).regions.find(({ stamp }) => stamp !== null)?.stamp ?? null
}

/** True when a person changed what a region says. Markers around nothing are an invitation to fill them. */
export function isEdited(region: Region): boolean {
  return region.sealed === null ? region.body.trim() !== '' : region.sealed !== region.digest
}

interface MarkerLine {
  marker: Marker
  line: number
  start: number
  end: number
}

function markerLines(text: string): MarkerLine[] {
  const found: MarkerLine[] = []
  const lines = /[^\r\n]*(?:\r\n|\r|\n|$)/g
  let number = 0
  for (const { 0: whole, index } of text.matchAll(lines)) {
    number++
    // A byte order mark belongs to the file, not to its first line.
    const lead = index === 0 && whole.startsWith('\ufeff') ? 1 : 0
    const marker = whole.startsWith('<!-- ', lead) ? markerOf(whole.slice(lead).replace(/[\r\n]+$/, '')) : null
    if (marker) found.push({ marker, line: number, start: index + lead, end: index + whole.length })
  }
  return found.length > 0 && /`{3}|~{3}|<!--(?![^\r\n]*-->)/.test(text) ? awake(found, text) : found
}

/**
 * Without the lines that only show a marker, in a code block or inside a longer comment. Only a real parser knows those
 * (a fence may begin behind a list's bullet and end where the list ends), and few documents have any.
 */
function awake(found: MarkerLine[], text: string): MarkerLine[] {
  const asleep: [number, number][] = []
  visit(parse(text), (node) => {
    if (!node.position) return
    const { start, end } = node.position
    // A comment that does not end on its own first line holds the lines that follow.
    const comment = node.type === 'html' && /^<!--(?!.*-->)/.test(node.value)
    if (node.type === 'code' || comment) asleep.push([start.line, end.line])
  })
  return found.filter(({ line }) => !asleep.some(([from, to]) => from <= line && line <= to))
}
