/**
 * The lines that enclose a generated region. Each stands alone on its line, at its very start:
 *
 *     <!-- mortem:timeline as of 4e88298a01c3 -->     (only the first of a file says the history it was built from)
 *     <!-- /mortem:timeline 3f9a1c7e -->              (a digest of what is between, see digest.ts)
 */

export interface Marker {
  kind: 'start' | 'end'
  name: string
  /** The digest of an end marker, the `as of` commit of a start marker; null when there is none. */
  value: string | null
}

const start = /^<!-- mortem:([a-z][a-z0-9-]*)(?: as of ([0-9a-f]{7,64}))? -->[ \t]*$/
const end = /^<!-- \/mortem:([a-z][a-z0-9-]*)(?: ([0-9a-f]{8}))? -->[ \t]*$/

/** Digits of the commit in a stamp: short enough to read, long enough to stay unique. */
const stampLength = 12

/** A region's name as a template may give it: lower-case letters, digits and hyphens. */
export function isRegionName(name: string): boolean {
  return /^[a-z][a-z0-9-]*$/.test(name)
}

/** The marker on a line (without its line end), null when the line is none. */
export function markerOf(line: string): Marker | null {
  const opened = start.exec(line)
  if (opened) return { kind: 'start', name: opened[1] as string, value: opened[2] ?? null }
  const closed = end.exec(line)
  return closed ? { kind: 'end', name: closed[1] as string, value: closed[2] ?? null } : null
}

export function startMarker(name: string, stamp: string | null = null): string {
  return `<!-- mortem:${name}${stamp ? ` as of ${stamp.slice(0, stampLength)}` : ''} -->`
}

export function endMarker(name: string, digest: string | null = null): string {
  return `<!-- /mortem:${name}${digest ? ` ${digest}` : ''} -->`
}
