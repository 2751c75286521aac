import type { Invocation } from './operation.ts'

/**
 * The call that prints the patches of commits (full names), each behind a line with the commit's name. No setting of the
 * user and no driver of the repository changes a byte of it: each that `diff-tree` reads is given here. A merge has none.
 */
export function patchesOf(commits: readonly string[], context: number): Invocation {
  return {
    args: [
      ...['-c', 'diff.suppressBlankEmpty=false', '-c', 'diff.ignoreSubmodules=none'],
      ...['diff-tree', '--stdin', '-r', '-p', '--root', '--no-renames', '--full-index', `--unified=${context}`],
      ...[
        '--src-prefix=a/',
        '--dst-prefix=b/',
        '--diff-algorithm=myers',
        '--indent-heuristic',
        '--inter-hunk-context=0',
      ],
      ...['--no-color', '--no-ext-diff', '--no-textconv', '--submodule=short', '--no-relative'],
    ],
    input: `${commits.join('\n')}\n`,
  }
}
