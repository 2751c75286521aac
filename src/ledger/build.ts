/** Records × history → the ledger. The only door into this room. */
import { fileName } from '../model/file-name.ts'
import type { Incident } from '../model/incident.ts'
import { readAhead } from './ahead.ts'
import { inCommon } from './alike.ts'
import type { Catalog } from './catalog.ts'
import { type Declaration, declarations } from './declarations.ts'
import { rowOf, rowsOf } from './document-rows.ts'
import { bulletEvidence } from './evidence/bullets.ts'
import { claimEvidence } from './evidence/claims.ts'
import { closeOutEvidence } from './evidence/close-outs.ts'
import { documentEvidence } from './evidence/documents.ts'
import { flipEvidence } from './evidence/flips.ts'
import { messageEvidence } from './evidence/messages.ts'
import { nameEvidence } from './evidence/names.ts'
import { prove } from './evidence/proof.ts'
import { recordEvidence } from './evidence/records.ts'
import { widened } from './evidence/widened.ts'
import type { Evidence, Scene } from './evidence.ts'
import { Ground } from './heal/ground.ts'
import { documentedIn, healRecorded, recordedIn } from './heal/recorded.ts'
import { toIncident } from './incidents.ts'
import type { Ledger } from './ledger.ts'
import type { Watch } from './liveness/watches.ts'
import { withLiveness } from './liveness/with-liveness.ts'
import { withProbes } from './probes/apply.ts'
import { prosePaths } from './prose-path.ts'
import { releases } from './releases.ts'
import { revertedCommits } from './reverts.ts'
import { type LedgerInput, setScene } from './scene.ts'

/** Never throws for what records or messages hold; git's own errors pass through. */
export async function buildLedger(input: LedgerInput): Promise<Ledger> {
  return (await assemble(input, false)).ledger
}

/** A ledger, and what it watches: what the guard asks of a change that is about to be made. */
export interface WatchedLedger {
  ledger: Ledger
  catalog: Catalog
  watches: readonly Watch[]
}

/** The ledger with the lines that its fixes left, for asking whether another text still has them. */
export function buildWatched(input: LedgerInput): Promise<WatchedLedger> {
  return assemble(input, true)
}

async function assemble(input: LedgerInput, keepsLines: boolean): Promise<WatchedLedger> {
  const { records, config } = input
  const history = readAhead(input.history, declaringFiles(input))
  const { scene, speaking, naming, names, loose } = await setScene({ ...input, history })
  const { graph, catalog } = scene

  const belonging = messageEvidence(scene)
  const ground = new Ground(graph, speaking, history)
  const recorded = records.flatMap(({ incident, documentText }) => [
    ...recordedIn(incident, documentText ?? ''),
    ...documentedIn(incident, documentText ?? ''),
  ])
  const healings = await healRecorded(recorded, scene, ground)
  recordEvidence(scene, healings)
  const declared = await declaredStatuses({ ...input, history }, scene)
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
    ...[...healings.values()].map(({ commit }) => commit),
  ]
  const wanted = new Set(speakers.filter((n) => n !== null).map((n) => graph.at(n).hash))
  scene.changes = await history.changes([...wanted])

  flipEvidence(scene, declared, incidentOf, isProse)
  closeOutEvidence(scene, belonging)
  documentEvidence(
    scene,
    new Map(records.map(({ incident, documentText }) => [incident.id, documentText ?? ''])),
    belonging,
    healings,
  )
  bulletEvidence(scene, wide, isProse, open)
  const fileNames = new Set(files.map(fileName))
  const folder = `${config.paths['post-mortems']}/`
  const isOwn = (path: string) => fileNames.has(fileName(path)) || path.startsWith(folder)
  await prove(scene, history, isOwn)
  await nameEvidence(scene, history, names, naming, isOwn)

  await claimEvidence(scene, declared, incidentOf, isProse, history)

  const linked = [...scene.changes].flatMap(([hash, changed]) => {
    const n = graph.number(hash)
    const work = changed.map(({ path }) => path).filter((path) => !isProse(path))
    return n === null || work.length === 0 ? [] : [[n, work] as const]
  })
  const reverted = await revertedCommits(ground, new Map(linked))
  const context = {
    scene,
    shallow: history.shallow,
    releases: releases(graph, await history.tags()),
    reverted,
    isProse,
  }
  const byIncident = group(scene.evidence)
  const incidents = records.map((record) =>
    toIncident(record, {
      ...context,
      evidence: byIncident.get(record.incident.id) ?? [],
      // A document's rows are evidence (flips); only the record declares.
      declared: declared.filter(({ file }) => file === record.file),
      severities: config.severities,
    }),
  )
  const watched = await withLiveness(incidents, { scene, history, reverted, isOwn, keepsLines })
  const probed = await withProbes(watched.incidents, { history, graph })
  const ledger: Ledger = {
    schema: 1,
    commit: history.head,
    date: history.headDate,
    shallow: history.shallow,
    incidents: withAlike(probed),
    loose,
    unresolved: scene.unresolved,
  }
  return { ledger, catalog, watches: watched.watches }
}

/** Records, and the documents that belong to them: whose rows are evidence. In the order in which they are asked for. */
function declaringFiles({ records }: LedgerInput): string[] {
  const documents = records.flatMap(({ document, documentText }) => (documentText === null ? [] : [document]))
  return [...records.map(({ file }) => file), ...new Set(documents)]
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
  const common = inCommon(incidents)
  return incidents.map((incident, n) => ({ ...incident, alike: (common[n] ?? []).map(({ incident: id }) => id) }))
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
