/** All incident records below the configured folder, and the post-mortems that have none. */

import type { Config } from '../model/config.ts'
import { fileName } from '../model/file-name.ts'
import { byPlace, type Finding } from '../model/finding.ts'
import { recordLimit } from './bytes.ts'
import { duplicateIds } from './duplicates.ts'
import { readFile, readText } from './files.ts'
import { listFiles } from './listing.ts'
import { misnamed } from './misnamed.ts'
import { documentOf, type ReadRecord, type RecordFile, readRecord } from './record.ts'
import { errorIn } from './source.ts'

/** A post-mortem in Markdown or HTML that no record names. */
export interface LooseFile {
  file: string
  text: string
}

export interface ReadIncidents {
  /** The records without problems of their own schema, by path. */
  records: RecordFile[]
  /** By place. A broken record hides none of the others. */
  problems: Finding[]
  documents: LooseFile[]
}

/** Reads everything below `paths.post-mortems`; no such folder is no incident. */
export async function readIncidents(root: string, config: Pick<Config, 'paths'>): Promise<ReadIncidents> {
  const folder = config.paths['post-mortems']
  const { files, refused } = listFiles(root, folder)
  const problems: Finding[] = refused
    .filter(({ file }) => file === folder || isRecord(file) || isDocument(file) || !file.includes('.'))
    .map(({ file, reason }) => errorIn(file, reason))
  const read: ReadRecord[] = []
  for (const file of files.filter(isRecord)) {
    const { text, problem } = readFile(root, file, recordLimit)
    if (problem) problems.push(problem)
    if (text !== null) read.push(readRecord(text, file))
  }
  problems.push(...read.flatMap((one) => [...one.problems, ...misnamed(one)]), ...duplicateIds(read))
  const records = oneEach(read.flatMap(({ record }) => record ?? []))
  for (const record of records) record.document.text = await readText(root, record.document.file)
  const documents = await looseFiles(root, files.filter(isDocument), read)
  return { records, problems: problems.sort(byPlace), documents }
}

/** Of records with the same id (a finding says so) the one that is named by it, so that nothing counts twice. */
function oneEach(records: readonly RecordFile[]): RecordFile[] {
  const chosen = new Map<string, RecordFile>()
  for (const record of records) {
    const { id } = record.incident
    if (!chosen.has(id) || stem(record.file) === id) chosen.set(id, record)
  }
  return records.filter((record) => chosen.get(record.incident.id) === record)
}

function stem(file: string): string {
  return fileName(file).replace(/\.ya?ml$/i, '')
}

async function looseFiles(root: string, files: string[], read: ReadRecord[]): Promise<LooseFile[]> {
  const owned = new Set(
    read.flatMap(({ file, record }) => record?.document.file ?? documentOf(file, { document: null })),
  )
  const loose: LooseFile[] = []
  for (const file of files) {
    if (owned.has(file)) continue
    const text = await readText(root, file)
    if (text !== null) loose.push({ file, text })
  }
  return loose
}

function isRecord(file: string): boolean {
  return /\.ya?ml$/i.test(file)
}

/** Prose about one incident; the files that mortem builds, indexes and templates are not. */
function isDocument(file: string): boolean {
  const name = fileName(file)
  return /\.(?:md|markdown|html?)$/i.test(name) && !/^(?:readme|action-items|index|_?template)\b/i.test(name)
}
