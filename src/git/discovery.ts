import { existsSync, realpathSync } from 'node:fs'
import { resolve } from 'node:path'
import { output } from './child.ts'
import { GitError, NoGit, NoRepository } from './errors.ts'
import { lines, type Place } from './operation.ts'

/** Where a repository keeps its parts. Paths are absolute. */
export interface Layout {
  /** Top folder of the working tree; null in a bare repository or inside `.git`. */
  readonly toplevel: string | null
  /** The folder of this working tree's HEAD and index: `.git`, or `.git/worktrees/<name>`. */
  readonly gitDir: string
  /** The folder that all working trees of the repository share. */
  readonly commonDir: string
  readonly objectFormat: 'sha1' | 'sha256'
  /** True when the clone holds only a part of history. */
  readonly shallow: boolean
}

// `--show-toplevel` would end the command in a bare repository; `--show-cdup` prints nothing there.
const args = ['rev-parse', '--path-format=absolute', '--is-inside-work-tree', '--is-shallow-repository']
const questions = [...args, '--show-object-format', '--git-dir', '--git-common-dir', '--show-cdup']

/** Asks git, in one process, where the repository of a folder is. @throws NoRepository, NoGit */
export async function discover(place: Place): Promise<Layout> {
  const chunks: Buffer[] = []
  try {
    for await (const chunk of output({ args: questions }, place)) chunks.push(chunk)
  } catch (error) {
    throw explain(error, place.cwd)
  }
  return layoutOf(Buffer.concat(chunks).toString('utf8'), place.cwd)
}

function layoutOf(text: string, cwd: string): Layout {
  // Git before 2.31 prints options that it does not know.
  if (text.startsWith('--')) throw new NoGit('This git is too old: mortem needs git 2.31 or newer. Update git.')
  const [inside, shallow, format, gitDir, commonDir, cdup = '', ...surplus] = lines(text)
  if (gitDir === undefined || commonDir === undefined || surplus.length > 0)
    throw new GitError(questions, null, `unexpected answer ${JSON.stringify(text)} (a line break in a folder's name?)`)
  return {
    toplevel: inside === 'true' ? realpathSync(resolve(cwd, cdup)) : null,
    gitDir,
    commonDir,
    objectFormat: format === 'sha256' ? 'sha256' : 'sha1',
    shallow: shallow === 'true',
  }
}

function explain(error: unknown, folder: string): unknown {
  if (error instanceof GitError) {
    const { complaint } = error
    if (complaint.includes('dubious ownership'))
      return new NoRepository(
        folder,
        `Git does not read the repository at ${folder}: another user owns it. If you trust it: git config --global --add safe.directory ${folder}`,
        { cause: error },
      )
    if (complaint.includes('not a git repository') || complaint.includes('must be run in a work tree'))
      return new NoRepository(folder, `${folder} is not in a git repository. Make one with: git init`, { cause: error })
    return new NoRepository(folder, `Git cannot read the repository at ${folder}: ${complaint.trim()}`, {
      cause: error,
    })
  }
  const { code } = error as NodeJS.ErrnoException
  if (code === 'ENOTDIR') return new NoRepository(folder, `${folder} is not a folder. Give a folder.`)
  if (!existsSync(folder)) return new NoRepository(folder, `There is no folder ${folder}. Check the path.`)
  if (code === 'ENOENT')
    return new NoGit('The command `git` was not found. Install git, or add it to PATH.', { cause: error })
  return error
}
