// Shows mortem at work: builds a small repository with a story in .demo/, and runs the commands that matter there.
import { spawnSync } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildStory, environmentWithoutGit, gitIn } from './story/build.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const demo = join(root, '.demo')
const main = join(root, 'dist', 'cli', 'main.js')

if (!existsSync(main)) fail('dist/ is not built; run: npm run demo')

rmSync(demo, { recursive: true, force: true })
const commits = buildStory(demo)
const git = gitIn(demo)
console.log(`.demo/ is a repository of ${commits.length} commits:\n`)
for (const { hash, date, subject } of commits) console.log(`  ${hash.slice(0, 8)}  ${date.slice(0, 10)}  ${subject}`)

mortem(['build'])
mortem(['status'])
// The story holds a lost fix and overdue actions, so findings (exit code 1) are what `check` is expected to have.
mortem(['check'], [0, 1])

// All that is untracked was just written, whether git ignores it or not.
const written = git(['ls-files', '--others']).split('\n').filter(Boolean)
if (written.length === 0) fail('mortem build wrote nothing')
const width = Math.max(...written.map((path) => path.length))
console.log('\nWritten by mortem build, from the records and the history alone:\n')
for (const path of written) console.log(`  .demo/${path.padEnd(width)}  ${meaning(path)}`)
console.log(`
To look further:
  cd .demo && node ../dist/cli/main.js show 2026-06-10-authentik-boot-storm
  cd .demo && node ../dist/cli/main.js show 2026-05-17-authentik-keel#A1`)

/** Runs one command in the demo as a person would; any exit code but the expected ones ends the demo. */
function mortem(args, expected = [0]) {
  console.log(`\n$ mortem ${args.join(' ')}`)
  const { status, error } = spawnSync(process.execPath, [main, ...args], {
    cwd: demo,
    stdio: 'inherit',
    env: environmentWithoutGit(),
  })
  if (error) throw error
  if (!expected.includes(status)) fail(`mortem ${args[0]} ended with exit code ${status}`)
}

function meaning(path) {
  const name = basename(path)
  if (name === 'README.md') return 'the index of all incidents'
  if (name === 'ACTION-ITEMS.md') return 'the tracker: what is open, overdue or lost'
  if (/^\d{4}-\d{2}-\d{2}-.*\.md$/.test(name)) return 'a post-mortem, with what each of its commits did'
  return ''
}

function fail(message) {
  console.error(`demo: ${message}`)
  process.exit(1)
}
