/** Answers the question which incident a line, a file or a commit answers. */

import { isAncestor } from '../../git/ancestry.ts'
import { readBlobs } from '../../git/blobs.ts'
import { fileDifference, linesBefore, type Stretch } from '../../git/line-map.ts'
import type { Repository } from '../../git/repository.ts'
import { readTree } from '../../git/tree.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import { visible } from '../../markdown/visible.ts'
import type { Project } from '../project.ts'
import { pathFromRoot } from '../scope.ts'
import { lineCount } from './likeness.ts'
import { fileOrigins, type Origin } from './origin.ts'
import { reportOf, type WhyCommit, type WhyReport } from './report.ts'

/** What is asked about. Paths count from the repository's top. */
export type Question =
  | { kind: 'commit'; commit: string }
  | { kind: 'file'; path: string }
  /** `working`: the line's number is that of the file in the working tree, not of the commit's. */
  | { kind: 'line'; path: string; line: number; working: boolean }
  /** A file that no commit has yet. */
  | { kind: 'new'; path: string; line: number | null }

export interface Answered {
  report: WhyReport
  /** The line's text, for a line. */
  text: string | null
}

/** The file has fewer lines than the one asked for. */
export class NoSuchLine extends Error {
  override readonly name = 'NoSuchLine'
  readonly next: string

  constructor(path: string, line: number, lines: number) {
    super(`${visible(path)} has no line ${line}`)
    this.next = lines === 0 ? 'it is empty, or not text' : `its last line is ${lines}`
  }
}

const nobody: Origin = { commit: null, through: [], unknown: null }
const ahead = { schema: 1 as const, path: null, line: null }
const behind = { commits: null, counts: null }

/** `ledger`: that of the commit that is looked at. @throws NoSuchLine, GitError */
export async function answer(project: Project, ledger: Ledger, question: Question): Promise<Answered> {
  const { repository } = project
  const plain = async (origin: Origin) => ({ ...ahead, ...(await reportOf(repository, ledger, origin)), ...behind })
  if (question.kind === 'commit') {
    const { commit } = question
    const landed = ledger.commit !== null && (await isAncestor(repository, commit, ledger.commit))
    return { report: await plain({ ...nobody, commit, unknown: landed ? null : elsewhere }), text: null }
  }
  const path = pathFromRoot(question.path, project.prefix)
  const head = ledger.commit
  if (question.kind === 'new' || head === null) {
    const line = question.kind === 'file' ? null : question.line
    return { report: { ...(await plain({ ...nobody, unknown: uncommitted })), path, line }, text: null }
  }
  if (question.kind === 'file')
    return { report: { ...(await ofFile(project, ledger, head, question.path)), path }, text: null }
  const { line } = question
  const { origin, text } = await ofLine(project, head, question)
  return { report: { ...(await plain(origin)), path, line }, text }
}

const uncommitted = 'it is not committed yet'
const elsewhere = 'it is not in the history that was looked at'

async function ofLine(
  { repository }: Project,
  head: string,
  { path, line, working }: { path: string; line: number; working: boolean },
): Promise<{ origin: Origin; text: string | null }> {
  const differences = working ? ((await fileDifference(repository, head, path)) ?? []) : []
  const before = linesBefore(differences)(line)
  if (before === null) return { origin: { ...nobody, unknown: uncommitted }, text: null }
  const { texts, origins, unknown } = await fileOrigins(repository, head, path, [before])
  const origin = unknown === null ? origins.get(before) : { ...nobody, unknown }
  if (!origin) throw new NoSuchLine(path, line, await lastLine(repository, head, path, differences))
  return { origin, text: texts.get(before) ?? null }
}

async function lastLine(repository: Repository, head: string, path: string, differences: readonly Stretch[]) {
  const [blob = ''] = (await readTree(repository, head, [path])).values()
  const lines = lineCount((await readBlobs(repository, [blob])).get(blob))
  return differences.reduce((sum, { added, removed }) => sum + added - removed, lines)
}

async function ofFile({ repository }: Project, ledger: Ledger, head: string, path: string) {
  const { origins, unknown } = await fileOrigins(repository, head, path, null)
  const groups = new Map<string, { origin: Origin; lines: number[] }>()
  for (const [line, origin] of [...origins].sort(([a], [b]) => a - b)) {
    const key = `${origin.commit} ${origin.through}`
    const group = groups.get(key)
    if (group) group.lines.push(line)
    else groups.set(key, { origin, lines: [line] })
  }
  const found: { report: WhyCommit; lines: number[] }[] = []
  for (const { origin, lines } of groups.values())
    found.push({ report: await reportOf(repository, ledger, origin), lines })
  const answering = found
    .filter(({ report }) => report.links.length > 0)
    .sort((a, b) => ownFirst(a.report) - ownFirst(b.report) || b.lines.length - a.lines.length)
    .map(({ report, lines }) => ({ ...report, lines: ranges(lines) }))
  const unseen = [...groups.values()].filter(({ origin }) => origin.commit === null)
  const commits = new Set([...groups.values()].flatMap(({ origin }) => origin.commit ?? []))
  return {
    ...ahead,
    ...(await reportOf(repository, ledger, { ...nobody, unknown: unknown ?? unseen[0]?.origin.unknown ?? null })),
    actions: [...new Set(answering.flatMap(({ actions }) => actions))],
    incidents: [...new Set(answering.flatMap(({ incidents }) => incidents))],
    commits: answering,
    counts: {
      lines: origins.size,
      commits: commits.size,
      unknown: unseen.reduce((sum, { lines }) => sum + lines.length, 0),
    },
  }
}

/** A commit that answers by itself comes before those whose lines another one put back. */
const ownFirst = ({ commit, links }: WhyCommit) => (links.some((link) => link.commit === commit) ? 0 : 1)

/** `[[1, 3], [7, 7]]` of 1, 2, 3, 7. */
function ranges(lines: readonly number[]): [number, number][] {
  const found: [number, number][] = []
  for (const line of lines) {
    const last = found.at(-1)
    if (last && last[1] === line - 1) last[1] = line
    else found.push([line, line])
  }
  return found
}

/** As records name it: from the root, and what lies outside it as `:/charts/x.yaml`. */
