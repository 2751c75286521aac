/** The baseline: the findings that were there when it was written, so that `check` reports only what is new. */
import { z } from 'zod'
import { type Finding, withoutNumbers } from './finding.ts'

const entry = z.strictObject({
  rule: z.string().describe('id of the rule'),
  file: z.string().nullable().describe('path from the root; null: it stands in no file'),
  about: z.string().describe('what it is about, by names and not by place'),
})

export const baselineSchema = z.strictObject({ schema: z.literal(1), findings: z.array(entry) })

export type Baseline = z.output<typeof baselineSchema>
export type BaselineEntry = Baseline['findings'][number]

/** What a finding is known by: no line, no count, nothing that moves while the problem stays the same. */
export function entryOf({ rule, file, about, message }: Finding): BaselineEntry {
  return { rule, file, about: about ?? withoutNumbers(message) }
}

export interface Compared {
  fresh: Finding[]
  hidden: Finding[]
  /** Entries that nothing matches any more. */
  gone: BaselineEntry[]
}

/** Each entry hides one finding, so that a second one like it is new. */
export function compare(findings: readonly Finding[], baseline: Baseline): Compared {
  const left = new Map<string, number>()
  for (const one of baseline.findings) left.set(keyOf(one), (left.get(keyOf(one)) ?? 0) + 1)
  const fresh: Finding[] = []
  const hidden: Finding[] = []
  for (const finding of findings) {
    const key = keyOf(entryOf(finding))
    const many = left.get(key) ?? 0
    if (many > 0) left.set(key, many - 1)
    ;(many > 0 ? hidden : fresh).push(finding)
  }
  const gone = baseline.findings.filter((one) => {
    const many = left.get(keyOf(one)) ?? 0
    if (many > 0) left.set(keyOf(one), many - 1)
    return many > 0
  })
  return { fresh, hidden, gone }
}

/** JSON with a line per finding, in an order that does not depend on when it was found: made to be read as a diff. */
export function baselineText(entries: readonly BaselineEntry[]): string {
  const lines = entries
    .map(({ rule, file, about }) => ({ file, rule, about }))
    .map((one) => ({ key: `${one.file ?? ''}\0${one.rule}\0${one.about}`, line: `    ${JSON.stringify(one)}` }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ line }) => line)
  const list = lines.length > 0 ? `[\n${lines.join(',\n')}\n  ]` : '[]'
  return `{\n  "schema": 1,\n  "findings": ${list}\n}\n`
}

function keyOf({ rule, file, about }: BaselineEntry): string {
  return JSON.stringify([rule, file, about])
}
