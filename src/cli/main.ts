#!/usr/bin/env node
import * as nodeModule from 'node:module'
import { processIo } from './io.ts'

// Before anything else is loaded, so that it is of use. Node 20 does not have it, nor do the types of it.
;(nodeModule as { enableCompileCache?: () => unknown }).enableCompileCache?.()

const io = processIo()
// A reader that closes early (`mortem status | head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
})

const { run } = await import('./program.ts')
try {
  process.exitCode = await run(process.argv, io)
} catch (error) {
  const { report } = await import('./exit.ts')
  process.exitCode = report(error, io)
}
