/** A repository, its root and what its configuration says: where every command starts. */
import { relative, sep } from 'node:path'
import { NoRepository } from '../git/errors.ts'
import { openRepository, type Repository } from '../git/repository.ts'
import { findRoot } from '../workspace/root.ts'
import type { Progress } from './progress.ts'

export interface Project {
  repository: Repository
  /** Absolute path of the folder that all paths in records are relative to. */
  root: string
  /** The root's path from the repository's top with `/`; '' when they are the same. */
  prefix: string
  progress: Progress | null
}

/**
 * @throws NoRepository outside a working tree: records are read from the files of one. NoGit without git.
 */
export async function openProject(
  cwd: string,
  env: NodeJS.ProcessEnv,
  progress: Progress | null = null,
): Promise<Project> {
  const repository = await openRepository(cwd, env)
  const { toplevel } = repository
  if (toplevel === null)
    throw new NoRepository(
      cwd,
      `${cwd} has no working tree, and records are read from its files. Make one with: git worktree add <folder>`,
    )
  const root = findRoot(cwd, toplevel)
  return { repository, root, prefix: relative(toplevel, root).split(sep).join('/'), progress }
}
