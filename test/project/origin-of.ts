/**
 * The origin of lines in a real repository, as short lines.
 *
 *   await originOf(repo, 'a.tf', 2)   // 'pin the tag'                         the subject of the commit that brought it in
 *                                     // 'pin the tag < restore < restore'     and of those that put it back, newest first
 *                                     // 'unknown: …'
 */
import { openRepository } from '../../src/git/repository.ts'
import { fileOrigins, type Origin } from '../../src/project/why/origin.ts'
import type { TestRepository } from '../support/repository.ts'

export async function originOf(repo: TestRepository, path: string, line: number): Promise<string> {
  const { origins, unknown } = await originsIn(repo, path, [line])
  const origin = origins.get(line)
  return unknown === null ? (origin ? said(repo, origin) : 'no such line') : `unknown: ${unknown}`
}

/** All lines of a file: `text: origin`. */
export async function originsOf(repo: TestRepository, path: string): Promise<string[]> {
  const { origins, texts } = await originsIn(repo, path, null)
  return [...origins].sort(([a], [b]) => a - b).map(([line, origin]) => `${texts.get(line)}: ${said(repo, origin)}`)
}

async function originsIn(repo: TestRepository, path: string, lines: number[] | null) {
  const repository = await openRepository(repo.path, repo.env)
  return fileOrigins(repository, repo.git('rev-parse', 'HEAD'), path, lines)
}

function said(repo: TestRepository, { commit, through, unknown }: Origin): string {
  const subject = (hash: string) => repo.git('log', '-1', '--format=%s', hash)
  return [commit === null ? `unknown: ${unknown}` : subject(commit), ...through.map(subject)].join(' < ')
}
