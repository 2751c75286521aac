// Makes a fresh clone ready: installs what the lock file says and builds, each only when it is stale.
// `npm test` and `npm run demo` start here, so that they need nothing but Node and git.
import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const installed = join(root, 'node_modules', '.package-lock.json')

const stale = !existsSync(installed) || statSync(installed).mtimeMs < statSync(join(root, 'package-lock.json')).mtimeMs
// `shell` because npm is a .cmd file on Windows; every argument here is a literal.
if (stale) run('npm', ['ci'], { shell: process.platform === 'win32' })
run(process.execPath, [join(root, 'scripts', 'build.mjs')])

function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options })
  if (error) throw error
  if (status !== 0) process.exit(status ?? 1)
}
