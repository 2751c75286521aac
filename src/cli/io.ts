import { printable } from './printable.ts'

/** What a command may know of the world around it: passed in, so that nothing below reads it by itself. */
export interface Io {
  cwd: string
  env: NodeJS.ProcessEnv
  /** Epoch seconds: the only clock there is. */
  now: number
  /** Prompts and progress are allowed: both ends are terminals and no CI is running. */
  interactive: boolean
  /** Shows how far long work has come, on standard error; null when that is no terminal. */
  progress: ((commits: number | null) => void) | null
  /** Columns of the terminal; null in a pipe. */
  columns: number | null
  colour: boolean
  /** Writes lines to standard output. */
  print(text: string): void
  /** Writes lines to standard error. */
  complain(text: string): void
}

export function processIo(): Io {
  const { stdin, stdout, stderr, env } = process
  const colour = Boolean(stdout.isTTY && !env.NO_COLOR && env.TERM !== 'dumb')
  const line = (text: string) => printable(text.endsWith('\n') ? text : `${text}\n`, colour)
  return {
    cwd: process.cwd(),
    env,
    now: Math.floor(Date.now() / 1000),
    interactive: Boolean(stdin.isTTY && stdout.isTTY && !env.CI),
    progress: stderr.isTTY && !env.CI ? progressOn(stderr) : null,
    columns: stdout.isTTY ? stdout.columns : null,
    colour,
    print: (text) => void stdout.write(line(text)),
    complain: (text) => void stderr.write(line(text)),
  }
}

/** One line that writes over itself; what is done within half a second shows nothing. */
function progressOn(stderr: NodeJS.WriteStream): (commits: number | null) => void {
  const start = Date.now()
  let shown = false
  return (commits) => {
    if (commits !== null && Date.now() - start > 500) {
      stderr.write(`\rreading history: ${commits.toLocaleString('en')} commits`)
      shown = true
    } else if (commits === null && shown) {
      stderr.write('\r\x1b[K')
      shown = false
    }
  }
}
