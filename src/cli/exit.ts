/** The one table of exit codes, and how an error becomes one. */
import { CommanderError } from 'commander'
import { GitError, NoGit, NoRepository, UnknownRevision } from '../git/errors.ts'
import type { Io } from './io.ts'

export const exit = {
  fine: 0,
  /** `check` found errors, `build --check` found drift, an edited region waits for a decision. */
  findings: 1,
  /** The call was wrong, or input could not be read; what could be was processed first. */
  usage: 2,
  /** No git, no repository where one is needed. */
  environment: 3,
  /** Ours, with the stack. */
  bug: 70,
} as const

/** A call that cannot be carried out as it is. The message says what was expected, `next` what to do. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
  readonly next: string | null

  constructor(message: string, next: string | null = null) {
    super(message)
    this.next = next
  }
}

const nameOf = (error: unknown) => (error instanceof Error ? error.name : '')

/** Prints what went wrong and returns the exit code. Commander has printed its own complaints already. */
export function report(error: unknown, io: Io): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exit.fine : exit.usage
  if (error instanceof UsageError) {
    io.complain(`mortem: ${error.message}${error.next ? `\n  next: ${error.next}` : ''}`)
    return exit.usage
  }
  // By name as well: these classes live in rooms that this file must not load just to compare.
  if (
    error instanceof UnknownRevision ||
    /^(?:DraftRefused|EditRefused|FileChanged|RecordChanged|WriteRefused)$/.test(nameOf(error))
  ) {
    const { message, next } = error as Error & { next?: string }
    io.complain(`mortem: ${message}${next ? `\n  next: ${next}` : ''}`)
    return exit.usage
  }
  if (nameOf(error) === 'TemplateError') {
    const { file, line, message } = error as Error & { file: string; line: number | null }
    io.complain(`mortem: ${file}${line === null ? '' : `:${line}`}: ${message}; nothing was written`)
    io.complain('  next: repair it, or remove it to use the one that mortem brings')
    return exit.usage
  }
  if (error instanceof NoGit || error instanceof NoRepository || error instanceof GitError) {
    io.complain(`mortem: ${error.message}`)
    return exit.environment
  }
  const code = (error as NodeJS.ErrnoException | null)?.code
  if (code === 'EPIPE') return exit.fine
  if (code && /^E(?:ACCES|PERM|ROFS|NOSPC|DQUOT|IO|MFILE)$/.test(code)) {
    io.complain(`mortem: ${(error as Error).message}`)
    return exit.environment
  }
  io.complain(
    `mortem: this is a bug in mortem; please report it with what follows\n${(error as Error)?.stack ?? error}`,
  )
  return exit.bug
}
