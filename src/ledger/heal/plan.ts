/** Every dead hash of records and documents, with its survivor: what `mortem link --heal` shows and writes. */
import { fileName } from '../../model/file-name.ts'
import { dateOfId } from '../../model/ids.ts'
import { messageEvidence } from '../evidence/messages.ts'
import type { HealedBy } from '../ledger.ts'
import { type LedgerInput, setScene } from '../scene.ts'
import { byWords } from './by-words.ts'
import { type DocumentHash, documentHashes } from './document-hashes.ts'
import { fingerprintOf, type WrittenPrint } from './fingerprint.ts'
import { Ground } from './ground.ts'
import { knownOf, withObject } from './known.ts'
import { climb, type Healing } from './ladder.ts'
import { healingKey, healRecorded, type Recorded, recordedIn, remembered } from './recorded.ts'

export interface DeadHash {
  file: string
  hash: string
  incident: string | null
  action: string | null
  /** Where a record has it; null in a document. */
  path: readonly (string | number)[] | null
  /** Where a document has it, every place; empty in a record. */
  places: readonly DocumentHash[]
  /** The survivor as a record remembers it, null when there is none. */
  survivor: WrittenPrint | null
  by: HealedBy | null
  certain: boolean
  /** Told by words alone: for a person to decide. */
  proposal: boolean
  /** Full names of the commits that could be meant. */
  candidates: string[]
  /** Why the hash is dead. */
  reason: string
  /** What replaces it in a document: as many digits, more only where those would name two commits. */
  abbreviation: string | null
}

/** In the order of the files' records, then documents. Nothing is dead in a shallow clone: it cannot know. */
export async function healPlan(input: LedgerInput): Promise<DeadHash[]> {
  const { records, loose, history } = input
  if (history.shallow) return []
  const { scene, speaking } = await setScene(input)
  messageEvidence(scene)
  const ground = new Ground(scene.graph, speaking, history)
  const found: DeadHash[] = []

  const inRecords = records.flatMap(({ file, incident, documentText }) =>
    recordedIn(incident, documentText ?? '').map((one) => ({ ...one, file })),
  )
  const healings = await healRecorded(inRecords, scene, ground)
  for (const { file, incident, action, hash, path } of inRecords) {
    const healing = healings.get(healingKey({ incident, action, hash }))
    if (healing) found.push({ ...(await outcome(healing, hash, ground)), file, incident, action, path, places: [] })
  }
  const documents = [
    ...records.flatMap(({ document, documentText, incident }) =>
      documentText === null ? [] : [{ file: document, text: documentText, incident: incident.id }],
    ),
    ...loose.map(({ file, text }) => ({ file, text, incident: null })),
  ]
  const read = new Set<string>()
  for (const { file, text, incident } of documents) {
    // Several records may have one document; each of its hashes stands there once.
    if (read.has(file)) continue
    read.add(file)
    for (const [hash, places] of await deadIn(text, ground)) {
      const about = /\d{4}-\d{2}-\d{2}/.exec(fileName(file))?.[0]
      const healing = await inDocument(hash, places, about ?? (incident && dateOfId(incident)), ground, inRecords)
      if (healing)
        found.push({ ...(await outcome(healing, hash, ground)), file, incident, action: null, path: null, places })
    }
  }
  return found
}

/** Hash → its places, for the words of a document that name no commit of this history. */
async function deadIn(text: string, { graph }: Ground): Promise<Map<string, DocumentHash[]>> {
  const dead = new Map<string, DocumentHash[]>()
  for (const place of documentHashes(text)) {
    if (graph.lookup(place.hash).length === 1) continue
    const places = dead.get(place.hash)
    if (places) places.push(place)
    else dead.set(place.hash, [place])
  }
  return dead
}

/** Null for a word that nothing shows to be a commit. */
async function inDocument(
  hash: string,
  places: readonly DocumentHash[],
  about: string | null,
  ground: Ground,
  recorded: readonly Recorded[],
): Promise<Healing | null> {
  const meant = places.some((place) => place.meant)
  const objects = (await ground.history.objects([hash])).get(hash) ?? []
  const print = remembered(hash, recorded)
  if (!meant && objects.length === 0 && print === null) return null
  const [object] = objects
  const known = print ?? knownOf({ commit: hash })
  if (object && objects.length === 1) {
    const changes = (await ground.history.changes([object.hash])).get(object.hash) ?? []
    const paths = changes.map(({ path }) => path)
    return climb(withObject(known, object, paths), ground)
  }
  const healing = await climb(known, ground)
  if (healing.commit !== null || healing.candidates.length > 0) return healing
  const described = byWords([...new Set(places.map(({ beside }) => beside))].join('\n'), about, ground)
  const [first] = described
  const twins = first === undefined ? [] : ground.graph.twins(first)
  return first !== undefined && described.every((n) => twins.includes(n))
    ? { ...healing, commit: first, by: 'document' }
    : { ...healing, candidates: described }
}

async function outcome({ commit, by, certain, candidates, reason }: Healing, hash: string, ground: Ground) {
  const survivor = commit === null ? null : await fingerprintOf(commit, ground)
  return {
    hash,
    survivor,
    by,
    certain,
    proposal: by === 'document',
    candidates: candidates.map((n) => ground.graph.at(n).hash),
    reason: reason ?? '',
    abbreviation: survivor && abbreviated(survivor.commit, hash.length, ground),
  }
}

function abbreviated(name: string, digits: number, { graph }: Ground): string {
  let length = digits
  while (length < name.length && graph.lookup(name.slice(0, length)).length > 1) length++
  return name.slice(0, length)
}
