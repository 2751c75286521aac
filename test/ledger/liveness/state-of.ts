/**
 * Liveness of actions in a real repository, as short lines.
 *
 *   const fix = await repo.commit({ message: 'fix', files: { 'values.yaml': 'tag: 1.2\n' } })
 *   await stateOf(repo, { A1: fix })            // 'live 1/1'
 *   await stateOf(repo, { A1: fix }, { rev })   // as of another commit
 *
 * A loss adds who took it, the one who took most first: `gone 0/1 by "tidy up"`.
 */
import type { LedgerAction } from '../../../src/ledger/ledger.ts'
import type { TestRepository } from '../../support/repository.ts'
import { actionOf, bootStorm, bootStormFile, ledgerOf } from '../ledger-of.ts'

type Commits = Record<string, string | string[]>

/** Titles of actions, when they matter. */
interface Options {
  rev?: string
  titles?: Record<string, string>
  status?: string
}

export async function actionsOf(repo: TestRepository, commits: Commits, options: Options = {}) {
  const { titles = {}, status = 'done' } = options
  const items = Object.entries(commits).map(
    ([id, hashes]) =>
      `  - id: ${id}\n    title: ${titles[id] ?? 'Keep it that way'}\n    status: ${status}\n` +
      `    commits: [${[hashes].flat().map((hash) => `"${hash}"`)}]\n`,
  )
  const record = bootStorm(items.join(''))
  const ledger = await ledgerOf(repo, { [bootStormFile]: record }, options.rev ? { rev: options.rev } : {})
  return new Map(Object.keys(commits).map((id) => [id, actionOf(ledger, id)]))
}

export async function stateOf(repo: TestRepository, commits: Commits, options: Options = {}): Promise<string> {
  const actions = await actionsOf(repo, commits, options)
  return spoken(actions.get('A1') as LedgerAction)
}

export function spoken({ links, liveness }: LedgerAction): string {
  const link = links.find(({ relation }) => relation === 'fixed')?.liveness
  const by = (liveness?.undoneBy ?? []).map(({ subject }) => `"${subject}"`).join(', ')
  if (!link || !liveness) return 'no link'
  if (link.state === 'unknown') return `unknown: ${link.unknown}`
  return `${liveness.state} ${link.left}/${link.of}${by ? ` by ${by}` : ''}`
}
