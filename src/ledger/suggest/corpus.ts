/** History as suggestions see it: of each commit, how often its message and paths hold the words that are looked for. */
import { fileName } from '../../model/file-name.ts'
import { Graph } from '../graph.ts'
import type { History, PathChange } from '../history.ts'
import type { ProsePath } from '../prose-path.ts'
import { type Counts, nothing, type Vocabulary } from './vocabulary.ts'

export interface CorpusCommit {
  number: number
  hash: string
  /** Author date, epoch seconds: when the work was done; a rebase moves the committer date only. */
  date: number
  message: Counts
  paths: Counts
  /** Paths that it changed. */
  changed: number
  /** It changed something that is not prose. */
  works: boolean
  merge: boolean
  /** The same change again: the newest of them stands for all. */
  twin: boolean
  /** Incidents whose record or document it brought in or changed. */
  documents: Map<string, 'brings' | 'changes'>
}

export interface Corpus {
  graph: Graph
  /** By number in the graph, for commits that can be an answer. */
  commits: Map<number, CorpusCommit>
}

export interface CorpusOptions {
  vocabulary: Vocabulary
  /** Epoch seconds; older commits are no answers. */
  since: number
  isProse: ProsePath
  /** File name of a record or document → incident ids: a document is moved, but keeps its name. */
  documentNames: ReadonlyMap<string, string>
  /** Commit → what documents say of it. */
  said: (hash: string) => string
}

/** Commits that git is asked for in one go. */
const batch = 2_000
/** Words of so many paths count; more is a mass change, and says nothing about one action. */
const mostPaths = 300

const signatures = /^\s*(?:co-authored|signed-off|reviewed|acked|tested)-by:.*$/gim

/** @throws git's own errors */
export async function readCorpus(history: History, options: CorpusOptions): Promise<Corpus> {
  const { vocabulary, since, said } = options
  const graph = new Graph()
  const commits = new Map<number, CorpusCommit>()
  for await (const commit of history.commits()) {
    const message = commit.message.replace(signatures, '').trimStart()
    const end = /\n\s*\n|$/.exec(message)?.index ?? message.length
    const subject = message.slice(0, end)
    const number = graph.add(commit, subject.replace(/\s+/g, ' '))
    if (Math.max(commit.authored, commit.committed) < since) continue
    commits.set(number, {
      number,
      hash: commit.hash,
      date: commit.authored,
      message: vocabulary.count([subject, 3], [message.slice(end), 1], [said(commit.hash), 2]),
      paths: nothing,
      changed: 0,
      works: false,
      merge: commit.parents.length > 1,
      twin: false,
      documents: new Map(),
    })
  }
  for (const commit of commits.values()) commit.twin = graph.twins(commit.number)[0] !== commit.number
  const numbers = [...commits.values()].flatMap(({ number, twin }) => (twin ? [] : [number]))
  for (let at = 0; at < numbers.length; at += batch) {
    const some = numbers.slice(at, at + batch)
    const changes = await history.changes(some.map((number) => graph.at(number).hash))
    for (const number of some)
      takePaths(commits.get(number) as CorpusCommit, changes.get(graph.at(number).hash) ?? [], options)
  }
  return { graph, commits }
}

function takePaths(commit: CorpusCommit, changes: readonly PathChange[], options: CorpusOptions): void {
  const { vocabulary, isProse, documentNames } = options
  commit.changed = changes.length
  commit.works = changes.some(({ path }) => !isProse(path))
  if (changes.length <= mostPaths)
    commit.paths = vocabulary.count([
      changes.flatMap(({ path }) => (documentNames.has(fileName(path)) ? [] : [path])).join(' '),
      1,
    ])
  for (const { path, status } of changes) {
    const incident = documentNames.get(fileName(path))
    if (incident !== undefined && status !== 'D' && commit.documents.get(incident) !== 'brings')
      commit.documents.set(incident, status === 'A' ? 'brings' : 'changes')
  }
}
