/** The two ways to settle a region that somebody edited: `mortem build --take generated|mine`. */
import { mergedRegions } from './conflicts.ts'
import { bodiesOf, type Filled, spliced } from './fill.ts'
import { startMarker } from './markers.ts'
import { isEdited } from './regions.ts'

export type Settled = Exclude<Filled, { kind: 'edited' }>

/** The edits are dropped: every region says again what records and history say. */
export function takeGenerated(existing: string, rendered: string, stamp: string | null): Settled {
  const { regions, problems } = mergedRegions(existing)
  if (problems.length > 0) return { kind: 'broken', problems }
  return regions.length === 0 ? { kind: 'foreign' } : spliced(existing, regions, bodiesOf(rendered), stamp)
}

/** The edits are kept as prose: an edited region loses its marker lines, so that no build touches it again. */
export function takeMine(existing: string): Settled {
  const { regions, problems } = mergedRegions(existing)
  if (problems.length > 0) return { kind: 'broken', problems }
  if (regions.length === 0) return { kind: 'foreign' }
  const edited = regions.filter(isEdited)
  if (edited.length === 0) return { kind: 'same' }
  // The history that the rest was built from must not get lost with the marker that said it.
  const stamp = regions.find((region) => region.stamp !== null)?.stamp ?? null
  const heir = regions.find((region) => !edited.includes(region))
  let text = ''
  let at = 0
  for (const region of regions) {
    const { name, start, bodyStart, bodyEnd, end } = region
    text += existing.slice(at, start)
    const marker = existing.slice(start, bodyStart)
    if (region === heir) text += marker.replace(/^<!--.*?-->/, startMarker(name, stamp))
    else if (!edited.includes(region)) text += marker
    text += existing.slice(bodyStart, edited.includes(region) ? bodyEnd : end)
    at = end
  }
  return { kind: 'write', text: text + existing.slice(at) }
}
