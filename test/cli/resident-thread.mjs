// The thread of resident.ts: the built program, loaded once, runs each call as `dist/cli/main.js` does.
import { workerData } from 'node:worker_threads'

const { dist, port, done } = workerData
const load = (file) => import(new URL(`cli/${file}`, dist).href)
const [{ run }, { report }, { printable }] = await Promise.all(['program.js', 'exit.js', 'printable.js'].map(load))

port.on('message', async ({ args, cwd, env }) => {
  const said = { out: '', err: '' }
  const line = (text) => printable(text.endsWith('\n') ? text : `${text}\n`, false)
  const io = {
    cwd,
    env,
    now: Math.floor(Date.now() / 1000),
    interactive: false,
    progress: null,
    columns: null,
    colour: false,
    print: (text) => {
      said.out += line(text)
    },
    complain: (text) => {
      said.err += line(text)
    },
  }
  const code = await run(['node', 'mortem', ...args], io).catch((error) => report(error, io))
  port.postMessage({ code, ...said })
  Atomics.store(done, 0, 1)
  Atomics.notify(done, 0)
})
