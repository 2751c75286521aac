/** The scripts of the project: the demo, the pages and schemas made from the code, the project's own example. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { json, main, packageRoot, type Ran, story } from '../cli/run.ts'

function node(...args: string[]): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: packageRoot,
    env: { ...process.env, CI: 'true', NO_COLOR: '1', TZ: 'UTC' },
    encoding: 'utf8',
  })
  return { code: status, out: stdout, err: stderr }
}

test('the demo tells its story and ends with what it made', () => {
  const { code, out, err } = node('scripts/demo.mjs')
  expect({ code, err }).toEqual({ code: 0, err: '' })
  for (const said of [
    '.demo/ is a repository of 21 commits:',
    'keel: keep automatic upgrades off what is bound to a schema',
    '$ mortem status',
    'stale: called open, but done in git',
    '2026-06-10-authentik-boot-storm#A3  Reap idle transactions in pgbouncer',
    'declared todo, by history done · e8022978 authentik: harden the stack after the boot storm (trailer)',
    '$ mortem check',
    '.demo/post-mortems/2026-06-10-authentik-boot-storm.md',
    '.demo/post-mortems/ACTION-ITEMS.md',
  ])
    expect(out).toContain(said)
})

/** What the story is built to show (scripts/story/steps.mjs): action, declared, by history, proven, and its evidence. */
const evidence = `
keel A1        done        done        proven    exclude fixed trailer certain
keel A2        done        done        proven    alert fixed record certain
keel A3        done        done        proven    digest fixed flip certain
keel A4        done        done        proven    upgrades fixed bullet probable
keel A5        todo        todo        unproven
boot-storm A1  done        done        proven    hardening fixed trailer certain
boot-storm A2  done        done        proven    hardening fixed bullet certain
boot-storm A3  todo        done        proven    hardening fixed trailer certain
boot-storm A4  done        done        proven    hardening fixed bullet probable
boot-storm A5  done        done        proven    checksum fixed tracker probable
boot-storm A6  todo        todo        unproven
boot-storm A7  todo        done        unproven  closeout related close-out probable
boot-storm A8  todo        done-alt    unproven  closeout related close-out probable
boot-storm A9  in-progress in-progress unproven
`

/** Commits of the incidents themselves; those that only write the record have no name in the story. */
const incidents = `
keel        5 related trailer certain
keel        upgrades related tag certain
boot-storm  enrol caused record certain
boot-storm  speedup caused record certain
boot-storm  12 related trailer certain
boot-storm  hardening related trailer certain
boot-storm  closeout related mention certain
`

interface Linked {
  commit: string
  relation: string
  via: string
  strength: string
}

test('the story as mortem status --json has it', async () => {
  const repo = await story()
  const report = json(repo, 'status', '--json', '--at', 'HEAD')
  const spoken = ({ commit, relation, via, strength }: Linked) => {
    const at = repo.commits.findIndex(({ hash }) => hash === commit)
    return `${repo.commits[at]?.name ?? at + 1} ${relation} ${via} ${strength}`
  }
  const rows: string[] = []
  const links: string[] = []
  for (const incident of report.incidents) {
    const name = incident.id.replace(/^[\d-]+authentik-/, '')
    for (const link of incident.links) links.push(`${name.padEnd(11)} ${spoken(link)}`)
    for (const { ref, declared, status, proven, links } of incident.actions) {
      const head = [`${name} ${ref.split('#')[1]}`.padEnd(14), declared.padEnd(11), status.padEnd(11)].join(' ')
      rows.push(`${head} ${(proven ? 'proven' : 'unproven').padEnd(9)} ${links.map(spoken).join(', ')}`.trimEnd())
    }
  }
  expect(rows.join('\n')).toBe(evidence.trim())
  expect(links.join('\n')).toBe(incidents.trim())
})

test('the pages and schemas that the code makes are current', () => {
  expect(node('scripts/reference.mjs', '--check')).toMatchObject({ code: 0, err: '' })
  expect(node('scripts/schema.mjs', '--check')).toMatchObject({ code: 0, err: '' })
})

// The reason for a skip: an unpacked archive has no history to build documents from.
test.skipIf(!existsSync(join(packageRoot, '.git')))("the project's own post-mortems are what its records make", () => {
  const { code, out } = node(main, 'build', '--check')
  expect({ code, out }).toEqual({ code: 0, out: expect.stringMatching(/\d+ documents looked at\n$/) })
})
