/** Where evidence is gathered: history read once, the names that messages can use, and the records. */

import type { CommitFacts } from '../message/facts.ts'
import { messageOptions } from '../message/options.ts'
import type { Config } from '../model/config.ts'
import { fileName } from '../model/file-name.ts'
import { dateOfId, isCalendarDate } from '../model/ids.ts'
import type { Incident } from '../model/incident.ts'
import type { ActionStatus } from '../model/words.ts'
import { Catalog, trackerIds } from './catalog.ts'
import { documentTitle } from './document-title.ts'
import { askedNames, type Names, namesIn } from './evidence/names.ts'
import type { Scene } from './evidence.ts'
import type { History } from './history.ts'
import type { LooseDocument } from './ledger.ts'
import { scan } from './scan.ts'

export interface LedgerInput {
  records: readonly { file: string; incident: Incident; document: string; documentText: string | null }[]
  loose: readonly { file: string; text: string }[]
  config: Config
  history: History
  /** The statuses that any version of a record declares; lenient, because old versions may be broken. */
  readStatuses: (text: string) => ReadonlyMap<string, ActionStatus>
}

export interface Stage {
  scene: Scene
  speaking: ReadonlyMap<number, CommitFacts>
  /** Names of files and alerts that actions ask for, and the commits whose messages say them. */
  names: Names
  naming: ReadonlyMap<number, string[]>
  loose: LooseDocument[]
}

/** Reads history. Nothing is evidence yet. */
export async function setScene(input: LedgerInput): Promise<Stage> {
  const { records, config, history } = input
  const { messages } = config
  const forge = config.forge?.url ?? null
  const incidents = records.map(({ incident }) => incident)
  const names = askedNames(incidents)
  const trackerIds = recordedTrackers(records, forge)
  const options = { ...messageOptions(messages), trackerIds }
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
    forge,
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
  return { scene, speaking, names, naming, loose }
}

function recordedTrackers(records: LedgerInput['records'], forge: string | null): string[] {
  const trackers = records.flatMap(({ incident }) => [
    incident.tracker,
    ...incident.actions.map((item) => item.tracker),
  ])
  return trackers.flatMap((tracker) => (tracker === null ? [] : trackerIds(tracker, forge)))
}

function nameOf(file: string): { id: string; date: string | null } {
  const id = fileName(file).replace(/(?:\.html)?\.[^.]+(?:\.erb)?$/, '')
  const date = dateOfId(id)
  return { id, date: isCalendarDate(date) ? date : null }
}

/** The first heading, or the file's name when there is none. */
function titleOf(file: string, text: string): string {
  const start = text.slice(0, 20_000)
  const shape = /\.html?$/i.test(file) ? /<title>([^<]{1,300})<\/title>/i : /^#[ \t]+(.{1,300})$/m
  return documentTitle(shape.exec(start)?.[1] ?? '') ?? nameOf(file).id
}
