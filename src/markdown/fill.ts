/**
 * Putting what was rendered into a file, between what a person wrote there. A file is changed only where it is ours:
 * every byte outside the regions stays, and a region that somebody edited keeps the whole file as it is.
 */
import { mergedRegions, withoutConflictMarks } from './conflicts.ts'
import { digest, normalised } from './digest.ts'
import { endMarker, markerOf, startMarker } from './markers.ts'
import { isEdited, type Region, type RegionProblem, regionsOf } from './regions.ts'

export interface EditedRegion {
  name: string
  /** 1-based line of its start marker. */
  line: number
  /** What the file has. */
  mine: string
  /** What would be written there. */
  generated: string
}

export type Filled =
  /** The file's new text. */
  | { kind: 'write'; text: string }
  /** The file says all that it should; its stamp stays. */
  | { kind: 'same' }
  /** Somebody changed these regions; nothing may be written until a person decides. */
  | { kind: 'edited'; regions: EditedRegion[] }
  /** A file without a region of ours: never touched. */
  | { kind: 'foreign' }
  /** Markers or merge conflicts that leave no safe way to write. */
  | { kind: 'broken'; problems: RegionProblem[] }

/**
 * What is to become of a document's file.
 * @param existing the file's text, null when there is none
 * @param rendered the document with bare markers, as src/documents/ makes it
 * @param stamp the commit it was rendered from, null for a document that depends on records alone
 */
export function fillDocument(existing: string | null, rendered: string, stamp: string | null): Filled {
  if (existing === null) return { kind: 'write', text: whole(rendered, stamp) }
  const { regions, problems, unmerged } = mergedRegions(existing)
  if (unmerged && isWhollyGenerated(existing, rendered)) return { kind: 'write', text: whole(rendered, stamp) }
  if (problems.length > 0) return { kind: 'broken', problems }
  if (regions.length === 0) return { kind: 'foreign' }
  const fresh = bodiesOf(rendered)
  const edited = regions
    .filter((region) => isEdited(region) && fresh.has(region.name) && !says(region, fresh.get(region.name)))
    .map(({ name, line, body: mine }) => ({ name, line, mine, generated: fresh.get(name) as string }))
  return edited.length > 0 ? { kind: 'edited', regions: edited } : spliced(existing, regions, fresh, stamp)
}

/** The bodies of a rendered document by region. */
export function bodiesOf(rendered: string): Map<string, string> {
  return new Map(regionsOf(rendered).regions.map(({ name, body }) => [name, body]))
}

/**
 * The file with all its regions renewed. A region that the document does not have (any more, or not yet in this
 * version) stays as it is; one that a person took out is not put back.
 */
export function spliced(
  existing: string,
  regions: readonly Region[],
  fresh: ReadonlyMap<string, string>,
  stamp: string | null,
): Extract<Filled, { kind: 'write' | 'same' }> {
  const stale = regions.filter(({ name }) => fresh.has(name))
  if (stale.every((region) => says(region, fresh.get(region.name)) && region.sealed === region.digest))
    return { kind: 'same' }
  const lineEnd = /\r\n|\r|\n/.exec(existing)?.[0] ?? '\n'
  let text = ''
  let at = 0
  for (const [i, region] of regions.entries()) {
    const kept = says(region, fresh.get(region.name)) || !fresh.has(region.name)
    const body = kept ? region.body : (fresh.get(region.name) as string).replace(/\r\n|\r|\n/g, lineEnd)
    const tail = existing.slice(region.bodyEnd, region.end)
    text += existing.slice(at, region.start)
    text += existing
      .slice(region.start, region.bodyStart)
      .replace(/^<!--.*?-->/, startMarker(region.name, i ? null : stamp))
    text += body
    text += fresh.has(region.name) ? tail.replace(/^<!--.*?-->/, endMarker(region.name, digest(body))) : tail
    at = region.end
  }
  return { kind: 'write', text: text + existing.slice(at) }
}

function says(region: Region, generated: string | undefined): boolean {
  return (
    generated !== undefined && region.digest === digest(generated) && normalised(region.body) === normalised(generated)
  )
}

/** A document as it is first written: with stamp and digests. */
function whole(rendered: string, stamp: string | null): string {
  const { regions } = regionsOf(rendered)
  const result = spliced(rendered, regions, new Map(regions.map(({ name, body }) => [name, `${body}`])), stamp)
  return result.kind === 'write' ? result.text : rendered
}

/** Nothing but one region, on both sides: then a conflict in it has nothing that a person wrote. */
function isWhollyGenerated(existing: string, rendered: string): boolean {
  const { regions } = regionsOf(rendered)
  const [only] = regions
  if (regions.length !== 1 || !only || (rendered.slice(0, only.start) + rendered.slice(only.end)).trim() !== '')
    return false
  const lines = withoutConflictMarks(existing.replace(/^\ufeff/, ''))
    .trim()
    .split('\n')
  const [first, last] = [markerOf(lines[0] ?? ''), markerOf(lines.at(-1) ?? '')]
  return first?.kind === 'start' && first.name === only.name && last?.kind === 'end' && last.name === only.name
}
