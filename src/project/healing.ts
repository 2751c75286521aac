/** Dead hashes found, and the files as they would be without them. Nothing is written here. */
import { openHistory } from '../git/history.ts'
import { type DeadHash, healPlan } from '../ledger/heal/plan.ts'
import { regionsOf } from '../markdown/regions.ts'
import { setValue } from '../workspace/edit.ts'
import type { Planned } from '../workspace/write.ts'
import { inputOf, type Workspace } from './load.ts'
import type { Project } from './project.ts'

export interface HealingPlan {
  commit: string | null
  shallow: boolean
  dead: DeadHash[]
}

/** @throws GitError */
export async function planHealing(project: Project, workspace: Workspace): Promise<HealingPlan> {
  const input = inputOf(project, workspace, await openHistory(project.repository, null))
  const { head: commit, shallow } = input.history
  return { commit, shallow, dead: await healPlan(input) }
}

/**
 * The files with these hashes replaced by their survivors: a record gets the fingerprint, a document as many digits at
 * the same place. All else stays byte for byte.
 *
 * @throws EditRefused when a record is written in a way that an edit could damage
 */
export function healedFiles({ records, loose }: Workspace, healed: readonly DeadHash[]): Planned[] {
  const texts = new Map<string, string>([
    ...loose.map(({ file, text }) => [file, text] as const),
    ...records.flatMap(({ document }) => (document.text === null ? [] : [[document.file, document.text] as const])),
    ...records.map(({ file, text }) => [file, text] as const),
  ])
  return [...new Set(healed.map(({ file }) => file))].flatMap((path) => {
    const was = texts.get(path)
    if (was === undefined) return []
    const mine = healed.filter(({ file }) => file === path)
    const text = mine.some(({ path: place }) => place !== null) ? inRecord(was, path, mine) : inDocument(was, mine)
    return text === was ? [] : [{ path, text, was }]
  })
}

function inRecord(text: string, file: string, healed: readonly DeadHash[]): string {
  return healed.reduce((edited, { path, survivor }) => {
    if (path === null || survivor === null) return edited
    const value = path.at(-1) === 'codified' ? survivor.commit : { ...survivor }
    return setValue(edited, [...path], value, { file })
  }, text)
}

/** From the end, so that each place is where it was. A region that the program generated is never touched. */
function inDocument(text: string, healed: readonly DeadHash[]): string {
  const { regions } = regionsOf(text)
  const isOurs = (at: number) => regions.some(({ start, end }) => start <= at && at < end)
  const places = healed
    .flatMap(({ places, abbreviation }) =>
      abbreviation === null ? [] : places.map(({ start, end }) => ({ start, end, abbreviation })),
    )
    .filter(({ start }) => !isOurs(start))
    .sort((a, b) => b.start - a.start)
  return places.reduce((all, { start, end, abbreviation }) => all.slice(0, start) + abbreviation + all.slice(end), text)
}
