import { buffered } from './buffered.ts'
import { output } from './child.ts'
import { discover, type Layout } from './discovery.ts'
import { gitEnvironment } from './environment.ts'
import type { Invocation, Operation, Place } from './operation.ts'
import { records } from './records.ts'

/** One clone of a repository, and the only way to run git in it: at the top of its working tree. */
export interface Repository extends Layout {
  /** Runs an operation whose output is small. @throws GitError */
  run<T>(operation: Operation<T>): Promise<T>
  /** Runs git and yields its NUL-separated records in batches, as they come. @throws GitError */
  stream(invocation: Invocation): AsyncGenerator<string[]>
  /** Runs git and yields its output as bytes, for output that carries its own lengths. @throws GitError */
  bytes(invocation: Invocation): AsyncGenerator<Buffer>
}

/**
 * Opens the repository that `cwd` is in, or the one that git names in `env` when it runs a hook.
 *
 * @throws NoRepository when there is none, or git refuses to read it; NoGit when git is missing or too old.
 */
export async function openRepository(cwd: string, env: NodeJS.ProcessEnv): Promise<Repository> {
  const given = gitEnvironment(env)
  const layout = await discover({ cwd, env: given })
  // Git may have given relative folders (a hook has `GIT_DIR=.git`), and they are relative to `cwd`, not to the top.
  const place: Place = {
    cwd: layout.toplevel ?? layout.gitDir,
    env: {
      ...given,
      GIT_DIR: layout.gitDir,
      ...(layout.toplevel === null ? {} : { GIT_WORK_TREE: layout.toplevel }),
    },
  }
  return {
    ...layout,
    run: (operation) => buffered(operation, place),
    stream: (invocation) => records(output(invocation, place)),
    bytes: (invocation) => output(invocation, place),
  }
}
