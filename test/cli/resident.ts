/** The program in a thread that has loaded it already: most of a short call is loading it. */
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads'
import type { Ran } from './run.ts'

/** Milliseconds after which a call is taken to hang. */
const longest = 60_000

/** Starts the thread for the program in this folder (a URL), and returns a function that runs one call in it and waits. */
export function resident(dist: URL): (args: string[], cwd: string, env: NodeJS.ProcessEnv) => Ran {
  const { port1: port, port2: far } = new MessageChannel()
  const done = new Int32Array(new SharedArrayBuffer(4))
  const thread = new Worker(new URL('resident-thread.mjs', import.meta.url), {
    workerData: { dist: dist.href, port: far, done },
    transferList: [far],
  })
  thread.unref()
  return (args, cwd, env) => {
    Atomics.store(done, 0, 0)
    port.postMessage({ args, cwd, env })
    if (Atomics.wait(done, 0, 0, longest) === 'timed-out') throw new Error(`mortem ${args.join(' ')} does not end`)
    return receiveMessageOnPort(port)?.message
  }
}
