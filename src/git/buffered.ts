import type { Readable } from 'node:stream'
import { allowed } from './environment.ts'
import { GitError } from './errors.ts'
import { argumentsOf, type Operation, type Place } from './operation.ts'

/**
 * Runs an operation through simple-git and parses its whole output. Exit code 1 without an error on standard
 * error is how git says "none" (`check-ignore`, `config --get-regexp`, `symbolic-ref -q`), so it is an empty output.
 * A warning is none: a user's own ignore file that cannot be read is not this repository's.
 *
 * simple-git is loaded here and not above: it costs 0.4 of a Node start (25 ms of 65), and a warm run needs none of it.
 *
 * @throws GitError
 */
export async function buffered<T>(operation: Operation<T>, place: Place): Promise<T> {
  const { simpleGit } = await import('simple-git')
  let failure: GitError | undefined
  const git = simpleGit({
    baseDir: place.cwd,
    allowEnvironment: allowed,
    // Of the names that this switch guards, `allowed` has only GIT_CONFIG_GLOBAL and _SYSTEM: git's own environment.
    unsafe: { allowUnsafeConfigPaths: true },
    ...(operation.input === undefined ? {} : { input: () => operation.input }),
    // By default simple-git takes a killed git, which has no exit code, for a success.
    errors(_error, { exitCode, stdErr }) {
      const complaint = Buffer.concat(stdErr).toString('utf8')
      if (exitCode === 0 || (exitCode === 1 && !/^(?:fatal|error|BUG):/m.test(complaint))) return undefined
      failure = new GitError(operation.args, exitCode, complaint)
      return failure
    },
  })
  git.env(place.env as Record<string, string>).outputHandler(endSilence)
  const text = await git.raw(argumentsOf(operation)).catch((error: unknown) => {
    throw failure ?? error
  })
  return operation.parse(text)
}

/**
 * simple-git 4.0.2 waits 50 ms after a command that printed nothing, in case output is still on its way
 * (`completion-detection.plugin`). At the end of the stream there is none: an empty piece of data tells it so.
 */
function endSilence(_command: string, stdout: NodeJS.ReadableStream): void {
  stdout.once('end', () => (stdout as Readable).emit('data', Buffer.alloc(0)))
}
