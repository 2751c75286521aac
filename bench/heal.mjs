// How many dead hashes and reverts of real repositories are led to the right commit.
//   npm run build && node bench/heal.mjs CLONE...        clones or mirrors; nothing is written to them
// Cherry-picks: each `(cherry picked from commit X)` whose X the clone has, but not on the branch of the pick. X is taken
// for a hash that a record holds with its fingerprint, and the pick is what the ladder must find. Reverts: each commit of
// HEAD's history whose subject says that it takes something back.
import { basename, dirname, resolve } from 'node:path'
import { openHistory } from '../dist/git/history.js'
import { openRepository } from '../dist/git/repository.js'
import { Ground } from '../dist/ledger/heal/ground.js'
import { knownOf } from '../dist/ledger/heal/known.js'
import { climb } from '../dist/ledger/heal/ladder.js'
import { revertsIn } from '../dist/ledger/reverts.js'
import { scan } from '../dist/ledger/scan.js'
import { formatInstant } from '../dist/model/time.js'

const words = { remediates: 'Remediates', retires: '', incident: '', mitigates: '', causedBy: '', trackers: [] }
const verbose = process.argv.includes('--verbose')
const clones = process.argv.slice(2).filter((arg) => !arg.startsWith('--'))
if (clones.length === 0) throw new Error('name a clone: node bench/heal.mjs CLONE...')

for (const clone of clones) {
  const repository = await openRepository(resolve(clone), process.env)
  const name = basename(dirname(resolve(clone)))
  await reverts(repository, name)
  if (!process.argv.includes('--reverts')) await cherryPicks(repository, name)
}

async function reverts(repository, name) {
  const history = await openHistory(repository, null)
  const { graph, speaking } = await scan(history, words)
  const found = await revertsIn(new Ground(graph, speaking, history), null)
  const by = {}
  for (const revert of found) by[revert.by ?? 'none'] = (by[revert.by ?? 'none'] ?? 0) + 1
  const told = found.filter(({ targets }) => targets.length > 0).length
  if (verbose)
    for (const { commit, targets, by } of found)
      console.log(
        `${by ?? 'none'}: ${graph.at(commit).hash.slice(0, 10)} ${graph.at(commit).subject}${targets.map((n) => `\n    ${graph.at(n).hash.slice(0, 10)} ${graph.at(n).subject}`).join('')}`,
      )
  console.log(
    `\n### ${name}: reverts\n\n${told} of ${found.length} (${((100 * told) / found.length).toFixed(1)} %): ${Object.entries(
      by,
    )
      .map(([key, n]) => `${key} ${n}`)
      .join(', ')}`,
  )
}

async function cherryPicks(repository, name) {
  const picks = await pickLines(repository)
  const sources = await sourcesOf(repository, picks)
  const inRepository = picks.filter(({ source }) => sources.has(source))
  const counts = { with: tally(), without: tally() }
  let left = inRepository
  let reachable = 0
  while (left.length > 0) {
    const tip = left[0].pick
    const history = await openHistory(repository, tip)
    const { graph, speaking } = await scan(history, words)
    const here = left.filter(({ pick }) => graph.number(pick) !== null)
    left = left.filter(({ pick }) => graph.number(pick) === null)
    const silent = new Map([...speaking].map(([n, facts]) => [n, { ...facts, relations: [] }]))
    const grounds = { with: new Ground(graph, speaking, history), without: new Ground(graph, silent, history) }
    for (const { pick, source } of here) {
      const known = sources.get(source)
      if (graph.number(known.hash) !== null) {
        reachable++
        continue
      }
      const right = new Set(
        here.filter((other) => other.source === source).flatMap(({ pick }) => graph.twins(graph.number(pick))),
      )
      for (const [kind, ground] of Object.entries(grounds)) {
        const healing = await climb(known, ground)
        const outcome =
          healing.commit !== null
            ? right.has(healing.commit)
              ? 'right'
              : 'wrong'
            : healing.candidates.length > 0
              ? 'ambiguous'
              : 'none'
        counts[kind][outcome]++
        counts[kind].by[healing.by ?? outcome] = (counts[kind].by[healing.by ?? outcome] ?? 0) + 1
        if (verbose && outcome !== 'right')
          console.log(
            kind,
            outcome,
            healing.by,
            'source',
            source,
            'pick',
            pick,
            'said',
            [healing.commit ?? healing.candidates]
              .flat()
              .map((n) => graph.at(n).hash)
              .join(' '),
            'tip',
            tip,
          )
      }
    }
  }
  const total = inRepository.length - reachable
  const percent = (n) => `${n} (${((100 * n) / total).toFixed(1)} %)`
  console.log(
    `\n### ${name}: cherry-picks\n\n${picks.length} lines, ${inRepository.length} with their source in the clone, ${reachable} of these on the same branch\n`,
  )
  console.log('| ladder | right | ambiguous | not found | wrong | by |\n|---|---|---|---|---|---|')
  for (const [kind, { right, ambiguous, none, wrong, by }] of Object.entries(counts))
    console.log(
      `| ${kind} the -x line | ${percent(right)} | ${percent(ambiguous)} | ${percent(none)} | ${percent(wrong)} | ${Object.entries(
        by,
      )
        .map(([key, n]) => `${key} ${n}`)
        .join(', ')} |`,
    )
}

function tally() {
  return { right: 0, ambiguous: 0, none: 0, wrong: 0, by: {} }
}

/** All `-x` lines of the clone as pick and source, newest commit first. */
async function pickLines(repository) {
  const args = ['log', '--all', '-z', '--date-order', '--format=%H%x00%B', '-F', '--grep=cherry picked from commit']
  const parts = []
  for await (const batch of repository.stream({ args })) parts.push(...batch)
  const pairs = []
  for (let at = 0; at + 1 < parts.length; at += 2)
    for (const [, source] of parts[at + 1].matchAll(/^\s*\(cherry picked from commit ([0-9a-f]{7,64})\)/gim))
      pairs.push({ pick: parts[at], source: source.toLowerCase() })
  return pairs
}

/** Source → what a record would know of it. */
async function sourcesOf(repository, picks) {
  const history = await openHistory(repository, null)
  const objects = await history.objects([...new Set(picks.map(({ source }) => source))])
  const single = [...objects].filter(([, commits]) => commits.length === 1)
  const hashes = single.map(([, [commit]]) => commit.hash)
  const [ids, changes] = [await history.patchIds(hashes), await history.changes(hashes)]
  return new Map(
    single.map(([source, [commit]]) => {
      const print = ids.get(commit.hash)
      const { hash, message, author, email, authored } = commit
      const subject = message
        .trimStart()
        .split(/\n\s*\n/, 1)[0]
        .replace(/\s+/g, ' ')
        .trim()
      const paths = (changes.get(hash) ?? []).map(({ path }) => path)
      const known = knownOf({
        commit: hash,
        subject,
        author: `${author} <${email}>`,
        date: formatInstant(authored * 1000),
        'patch-id': print?.full ?? null,
        'patch-id-u0': print?.bare ?? null,
        request: null,
        paths: paths.length > 20 ? [] : paths,
      })
      return [source, known]
    }),
  )
}
