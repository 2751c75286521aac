import { ignoredFiles } from '../../project/ignored.ts'
import { openProject, type Project } from '../../project/project.ts'
import { type Survey, survey } from '../../project/survey.ts'
import { documentLimit } from '../../workspace/bytes.ts'
import { type ReadConfig, readConfig } from '../../workspace/configuration.ts'
import { readFile } from '../../workspace/files.ts'
import { newRecord } from '../../workspace/new-record.ts'
import { configName } from '../../workspace/root.ts'
import { writeAll } from '../../workspace/write.ts'
import { exit } from '../exit.ts'
import type { Io } from '../io.ts'
import { complainOf } from './status.ts'

interface Options {
  yes?: boolean
  dryRun?: boolean
  json?: boolean
}

interface Offer {
  path: string
  text: string
  /** What is there now. */
  was: string | null
  /** The part of it that is new. */
  added: string
  /** What it is for, in one line. */
  why: string
}

export async function run(io: Io, _args: [], options: Options): Promise<number> {
  const project = await openProject(io.cwd, io.env, io.progress)
  const found = await survey(project)
  const config = await readConfig(project.root)
  // A configuration that cannot be read is nothing to build on.
  if (config.problems.length > 0) return complainOf(config.problems, io)
  const offers = await offersFor(project, found, config)
  const accepted = options.dryRun ? [] : await accept(io, found, offers, options)
  await writeAll(project.root, accepted)
  const writes = accepted.map(({ path }) => path)
  if (options.json) {
    io.print(
      JSON.stringify({ schema: 1, found, offers: offers.map(({ path, why }) => ({ path, why })), writes }, null, 2),
    )
    return exit.fine
  }
  if (!io.interactive || options.yes || options.dryRun) io.print(sentence(found))
  for (const { path, why } of accepted) io.print(`wrote ${path}: ${why}`)
  if (offers.length === 0) io.print('Everything is set up; nothing to write.')
  else if (accepted.length === 0) {
    for (const { path, added, why } of offers) io.print(`would write ${path}: ${why}\n${indented(added)}`)
    io.print('Next: mortem init --yes')
  }
  if (offers.length === accepted.length) io.print(nextStep(found))
  return exit.fine
}

/** `Found 28 post-mortems in docs/post-mortems; 58 runbooks; a GitHub remote; no hook manager.` */
function sentence({ folder, documents, records, runbooks, forge, hookManager }: Survey): string {
  const count = (n: number, word: string) => (n === 0 ? `no ${word}s` : `${n} ${word}${n === 1 ? '' : 's'}`)
  const names = {
    github: 'GitHub',
    gitlab: 'GitLab',
    forgejo: 'Forgejo',
    gitea: 'Gitea',
    bitbucket: 'Bitbucket',
    sourcehut: 'sourcehut',
  }
  return `Found ${[
    `${count(documents, 'written post-mortem')}${folder ? ` in ${folder}` : ''}`,
    count(records, 'record'),
    count(runbooks, 'runbook'),
    forge ? `a ${names[forge.kind]} remote` : 'no remote of a known forge',
    hookManager ?? 'no hook manager',
  ].join('; ')}.`
}

function nextStep({ documents, folder }: Survey): string {
  const known =
    documents > 0
      ? `\n  The ${documents} post-mortems in ${folder} stay as they are; commits that name them are found, the index lists them.`
      : ''
  return `Next: mortem new "what is broken", or mortem new --from <commit> for an incident of the past.${known}`
}

/** What is not there yet: the configuration, and the line that keeps the tracker out of git. */
async function offersFor(project: Project, found: Survey, { config, text: written }: ReadConfig): Promise<Offer[]> {
  const { root } = project
  const offers: Offer[] = []
  if (written === null) {
    const why = found.forge ? 'configuration; commit links are pinned to this forge' : 'configuration'
    const text = configOf(found)
    offers.push({ path: configName, text, was: null, added: text, why })
  }
  const folder = written === null && found.folder ? found.folder : config.paths['post-mortems']
  const tracker = `${folder}/ACTION-ITEMS.md`
  const rule = `/${tracker.replace(/[\\*?[\]]/g, '\\$&')}`
  const { text: existing, problem } = readFile(root, '.gitignore', documentLimit)
  const ignore = existing ?? ''
  // Git calls nothing ignored that it tracks already, so the line itself is looked for as well.
  const known = ignore.split(/\r?\n/).includes(rule) || (await ignoredFiles(project, [tracker])).size > 0
  if (config.documents.tracker === 'built' && !known && !problem) {
    const lead = ignore === '' || ignore.endsWith('\n') ? ignore : `${ignore}\n`
    const added = `# Moves with every commit; mortem build writes it.\n${rule}\n`
    offers.push({
      path: '.gitignore',
      text: lead + added,
      was: existing,
      added,
      why: 'the tracker moves with history, so it stays out of git',
    })
  }
  return offers
}

function configOf({ folder, runbookFolder, forge }: Survey): string {
  const paths = {
    ...(folder && folder !== 'post-mortems' && { 'post-mortems': folder }),
    ...(runbookFolder && runbookFolder !== 'runbooks' && { runbooks: runbookFolder }),
  }
  const value = {
    ...(Object.keys(paths).length > 0 && { paths }),
    forge: forge ? { kind: forge.kind, url: forge.url } : { kind: 'none' },
  }
  return `# mortem: post-mortems from git. All keys: mortem schema config\n${newRecord(value)}`
}

async function accept(io: Io, found: Survey, offers: Offer[], { yes, json }: Options): Promise<Offer[]> {
  if (yes) return offers
  if (!io.interactive || json || offers.length === 0) return []
  const { confirm, intro, isCancel } = await import('../prompts.ts')
  intro(sentence(found))
  const accepted: Offer[] = []
  for (const offer of offers) {
    const answer = await confirm({ message: `Write ${offer.path}? (${offer.why})` })
    if (isCancel(answer)) return []
    if (answer) accepted.push(offer)
  }
  return accepted
}

function indented(text: string): string {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n')
}
