// Is the package sound? Packs it, lints it, installs it into an empty project and uses the command and the types there.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const folder = mkdtempSync(join(tmpdir(), 'mortem-package-'))
const bin = (name) => join(root, 'node_modules', '.bin', name)
const run = (command, args, cwd = folder) =>
  execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })

try {
  const [{ filename, size, files }] = JSON.parse(run('npm', ['pack', '--json', '--pack-destination', folder], root))
  const tarball = join(folder, filename)
  console.log(`packed ${files.length} files, ${Math.round(size / 1024)} kB`)
  console.log(run(bin('publint'), [tarball, '--strict'], root).trim())
  console.log(run(bin('attw'), [tarball, '--profile', 'esm-only', '--no-color'], root).trim().split('\n')[0])

  writeFileSync(join(folder, 'package.json'), '{ "name": "empty", "private": true, "type": "module" }')
  run('npm', ['install', '--no-audit', '--no-fund', '--omit=dev', tarball])
  const help = run(join(folder, 'node_modules', '.bin', 'mortem'), ['--help'])
  if (!help.includes('status')) throw new Error('the installed command prints no help')

  writeFileSync(
    join(folder, 'use.ts'),
    `import { type CommitFacts, type Ledger, loadLedger, parseCommitMessage } from 'mortem'
const facts: CommitFacts = parseCommitMessage('fix: x\\n\\nRemediates: boot-storm#A1')
const target: string | undefined = facts.references[0]?.target
const ledger: Promise<Ledger> = loadLedger(process.cwd(), process.env).then(({ ledger }) => ledger)
if (target !== 'boot-storm#A1') throw new Error(String(target))
ledger.catch(() => {})
`,
  )
  const types = ['--typeRoots', join(root, 'node_modules', '@types'), '--types', 'node']
  run(bin('tsc'), ['use.ts', '--module', 'nodenext', '--target', 'es2023', '--strict', '--outDir', 'out', ...types])
  run(process.execPath, [join('out', 'use.js')])
  console.log('installed into an empty project: the command runs, the exports are typed and work')
} finally {
  rmSync(folder, { recursive: true, force: true })
}
