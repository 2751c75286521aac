// Replays the guard over the last commits of a clone, with the records in its working tree: what would it have said?
//
//   node bench/guard.mjs CLONE [COUNT] [COMMIT...]     the last COUNT commits (default 1000), or just these
//
// Each commit is judged against its parents as if it were staged, with the ledger as of its first parent. Commits that
// touch no watched path and delete nothing much are counted and not judged: the guard has nothing to ask of them.
import { execFileSync } from 'node:child_process'
import { guardCommit, openGuard } from '../dist/project/guard.js'

const [clone, count = '1000', ...only] = process.argv.slice(2)
if (!clone) {
  console.error('usage: node bench/guard.mjs CLONE [COUNT] [COMMIT...]')
  process.exit(2)
}
const git = (...args) => execFileSync('git', ['-C', clone, ...args], { encoding: 'utf8', maxBuffer: 1 << 28 }).trim()
const commits =
  only.length > 0 ? only.map((rev) => git('rev-parse', rev)) : git('rev-list', `-n${count}`, 'HEAD').split('\n')

const guard = await openGuard(clone, process.env)
let [warned, blocked, judged] = [0, 0, 0]
for (const commit of commits) {
  const warnings = await guardCommit(guard, commit)
  if (warnings === null) continue
  judged++
  if (warnings.some(({ rule }) => rule === 'guard-mass-loss')) blocked++
  else if (warnings.length > 0) warned++
  if (warnings.length === 0 && only.length === 0) continue
  console.log(`${commit.slice(0, 8)} ${git('log', '-1', '--format=%cs %s', commit)}`)
  if (warnings.length === 0) console.log('    silent')
  for (const { rule, losses, deleted, files } of warnings)
    for (const { incident, action, link, lines, stood, left } of losses.slice(0, 5)) {
      console.log(
        `    ${rule} ${action?.ref ?? incident.record.id} (${link.commit.slice(0, 8)}) ${stood - left} of ${stood}; deletes ${deleted} of ${files} files`,
      )
      for (const line of lines.slice(0, 3))
        console.log(`        ${line.removed ? '+' : '-'} ${line.path}  ${line.text}`)
    }
}
const share = (n) => `${((100 * n) / commits.length).toFixed(1)} %`
console.log(
  `\n| commits | judged | warned | blocked |\n|---|---|---|---|\n| ${commits.length} | ${judged} | ${warned} (${share(warned)}) | ${blocked} (${share(blocked)}) |`,
)
