// What `mortem status` costs, as ratios in one run: cold (no cache) against a raw `git log`, warm against `node -e 0`.
//   node bench/status.mjs            a synthetic repository of 5,641 commits, made here
//   node bench/status.mjs CLONE      a scratch clone of a real one; its dated post-mortems become 28 records
//   node bench/status.mjs 100000     a synthetic one of so many commits
// Memory is the most that reading the whole ledger held at once.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const main = join(dirname(dirname(fileURLToPath(import.meta.url))), 'dist', 'cli', 'main.js')
const folder = mkdtempSync(join(tmpdir(), 'mortem-bench-'))
const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' }
const git = (...args) => execFileSync('git', ['-C', folder, ...args], { env, encoding: 'utf8', maxBuffer: 1 << 30 })

try {
  if (/^\d+$/.test(process.argv[2] ?? '')) synthetic(Number(process.argv[2]))
  else if (process.argv[2]) execFileSync('git', ['clone', '-q', '--shared', resolve(process.argv[2]), folder], { env })
  else synthetic(5641)
  writeRecords(28, 5)
  const raw = best(9, () => run('git', ['-C', folder, 'log', '-z', '--format=%H%x00%B']))
  const node = best(9, () => run(process.execPath, ['-e', '0']))
  const status = () => run(process.execPath, [main, 'status', '--json'])
  const cold = best(5, status, () => rmSync(join(folder, '.git', 'mortem'), { recursive: true, force: true }))
  const warm = best(9, status)
  const row = (name, value, unit, anchor, aim) =>
    console.log(`| ${name} | ${value.toFixed(0)} ms | ${(value / anchor).toFixed(1)}x ${unit} | ${aim} |`)
  console.log('| what | least time | ratio | aim |\n|---|---|---|---|')
  row('raw git log -z %H %B', raw, 'itself', raw, '')
  row('node -e 0', node, 'itself', node, '')
  row('mortem status, cold', cold, 'raw git log', raw, '≤ 30x')
  row('mortem status, warm', warm, 'node -e 0', node, '≤ 3x')
  console.log(`| memory, cold | ${memory()} MB | | ≤ 200 MB at 100,000 commits |`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function run(command, args) {
  const { status, error, stderr } = spawnSync(command, args, { cwd: folder, env, maxBuffer: 1 << 30 })
  if (error || status !== 0) throw error ?? new Error(`${command} ${args.join(' ')}: ${stderr}`)
}

function memory() {
  const index = join(dirname(main), '..', 'index.js')
  const code = `import { loadLedger } from ${JSON.stringify(index)}
await loadLedger(process.cwd(), process.env)
console.log(Math.round(process.resourceUsage().maxRSS / 1024))`
  const { stdout, status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
    cwd: folder,
    env,
  })
  if (status !== 0) throw new Error(String(stderr))
  return String(stdout).trim()
}

/** The least of some runs: what the work costs when nothing else gets in the way. */
function best(times, work, before = () => {}) {
  let least = Number.POSITIVE_INFINITY
  for (let i = 0; i < times; i++) {
    before()
    const start = process.hrtime.bigint()
    work()
    least = Math.min(least, Number(process.hrtime.bigint() - start) / 1e6)
  }
  return least
}

function synthetic(commits) {
  git('init', '-q', '-b', 'main')
  const stream = []
  for (let i = 1; i <= commits; i++) {
    const subject = `stack${i % 40}: change number ${i}`
    const trailer = i % 50 === 0 ? `\n\nRemediates: ${incident(i % 28)}#A${(i % 5) + 1}` : ''
    const body = `${subject}\n\n- values.yaml: set the value to ${i}\n- main.tf: follow it up in ${'prose '.repeat(i % 60)}${trailer}\n`
    stream.push(
      `commit refs/heads/main\nmark :${i}\ncommitter Bench <b@example.org> ${1_700_000_000 + i * 600} +0000`,
      `data ${Buffer.byteLength(body)}\n${body}`,
      `M 100644 inline stacks/stack${i % 40}/values.yaml\ndata ${String(i).length + 1}\n${i}\n`,
    )
  }
  execFileSync('git', ['-C', folder, 'fast-import', '--quiet'], { env, input: `${stream.join('\n')}\ndone\n` })
  git('reset', '-q', '--hard', 'main')
}

function incident(n) {
  return `2024-01-${String(n + 1).padStart(2, '0')}-bench-incident-${n}`
}

function writeRecords(incidents, actions) {
  const hashes = git('log', '--format=%H', '-n', '1000').trim().split('\n')
  mkdirSync(join(folder, 'post-mortems'), { recursive: true })
  for (let n = 0; n < incidents; n++) {
    const lines = [
      `id: ${incident(n)}`,
      `title: Bench incident ${n}`,
      'severity: SEV2',
      'status: mitigated',
      'times: { started: 2024-01-01T00:00:00Z }',
      'summary: A record to measure with.',
      'actions:',
    ]
    for (let a = 1; a <= actions; a++)
      lines.push(
        `  - { id: A${a}, priority: P${a % 4}, title: Change the value of stack ${a}, status: todo, commits: ["${hashes[(n * actions + a) % hashes.length]}"] }`,
      )
    writeFileSync(join(folder, 'post-mortems', `${incident(n)}.yaml`), `${lines.join('\n')}\n`)
  }
}
