import { spawn } from 'node:child_process'
import type { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { GitError } from './errors.ts'
import { argumentsOf, type Invocation, type Place } from './operation.ts'

const complaintLimit = 8_000

/** Writes what another call prints. What goes wrong there is thrown to who reads this call's output. */
async function feed(input: AsyncIterable<Uint8Array>, stdin: Writable): Promise<void> {
  const fed = pipeline(input, stdin).catch((error: NodeJS.ErrnoException) => {
    // Git ended before it had read everything; its exit code says why.
    if (error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error
  })
  fed.catch(() => {})
  return fed
}

/**
 * Runs git and yields its output as it comes. A slow consumer slows git down (the pipe fills), and one that stops
 * early ends it.
 *
 * @throws GitError when git exits with anything but 0; the system's error when it cannot be started.
 */
export async function* output(invocation: Invocation, place: Place): AsyncGenerator<Buffer> {
  const child = spawn('git', argumentsOf(invocation), {
    cwd: place.cwd,
    env: { ...place.env, ...invocation.env },
    windowsHide: true,
  })
  const closed = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  // It is awaited below; until then a failed start must not count as an unhandled rejection.
  closed.catch(() => {})

  // Git may end before it has read everything (EPIPE); its exit code then says why.
  child.stdin.on('error', () => {})
  const { input = '' } = invocation
  const fed = typeof input === 'string' ? void child.stdin.end(input) : feed(input, child.stdin)

  let complaint = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(0, complaintLimit)
  })

  try {
    for await (const chunk of child.stdout) yield chunk as Buffer
    await fed
    const code = await closed
    if (code !== 0) throw new GitError(invocation.args, code, complaint)
  } finally {
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
      child.kill()
      await closed
    }
  }
}
