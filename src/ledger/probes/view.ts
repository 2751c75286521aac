/** What probes look at: the files, names and keys of one tree, read once, so that evaluating asks nobody. */
import type { Probe } from '../../model/incident.ts'
import type { Holding } from '../history.ts'
import { alertsIn, isRuleFile } from './alerts.ts'
import type { KeyNode } from './key-node.ts'
import { readKeys } from './keys.ts'

/** A tree that can be asked: of a commit (`History` is one), or of the index. */
export interface TreeSource {
  /** Paths and blob names below these folders or files (all when empty). */
  tree(under: readonly string[]): Promise<Map<string, string>>
  /** Texts of blobs; one that is missing, binary or too large is absent. */
  blobs(ids: readonly string[]): Promise<Map<string, string>>
  /** The files that hold one of these words. */
  holding(words: readonly string[]): Promise<Holding>
  /** The blobs that paths had when they were last there; a path that never was is absent. */
  lastBlobs(paths: readonly string[]): Promise<Map<string, string>>
}

export type FileView =
  | { state: 'text'; text: string }
  /** In this clone it is not, or it is no text, or above 1 MiB. */
  | { state: 'unread' }
  /** `now`: where the same content is; null when it is nowhere. `was`: whether the path was ever there. */
  | { state: 'missing'; was: boolean; now: string | null }

export interface AlertView {
  /** Where it is defined: path and line. */
  defined: { path: string; line: number }[]
  /** Other files, prose left out, that hold the name. */
  named: string[]
  /** Files that hold the name or may hold it, but cannot be read. */
  unread: string[]
  /** Files that could not be searched. */
  unsearched: string[]
}

export interface TreeView {
  file(path: string): FileView
  /** True for a file or a folder. */
  has(path: string): boolean
  alert(name: string): AlertView
  /** The keys of a file, or why they cannot be told. */
  keys(path: string): KeyNode | string
}

/** Everything that these probes ask of the tree, read in a handful of calls. */
export async function viewOf(probes: readonly Probe[], source: TreeSource): Promise<TreeView> {
  const paths = [...new Set(probes.flatMap(pathOf).map(plain))]
  const tree = paths.length > 0 ? await source.tree(paths) : new Map<string, string>()
  const names = [...new Set(probes.flatMap((probe) => ('alert' in probe ? [probe.alert] : [])))]
  const holding = names.length > 0 ? await source.holding(names) : { paths: new Map<string, string[]>(), unread: [] }
  const ruleFiles = [...new Set([...holding.paths.values()].flat())].filter(isRuleFile)
  const rules = ruleFiles.length > 0 ? await source.tree(ruleFiles) : new Map<string, string>()
  const wanted = paths.flatMap((path) => tree.get(path) ?? [])
  const texts = await source.blobs([...new Set([...wanted, ...rules.values()])])
  const folders = new Set([...tree.keys()].flatMap(foldersOf))
  const isThere = (path: string) => tree.has(path) || folders.has(path) || (path === '' && tree.size > 0)
  const textOf = (path: string) => texts.get(tree.get(plain(path)) ?? '')

  const missing = paths.filter((path) => !isThere(path))
  const moved = await lookForMissing(missing, source)
  const keys = new Map<string, KeyNode | string>()
  for (const probe of probes) {
    const text = 'key' in probe ? textOf(probe.key.file) : undefined
    if ('key' in probe && text !== undefined && !keys.has(probe.key.file))
      keys.set(probe.key.file, await readKeys(probe.key.file, text))
  }
  const alerts = new Map(ruleFiles.map((path) => [path, texts.get(rules.get(path) ?? '')] as const))
  const definitions = [...alerts].flatMap(([path, text]) =>
    text === undefined ? [] : alertsIn(text).map(({ name, line }) => ({ name, path, line })),
  )
  return {
    file(path) {
      const text = textOf(path)
      if (text !== undefined) return { state: 'text', text }
      return moved.get(plain(path)) ?? { state: 'unread' }
    },
    has: (path) => isThere(plain(path)),
    alert(name) {
      const holders = (holding.paths.get(name) ?? []).filter(isRuleFile)
      const defined = definitions.filter((one) => one.name === name).map(({ path, line }) => ({ path, line }))
      return {
        defined,
        named: holders.filter((path) => alerts.get(path) !== undefined && !defined.some((one) => one.path === path)),
        unread: holders.filter((path) => alerts.get(path) === undefined),
        unsearched: holding.unread.filter(isRuleFile),
      }
    },
    keys: (path) => keys.get(path) ?? 'it is no text',
  }
}

/** For each path that is not there: whether it ever was, and where the content that it had is now. */
async function lookForMissing(missing: readonly string[], source: TreeSource) {
  const found = new Map<string, FileView>()
  if (missing.length === 0) return found
  const last = await source.lastBlobs(missing)
  const everything = last.size > 0 ? await source.tree([]) : new Map<string, string>()
  const pathOfBlob = new Map([...everything].map(([path, blob]) => [blob, path]))
  for (const path of missing) {
    const blob = last.get(path)
    found.set(path, { state: 'missing', was: blob !== undefined, now: pathOfBlob.get(blob ?? '') ?? null })
  }
  return found
}

function pathOf(probe: Probe): string[] {
  if ('alert' in probe) return []
  return ['file' in probe ? probe.file : 'path' in probe ? probe.path : probe.key.file]
}

/** `./docs` is `docs`. */
function plain(path: string): string {
  return path
    .split('/')
    .filter((name) => name !== '.')
    .join('/')
}

function foldersOf(path: string): string[] {
  const folders: string[] = []
  for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) folders.push(path.slice(0, at))
  return folders
}
