/** What is watched: the links that answer something, and the lines of their commits that serve it. */
import { isAnswer } from '../../model/words.ts'
import type { History, PathChange } from '../history.ts'
import type { LedgerAction, LedgerIncident, Link } from '../ledger.ts'
import type { Tree, WatchContext } from './context.ts'
import { type Footprint, footprintOf, type WatchedLine } from './footprint.ts'
import { servedLines } from './share.ts'
import { blobsOf } from './steps.ts'
import type { Missing } from './takers.ts'
import { indexed } from './texts.ts'

/** One link and what it is watched for. */
export interface Watch {
  link: Link
  /** The action that it answers; null for the incident as a whole. */
  action: LedgerAction | null
  incident: LedgerIncident
  /** What is watched, each line where it is to be found now. */
  lines: readonly WatchedLine[]
  /** Path → the blob that the commit made of it. */
  blobs: ReadonlyMap<string, string | null>
  /** What of it is not in the tree as its commit left it. */
  missing: readonly Missing[]
  /** Lines that another commit for the same action took the place of: they count as there, and do not stand. */
  replaced: ReadonlySet<WatchedLine>
  /** Why there is nothing to watch; null when there is. */
  unknown: string | null
  /** The commit and its twins. */
  since: readonly number[]
  /** Commits that did more for the same action: what they replaced is not lost. */
  siblings: ReadonlySet<number>
}

/** Texts that are held at a time: those of all commits at once could fill the memory. */
const together = 400

type Answer = Pick<Watch, 'link' | 'action' | 'incident'> & {
  /** All links of the same action or incident. */
  all: readonly Link[]
  /** Titles of the other actions that the same commit answers. */
  rivals: string[]
}

export async function watchesOf(
  incidents: readonly LedgerIncident[],
  tree: Tree,
  context: WatchContext,
): Promise<Watch[]> {
  const { scene, history, keepsLines } = context
  const { graph } = scene
  const answers = incidents.flatMap(answersOf).sort((a, b) => compare(a.link.commit, b.link.commit))
  const commits = [...new Set(answers.map(({ link }) => link.commit as string))]
  const changes = await changesOf(commits, context)
  const twinsOf = ({ commit }: Link) => graph.twins(graph.number(commit as string) as number)
  // A file that is as the commit left it needs no looking for its lines.
  const isIdle = ({ path, after }: PathChange) => !keepsLines && (tree.get(path) ?? null) === after
  const watches: Watch[] = []
  for (const part of parts(answers, changes)) {
    const texts = await history.blobs(blobsOf(part.flatMap(({ served }) => served)))
    const read = indexed(texts)
    const known = new Map<string, Footprint>()
    for (const { answer, served } of part) {
      const { link, action, incident, all, rivals } = answer
      const key = `${link.commit} ${served.map(({ path }) => path).join('\0')}`
      const footprint = known.get(key) ?? footprintOf(served, texts, read, isIdle)
      known.set(key, footprint)
      const others = all.filter((other) => isLanded(other) && other.commit !== link.commit)
      watches.push({
        ...{ link, action, incident, missing: [], replaced: new Set(), unknown: footprint.unknown },
        blobs: new Map(served.map(({ path, after }) => [path, after])),
        lines: servedLines(footprint.lines, action?.record.title ?? '', rivals),
        since: twinsOf(link),
        siblings: new Set(others.flatMap(twinsOf)),
      })
    }
  }
  return watches
}

type Served = { answer: Answer; served: PathChange[] }

/** The answers with the changes that serve them, a bounded number of files together. */
function parts(answers: readonly Answer[], changes: ReadonlyMap<string, PathChange[]>): Served[][] {
  const all: Served[][] = [[]]
  let files = 0
  for (const answer of answers) {
    const paths = new Set(answer.link.paths)
    const served = (changes.get(answer.link.commit as string) ?? []).filter(({ path }) => paths.has(path))
    if (files > 0 && files + served.length > together / 2) {
      all.push([])
      files = 0
    }
    files += served.length
    all.at(-1)?.push({ answer, served })
  }
  return all
}

function compare(a: string | null, b: string | null): number {
  return (a ?? '') < (b ?? '') ? -1 : 1
}

function answersOf(incident: LedgerIncident): Answer[] {
  const { links, actions } = incident
  const own = links.filter(isLanded).map((link) => ({ link, action: null, incident, all: links, rivals: [] }))
  const others = actions.flatMap((action) =>
    action.links.filter(isLanded).map((link) => ({
      ...{ link, action, incident, all: action.links },
      rivals: actions
        .filter((other) => other !== action && other.links.some(({ commit }) => commit === link.commit))
        .map(({ record }) => record.title),
    })),
  )
  return [...own, ...others]
}

function isLanded({ relation, landed, commit }: Link): boolean {
  return commit !== null && landed === true && isAnswer(relation)
}

/** What these commits changed, but for mortem's own records and documents: those say what was done, they are not the work. */
async function changesOf(commits: readonly string[], { scene, history, isOwn }: WatchContext) {
  const unread = commits.filter((commit) => !scene.changes.has(commit))
  const more: Map<string, PathChange[]> = unread.length > 0 ? await history.changes(unread) : new Map()
  return new Map(
    commits.map((commit) => {
      const all = scene.changes.get(commit) ?? more.get(commit) ?? []
      return [commit, all.filter(({ path }) => !isOwn(path))]
    }),
  )
}

/** The whole tree below the root, and what is watched outside of it. */
export async function treeOf(incidents: readonly LedgerIncident[], history: History): Promise<Tree> {
  const paths = incidents.flatMap(answersOf).flatMap(({ link }) => link.paths)
  return paths.length === 0 ? new Map() : withOutside(await history.tree([]), paths, history)
}

/** The tree with those of these paths that lie outside the root, where it does not have them yet. */
export async function withOutside(tree: Tree, paths: readonly string[], history: History): Promise<Tree> {
  const outside = [...new Set(paths.filter((path) => path.startsWith(':/') && !tree.has(path)))]
  return outside.length > 0 ? new Map([...tree, ...(await history.tree(outside))]) : tree
}
