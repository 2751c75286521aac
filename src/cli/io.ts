/** What a command may know of the world around it: passed in, so that nothing below reads it by itself. */
export interface Io {
  cwd: string
  env: NodeJS.ProcessEnv
  /** Epoch seconds: the only clock there is. */
  now: number
  /** Prompts and progress are allowed: both ends are terminals and no CI is running. */
  interactive: boolean
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
  const line = (text: string) => (text.endsWith('\n') ? text : `${text}\n`)
  return {
    cwd: process.cwd(),
    env,
    now: Math.floor(Date.now() / 1000),
    interactive: Boolean(stdin.isTTY && stdout.isTTY && !env.CI),
    columns: stdout.isTTY ? stdout.columns : null,
    colour: Boolean(stdout.isTTY && !env.NO_COLOR && env.TERM !== 'dumb'),
    print: (text) => void stdout.write(line(text)),
    complain: (text) => void stderr.write(line(text)),
  }
}
