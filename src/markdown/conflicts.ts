/** The marks that git leaves in a file it could not merge: `<<<<<<< ours`, `=======`, `>>>>>>> theirs`. */
import { isEdited, type Region, type RegionProblem, regionsOf } from './regions.ts'

const lineEnd = /\r\n|\r|\n/
const mark = /^(?:<{7}|>{7}|\|{7})(?: .*)?$/

/** The regions of a file that is merged; what else is wrong with an unmerged one only follows from that. */
export function mergedRegions(text: string): { regions: Region[]; problems: RegionProblem[]; unmerged: boolean } {
  const found = regionsOf(text)
  const line = conflictLine(text, found.problems.length > 0 ? [] : found.regions)
  if (line === null) return { ...found, unmerged: false }
  return { regions: [], problems: [{ line, message: 'a merge conflict is not resolved' }], unmerged: true }
}

/** The text without the marks' own lines. */
export function withoutConflictMarks(text: string): string {
  return text
    .split(lineEnd)
    .filter((line) => !mark.test(line) && line !== '=======')
    .join('\n')
}

/** 1-based line of the first whole conflict. A region that is as it was written has none: such lines are a record's. */
function conflictLine(text: string, regions: readonly Region[]): number | null {
  if (!text.includes('<<<<<<<')) return null
  const ours = regions
    .filter((region) => !isEdited(region))
    .map(({ line, body }) => [line, line + body.split(lineEnd).length])
  let open: number | null = null
  let halfway = false
  for (const [i, content] of text.split(lineEnd).entries()) {
    const line = i + 1
    if (ours.some(([from = 0, to = 0]) => from < line && line < to)) continue
    if (open === null && /^<{7}(?: |$)/.test(content)) open = line
    else if (open !== null && content === '=======') halfway = true
    else if (halfway && /^>{7}(?: |$)/.test(content)) return open
  }
  return null
}
