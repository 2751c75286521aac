/** What `check` does with the baseline: hides what was there before, or writes what is there now. */
import { withLock } from '../git/lock.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { type BaselineEntry, baselineText, type Compared, compare, entryOf } from '../model/baseline.ts'
import type { Finding } from '../model/finding.ts'
import type { Project } from '../project/project.ts'
import { readBaseline } from '../workspace/baseline.ts'
import { configName } from '../workspace/root.ts'
import { writeAll } from '../workspace/write.ts'
import { UsageError } from './exit.ts'
import { count, formatFinding } from './findings.ts'
import type { Io } from './io.ts'

export interface Baselined {
  file: string
  /** What to report, with what is wrong with the baseline itself. */
  fresh: Finding[]
  hidden: Finding[]
  gone: BaselineEntry[]
}

/** What is wrong with the configuration may hide where the baseline is, so it is always said. */
function canHide({ file }: Finding): boolean {
  return file !== configName
}

export function withBaseline({ root }: Project, file: string, findings: readonly Finding[]): Baselined {
  const { baseline, problems } = readBaseline(root, file)
  const { fresh, hidden, gone } = compared(findings, baseline)
  return { file, fresh: [...fresh, ...problems], hidden, gone }
}

function compared(findings: readonly Finding[], baseline: Parameters<typeof compare>[1]): Compared {
  const { fresh, ...rest } = compare(findings.filter(canHide), baseline)
  return { ...rest, fresh: [...fresh, ...findings.filter((finding) => !canHide(finding))] }
}

/** `12 more are in the baseline (.mortem/baseline.json)`, and that some of it no longer occurs; empty for neither. */
export function baselineWords({ file, hidden, gone }: Baselined): string[] {
  const words: string[] = []
  if (hidden.length > 0) words.push(`${count(hidden.length, 'finding')} of the baseline not shown (${file})`)
  if (gone.length > 0)
    words.push(
      `${count(gone.length, 'entry', 'entries')} of ${file} no longer ${gone.length === 1 ? 'occurs' : 'occur'}: mortem check --update-baseline drops what is settled`,
    )
  return words
}

interface Update {
  dryRun?: boolean | undefined
  json: boolean
}

/**
 * Writes all findings as the new baseline, and says what came and went. In a shallow clone absence proves nothing, so
 * entries that no longer occur stay. @throws UsageError when the configuration or the baseline that is there cannot be read; FileChanged
 */
export async function updateBaseline(
  io: Io,
  project: Project,
  file: string,
  findings: readonly Finding[],
  ledger: Ledger,
  { dryRun, json }: Update,
): Promise<void> {
  const { baseline, text: was, problems } = readBaseline(project.root, file)
  // Without its configuration another file would be written, from other rules.
  const broken = [...findings.filter((finding) => !canHide(finding) && finding.level === 'error'), ...problems]
  if (broken.length > 0) throw new UsageError(broken.map((problem) => formatFinding(problem, io)).join('\n'))
  const { fresh, hidden, gone } = compare(findings.filter(canHide), baseline)
  const kept = ledger.shallow ? gone : []
  const text = baselineText([...[...fresh, ...hidden].map(entryOf), ...kept])
  const dropped = ledger.shallow ? 0 : gone.length
  const writes = text === was ? [] : [file]
  if (!dryRun && writes.length > 0)
    await withLock(project.repository, () => writeAll(project.root, [{ path: file, text, was }]))
  const total = fresh.length + hidden.length + kept.length
  if (json) {
    const said = { file, total, added: fresh.length, dropped }
    io.print(
      JSON.stringify({ schema: 1, commit: ledger.commit, shallow: ledger.shallow, baseline: said, writes }, null, 2),
    )
    return
  }
  const verb = dryRun ? 'would hold' : 'holds'
  io.print(`${file} ${verb} ${count(total, 'finding')}: ${fresh.length} added, ${dropped} dropped that no longer occur`)
  if (kept.length > 0)
    io.print(
      `This clone is shallow: ${count(kept.length, 'entry', 'entries')} that it does not show stay. git fetch --unshallow`,
    )
}
