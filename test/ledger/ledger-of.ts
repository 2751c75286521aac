/**
 * The ledger of a real repository, and its links and statuses as short lines.
 *
 *   const ledger = await ledgerOf(repo, { 'post-mortems/2026-01-10-boot-storm.yaml': '…', 'post-mortems/….md': '…' })
 *   linksOf(ledger, 'A1')  // ['fixed trailer certain: fix: pin the tag']
 *
 * The files given are those of the working tree; without any, the records and documents on the disk are taken.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openHistory } from '../../src/git/history.ts'
import { openRepository } from '../../src/git/repository.ts'
import { buildLedger } from '../../src/ledger/build.ts'
import type { Ledger, LedgerAction, LedgerIncident, Link } from '../../src/ledger/ledger.ts'
import { configSchema } from '../../src/model/config.ts'
import { readRecord } from '../../src/workspace/record.ts'
import { readStatuses } from '../../src/workspace/statuses.ts'
import type { TestRepository } from '../support/repository.ts'

export const bootStormFile = 'post-mortems/2026-01-10-boot-storm.yaml'
export const bootStormDocument = 'post-mortems/2026-01-10-boot-storm.md'

/** The record that most tests are about; `actions` as YAML list items at the margin. */
export function bootStorm(actions: string, more = ''): string {
  return `id: 2026-01-10-boot-storm\ntitle: Boot storm\n${more}actions:\n${actions}`
}

export type Files = Record<string, string>

export async function ledgerOf(
  repo: TestRepository,
  files: Files = filesOf(repo),
  options: { rev?: string; config?: unknown } = {},
): Promise<Ledger> {
  const repository = await openRepository(repo.path, repo.env)
  return buildLedger({
    ...inputOf(files),
    config: configSchema.parse(options.config ?? {}),
    history: await openHistory(repository, options.rev ?? null),
    readStatuses,
  })
}

/** Records, and the Markdown that belongs to none of them. */
export function inputOf(files: Files) {
  const records = Object.entries(files)
    .filter(([file]) => file.endsWith('.yaml'))
    .map(([file, text]) => {
      const { record, problems } = readRecord(text, file)
      if (!record) throw new Error(problems.map(({ message }) => `${file}: ${message}`).join('\n'))
      const document = record.document.file
      return { file, incident: record.incident, document, documentText: files[document] ?? null }
    })
  const taken = new Set(records.map(({ document }) => document))
  const loose = Object.entries(files)
    .filter(([file]) => !file.endsWith('.yaml') && !taken.has(file))
    .map(([file, text]) => ({ file, text }))
  return { records, loose }
}

function filesOf({ path }: TestRepository): Files {
  const folder = join(path, 'post-mortems')
  const names = existsSync(folder) ? readdirSync(folder) : []
  return Object.fromEntries(names.map((name) => [`post-mortems/${name}`, readFileSync(join(folder, name), 'utf8')]))
}

/** The incident whose id holds `name`; the first one without it. */
export function incidentOf(ledger: Ledger, name = ''): LedgerIncident {
  const found = ledger.incidents.find(({ record }) => record.id.includes(name))
  if (!found) throw new Error(`no incident ${name}`)
  return found
}

export function actionOf(ledger: Ledger, id: string, incident = ''): LedgerAction {
  const found = incidentOf(ledger, incident).actions.find(({ record }) => record.id === id)
  if (!found) throw new Error(`no action ${id}`)
  return found
}

/** Links of an action, or of the incident itself for null: `fixed trailer certain: <subject, or the dead hash>`. */
export function linksOf(ledger: Ledger, action: string | null, incident = ''): string[] {
  const { links } = action === null ? incidentOf(ledger, incident) : actionOf(ledger, action, incident)
  return links.map(lineOf)
}

function lineOf({ relation, via, strength, subject, recorded }: Link): string {
  return `${relation} ${via} ${strength}: ${subject ?? `dead ${recorded}`}`
}

/** The status, and the words behind it: `done (link, declared todo)`. */
export function statusOf(ledger: Ledger, action: string, incident = ''): string {
  const { status, words } = actionOf(ledger, action, incident)
  return `${status} (${words.map(({ via, status: said, commit }) => `${via} ${said}${commit ? '' : ' uncommitted'}`).join(', ')})`
}
