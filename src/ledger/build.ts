/** Records × history → the ledger. The only door into this room. */
import type { Config } from '../model/config.ts'
import { dateOfId, isCalendarDate } from '../model/ids.ts'
import type { Incident } from '../model/incident.ts'
import type { ActionStatus } from '../model/words.ts'
import { Catalog } from './catalog.ts'
import { type Declaration, declarations } from './declarations.ts'
import { rowOf, rowsOf } from './document-rows.ts'
import { documentTitle } from './document-title.ts'
import { bulletEvidence } from './evidence/bullets.ts'
import { closeOutEvidence } from './evidence/close-outs.ts'
import { documentEvidence } from './evidence/documents.ts'
import { flipEvidence } from './evidence/flips.ts'
import { messageEvidence } from './evidence/messages.ts'
import { askedNames, nameEvidence, namesIn } from './evidence/names.ts'
import { prove } from './evidence/proof.ts'
import { recordEvidence } from './evidence/records.ts'
import { widened } from './evidence/widened.ts'
import type { Evidence, Scene } from './evidence.ts'
import type { History } from './history.ts'
import { toIncident } from './incidents.ts'
import type { Ledger } from './ledger.ts'
import { prosePaths } from './prose-path.ts'
import { releases } from './releases.ts'
import { revertedCommits } from './reverts.ts'
import { scan } from './scan.ts'

export interface LedgerInput {
  records: readonly { file: string; incident: Incident; document: string; documentText: string | null }[]
  loose: readonly { file: string; text: string }[]
  config: Config
  history: History
  /** The statuses that any version of a record declares; lenient, because old versions may be broken. */
  readStatuses: (text: string) => ReadonlyMap<string, ActionStatus>
}

/** Never throws for what records or messages hold; git's own errors pass through. */
export async function buildLedger(input: LedgerInput): Promise<Ledger> {
  const { records, config, history } = input
  const { messages } = config
  const incidents = records.map(({ incident }) => incident)
  const names = askedNames(incidents)
  const options = { ...messages, causedBy: messages['caused-by'] }
  const { graph, speaking, naming } = await scan(history, options, namesIn(names))
  const loose = input.loose.map(({ file, text }) => ({ file, ...nameOf(file), title: titleOf(file, text) }))
  const catalog = new Catalog(
    [
      ...records.map(({ file, incident, document }) => ({
        id: incident.id,
        record: incident,
        files: [file, document],
      })),
      ...loose.map(({ id, file }) => ({ id, record: null, files: [file] })),
    ],
    messages['date-window'],
  )
  const scene: Scene = {
    graph,
    speaking,
    catalog,
    incidents,
    changes: new Map(),
    evidence: [],
    unresolved: [],
    verdicts: [],
  }

  const belonging = messageEvidence(scene)
  recordEvidence(scene)
  const declared = await declaredStatuses(input, scene)
  const files = records.flatMap(({ file, document }) => [file, document])
  const isProse = prosePaths(config.paths['post-mortems'], files)
  const incidentOf = new Map(
    records.flatMap(({ file, document, incident }) => [
      [file, incident.id],
      [document, incident.id],
    ]),
  )
  const { belonging: wide, open } = widened(scene, belonging, declared, incidentOf)
  const hashes = records.flatMap(({ documentText }) => rowsOf(documentText ?? '').flatMap((row) => row.hashes))
  const speakers = [
    ...wide.keys(),
    ...scene.evidence.map(({ commit }) => commit),
    ...declared.map(({ commit }) => commit),
    ...hashes.flatMap((hash) => graph.lookup(hash)),
  ]
  const wanted = new Set(speakers.filter((n) => n !== null).map((n) => graph.at(n).hash))
  scene.changes = await history.changes([...wanted])

  flipEvidence(scene, declared, incidentOf, isProse)
  closeOutEvidence(scene, belonging)
  documentEvidence(
    scene,
    new Map(records.map(({ incident, documentText }) => [incident.id, documentText ?? ''])),
    belonging,
  )
  bulletEvidence(scene, wide, isProse, open)
  const fileNames = new Set(files.map(fileName))
  const isOwn = (path: string) => fileNames.has(fileName(path))
  await prove(scene, history, isOwn)
  await nameEvidence(scene, history, names, naming, isOwn)

  const reverted = revertedCommits(graph, speaking)
  const context = {
    scene,
    shallow: history.shallow,
    releases: releases(graph, await history.tags()),
    reverted,
    isProse,
  }
  const byIncident = group(scene.evidence)
  return {
    schema: 1,
    commit: history.head,
    date: history.headDate,
    shallow: history.shallow,
    incidents: withAlike(
      records.map((record) =>
        toIncident(record, {
          ...context,
          evidence: byIncident.get(record.incident.id) ?? [],
          // A document's rows are evidence (flips); only the record declares.
          declared: declared.filter(({ file }) => file === record.file),
          severities: config.severities,
        }),
      ),
    ),
    loose,
    unresolved: scene.unresolved,
  }
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** Declared statuses in records, and what the rows of hand-written documents say of the same actions. */
async function declaredStatuses(input: LedgerInput, scene: Scene): Promise<Declaration[]> {
  const rowStatuses = (incident: Incident, text: string) => {
    const rows = rowsOf(text)
    return new Map(
      incident.actions.flatMap(({ id, title }) => {
        const status = rowOf(title, rows)?.status
        return status ? [[id, status] as const] : []
      }),
    )
  }
  const documents = new Map(
    input.records
      .filter(({ documentText }) => documentText !== null)
      .map(({ document, incident, documentText }) => [document, { incident, text: documentText as string }]),
  )
  const files = [
    ...input.records.map(({ file, incident }) => ({
      file,
      now: new Map(incident.actions.map(({ id, status }) => [id, status])),
    })),
    ...[...documents].map(([file, { incident, text }]) => ({ file, now: rowStatuses(incident, text) })),
  ]
  return declarations(files, scene.graph, input.history, (file, text) => {
    const document = documents.get(file)
    return document ? rowStatuses(document.incident, text) : input.readStatuses(text)
  })
}

function withAlike(incidents: Ledger['incidents']): Ledger['incidents'] {
  const traits = incidents.map(({ record, actions }) => {
    const fixed = actions.flatMap(({ links }) => links.filter(({ relation }) => relation === 'fixed'))
    const titles = record.causes.map(({ title }) => `cause ${title.toLowerCase()}`)
    return new Set([...titles, ...fixed.flatMap(({ paths }) => paths)])
  })
  return incidents.map((incident, n) => ({
    ...incident,
    alike: incidents
      .filter((_, m) => m !== n && [...(traits[m] as Set<string>)].some((trait) => traits[n]?.has(trait)))
      .map(({ record }) => record.id),
  }))
}

function nameOf(file: string): { id: string; date: string | null } {
  const id = file.slice(file.lastIndexOf('/') + 1).replace(/(?:\.html)?\.[^.]+(?:\.erb)?$/, '')
  const date = dateOfId(id)
  return { id, date: isCalendarDate(date) ? date : null }
}

/** The first heading, or the file's name when there is none. */
function titleOf(file: string, text: string): string {
  const start = text.slice(0, 20_000)
  const shape = /\.html?$/i.test(file) ? /<title>([^<]{1,300})<\/title>/i : /^#[ \t]+(.{1,300})$/m
  return documentTitle(shape.exec(start)?.[1] ?? '') ?? nameOf(file).id
}

function group(evidence: readonly Evidence[]): Map<string, Evidence[]> {
  const groups = new Map<string, Evidence[]>()
  for (const sign of evidence) {
    const members = groups.get(sign.incident)
    if (members) members.push(sign)
    else groups.set(sign.incident, [sign])
  }
  return groups
}
