/** What incidents have in common: causes that say the same, and files that fixes of both changed. */
import type { LedgerIncident } from './ledger.ts'
import { tellingWords } from './likeness.ts'

export interface Common {
  /** Id of the other incident. */
  incident: string
  /** Titles of this incident's causes that the other one has too. */
  causes: string[]
  /** Files that fixes of both changed. */
  files: string[]
}

/** A single telling word (`Unknown`, `Typo`) is no cause that two incidents share. */
const fewestWords = 2

type Traits = Pick<LedgerIncident, 'record' | 'actions'>

/** For each incident, in order: the others with a cause or a remediated file in common. */
export function inCommon(incidents: readonly Traits[]): Common[][] {
  const causes = incidents.map(({ record }) => causesOf(record))
  const files = incidents.map(({ actions }) => new Map([...filesOf(actions)].map((path) => [path, path])))
  const having = [holders(causes), holders(files)] as const
  return incidents.map((_, n) => {
    const found = new Map<number, Common>()
    for (const [kind, traits] of [causes[n], files[n]].entries())
      for (const [key, name] of traits as Map<string, string>)
        for (const m of having[kind as 0 | 1].get(key) ?? []) {
          if (m === n) continue
          const id = (incidents[m] as Traits).record.id
          const common = found.get(m) ?? { incident: id, causes: [], files: [] }
          common[kind === 0 ? 'causes' : 'files'].push(name)
          found.set(m, common)
        }
    return [...found].sort(([a], [b]) => a - b).map(([, common]) => common)
  })
}

/** The telling words of each cause, in any order → its title. A refuted cause caused nothing. */
function causesOf({ causes }: LedgerIncident['record']): Map<string, string> {
  return new Map(
    causes.flatMap(({ title, confidence }) => {
      const words = [...tellingWords(title)].sort()
      return confidence === 'refuted' || words.length < fewestWords ? [] : [[words.join(' '), title] as const]
    }),
  )
}

function filesOf(actions: LedgerIncident['actions']): Set<string> {
  const fixed = actions.flatMap(({ links }) => links.filter(({ relation }) => relation === 'fixed'))
  return new Set(fixed.flatMap(({ paths }) => paths))
}

function holders(traits: readonly ReadonlyMap<string, string>[]): Map<string, number[]> {
  const found = new Map<string, number[]>()
  traits.forEach((own, n) => {
    for (const key of own.keys()) {
      const known = found.get(key)
      if (known) known.push(n)
      else found.set(key, [n])
    }
  })
  return found
}
