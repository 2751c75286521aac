/** What records said of their actions' status over time: each change of a declaration, at the commit that made it. */
import { fileName } from '../model/file-name.ts'
import type { ActionStatus } from '../model/words.ts'
import type { Graph } from './graph.ts'
import type { CommitChanges, History, PathChange } from './history.ts'

/** Action id → declared status, of one version of a record. Lenient: an old version that cannot be read declares nothing. */
export type Statuses = ReadonlyMap<string, ActionStatus>

export interface Declaration {
  file: string
  action: string
  status: ActionStatus
  /** Number in the graph; null while the change is not committed. */
  commit: number | null
  /** True for the first word ever on this action: then `todo` only says that it exists. */
  first: boolean
}

export interface DeclaredFile {
  file: string
  /** As it is in the working tree. */
  now: Statuses
}

/**
 * Each change of a declared status in the files' histories, oldest first, uncommitted ones last.
 * `read` takes the text of any version. A version whose text is missing (partial clone) is passed over, and so is the
 * next one's difference from it: a change that cannot be seen is not guessed.
 */
export async function declarations(
  files: readonly DeclaredFile[],
  graph: Graph,
  history: History,
  read: (file: string, text: string) => Statuses,
): Promise<Declaration[]> {
  const paths = files.map(({ file }) => file)
  const { touched, names, moved } = await followed(paths, graph, history)
  const tree = await history.tree(paths)
  const versions = versionsByFile(touched, names, graph)
  const ids = [...versions.values()].flat().flatMap(({ change: { before, after } }) => [before, after])
  const texts = await history.blobs(wanted([...ids, ...tree.values(), ...moved.values()]))

  const found: Declaration[] = []
  for (const { file, now } of files) {
    const parsed = new Map<string, Statuses | null>()
    const parse = (blob: string): Statuses | null => {
      const known = parsed.get(blob)
      if (known !== undefined) return known
      const text = texts.get(blob)
      const statuses = text === undefined ? null : read(file, text)
      parsed.set(blob, statuses)
      return statuses
    }
    const seen: { commit: number; blob: string }[] = []
    for (const { commit, change } of versions.get(file) ?? []) {
      if (change.after === null) continue
      // A file that comes back (a dropped tree restored, a merged lineage) says nothing new by coming back.
      const earlier = seen.findLast((version) => graph.isAncestor(version.commit, commit))?.blob ?? null
      const base = change.before ?? earlier ?? moved.get(`${commit} ${file}`) ?? null
      const before = base === null ? new Map() : parse(base)
      const after = parse(change.after)
      // An action that a broken version or a merge left out for a while says nothing new by coming back either.
      const earlierWord = (action: string) =>
        seen.findLast((version) => parse(version.blob)?.has(action) && graph.isAncestor(version.commit, commit))
          ?.blob ?? null
      if (before && after) {
        const back = [...after.keys()].flatMap((action): [string, ActionStatus][] => {
          const blob = before.has(action) ? null : earlierWord(action)
          const status = blob === null ? undefined : parse(blob)?.get(action)
          return status === undefined ? [] : [[action, status]]
        })
        const known = back.length === 0 ? before : new Map([...before, ...back])
        found.push(...differences(file, known, after, commit))
      }
      seen.push({ commit, blob: change.after })
    }
    const head = tree.get(file)
    const committed = head === undefined ? new Map() : parse(head)
    if (committed) found.push(...differences(file, committed, now, null))
  }
  return found
}

function differences(file: string, before: Statuses, after: Statuses, commit: number | null): Declaration[] {
  return [...after]
    .filter(([action, status]) => before.get(action) !== status)
    .map(([action, status]) => ({ file, action, status, commit, first: !before.has(action) }))
}

interface Version {
  commit: number
  change: PathChange
}

/** By what the file is called now, oldest first. `names`: former path → path now. */
function versionsByFile(
  touched: readonly CommitChanges[],
  names: ReadonlyMap<string, string>,
  graph: Graph,
): Map<string, Version[]> {
  const versions = new Map<string, Version[]>()
  for (const { commit, changes } of touched) {
    const number = graph.number(commit)
    if (number === null) continue
    for (const change of changes) {
      const file = names.get(change.path) ?? change.path
      const known = versions.get(file)
      if (known) known.push({ commit: number, change })
      else versions.set(file, [{ commit: number, change }])
    }
  }
  for (const list of versions.values()) list.sort((a, b) => b.commit - a.commit)
  return versions
}

/** More moves than a record makes; each costs one look at history. */
const mostMoves = 5

/** The history of files under the names they had before they were moved as well. */
async function followed(paths: readonly string[], graph: Graph, history: History) {
  const touched: CommitChanges[] = []
  const names = new Map<string, string>()
  const moved = new Map<string, string>()
  let asked = [...paths]
  for (let round = 0; asked.length > 0 && round < mostMoves; round++) {
    const found = await history.pathHistory(asked)
    touched.push(...found)
    const next = new Set<string>()
    for (const { commit, path, from, blob } of await origins(found, history, new Set(asked))) {
      const number = graph.number(commit)
      const file = names.get(path) ?? path
      if (number !== null) moved.set(`${number} ${file}`, blob)
      if (paths.includes(from) || names.has(from)) continue
      names.set(from, file)
      next.add(from)
    }
    asked = [...next]
  }
  return { touched, names, moved }
}

/**
 * Where files that commits add were moved from. The same name elsewhere, taken away by the same commit, is the move of a
 * record; git's own rename detection would fetch blobs in a partial clone.
 */
async function origins(touched: readonly CommitChanges[], history: History, paths: ReadonlySet<string>) {
  const adding = touched.filter(({ changes }) => changes.some(({ path, before }) => before === null && paths.has(path)))
  const all = await history.changes(adding.map(({ commit }) => commit))
  return adding.flatMap(({ commit, changes }) => {
    const gone = (all.get(commit) ?? []).filter(({ after }) => after === null)
    return changes.flatMap(({ path, before, after }) => {
      if (before !== null) return []
      const from = gone.find((other) => fileName(other.path) === fileName(path)) ?? gone.find((o) => o.before === after)
      return from?.before ? [{ commit, path, from: from.path, blob: from.before }] : []
    })
  })
}

function wanted(ids: readonly (string | null)[]): string[] {
  return [...new Set(ids.filter((id): id is string => id !== null))]
}
