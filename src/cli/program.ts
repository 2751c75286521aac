/** The table of contents: every command, its options and help. Each is loaded only when it is called. */
import { readFileSync } from 'node:fs'
import { Command, InvalidArgumentError, Option } from 'commander'
import { isCalendarDate } from '../model/ids.ts'
import { classes, eventKinds, priorities, relations, verdictWords } from '../model/words.ts'
import type { Io } from './io.ts'

/** A command's module: takes positional arguments and options, returns the exit code. */
interface Runner {
  run(io: Io, args: never, options: never): Promise<number>
}

export const version: string = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).version

/** Runs one call. @throws CommanderError for a wrong call, else what the command throws. */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  let code = 0
  const lazily =
    (load: () => Promise<Runner>) =>
    async (...received: unknown[]) => {
      const command = received.at(-1) as Command
      const runner = await load()
      const call = () => runner.run(io, received.slice(0, -2) as never, command.optsWithGlobals() as never)
      code = await settled(call)
    }
  await createProgram(io, lazily).parseAsync(argv)
  return code
}

/** Two people log at once: who comes second runs again, on the record as the first left it. By name: see exit.ts. */
export async function settled(call: () => Promise<number>, tries = 100): Promise<number> {
  try {
    return await call()
  } catch (error) {
    if (tries === 1 || !(error instanceof Error) || error.name !== 'RecordChanged') throw error
    return settled(call, tries - 1)
  }
}

type Lazily = (load: () => Promise<Runner>) => (...received: unknown[]) => Promise<void>

const asText = '<text>'
const at = new Option('--at <rev>', 'as of this commit: moves history and tree, never records')
const incident = () => new Option('-i, --incident <id>', 'the incident (default: the current one)')
const json = () => new Option('--json', 'print the result as JSON')
const severity = () => new Option('--severity <severity>', 'SEV1 (worst) to SEV5, or a word of your scale')
const summary = () => new Option('--summary <text>', 'one paragraph that a stranger understands')
const dryRun = () => new Option('--dry-run', 'say what would be written, write nothing')
const when = () => new Option('--at <time>', '09:03, -5m, 2026-06-10T22:40Z (default: now)')

export function createProgram(io: Pick<Io, 'print' | 'complain'>, lazily: Lazily): Command {
  const program = new Command('mortem')
    .description('Post-mortems from git: every remediation tied to the commit that made it.')
    .version(version, '-V, --version')
    .configureOutput({
      writeOut: (text) => io.print(text.trimEnd()),
      writeErr: (text) => io.complain(text.trimEnd()),
    })
    .showSuggestionAfterError()
    .helpCommand('help [command]', 'help for a command')
    .exitOverride()
    .addHelpText(
      'after',
      '\nStart: mortem init, then mortem new "what is broken".  Exit codes: 0 fine, 1 findings, 2 usage or unreadable input, 3 no git or repository.',
    )

  program.commandsGroup('Start:')
  program
    .command('init')
    .description('look at this repository, say what was found, offer a configuration')
    .option('-y, --yes', 'take the offers without asking')
    .addOption(dryRun())
    .addOption(json())
    .action(lazily(() => import('./commands/init.ts')))

  program.commandsGroup('During an incident:')
  program
    .command('new')
    .description('a new incident: its record and its post-mortem')
    .argument('[title]', 'what is broken, in a few words')
    .option('--from <rev>', 'draft it from the messages of this commit or range')
    .option('--suggest', 'rank commits that look like incidents without a record; write nothing')
    .addOption(severity())
    .addOption(summary())
    .option('--service <name>', 'an affected service (may be repeated)', collect, [])
    .option('--owner <name>', 'who leads')
    .addOption(new Option('--started <time>', 'when impact began: 09:03, -5m, 2026-06-10T22:20Z (default: about now)'))
    .addOption(dryRun())
    .addOption(json())
    .action(lazily(() => import('./commands/new.ts')))
  program
    .command('log')
    .description('add an event to the timeline')
    .argument(asText, 'what happened')
    .addOption(incident())
    .addOption(when())
    .addOption(
      new Option('--kind <kind>', 'what kind of event; it sets the phase that is not known yet').choices(eventKinds),
    )
    .option('--source <source>', 'where it can be seen: a log, a graph, an address')
    .option('--out-of-band', 'a change outside git (kubectl, a web console): also listed as a change to codify')
    .addOption(
      new Option('--relation <relation>', 'what that change did')
        .choices(relations)
        .default('mitigated')
        .implies({ outOfBand: true }),
    )
    .addOption(
      new Option('--action <id>', 'the action that this change serves; it is then out of band').implies({
        outOfBand: true,
      }),
    )
    .addOption(dryRun())
    .addOption(json())
    .action(lazily(() => import('./commands/log.ts')))
  program
    .command('resolve')
    .description('impact is over: sets the time and the status, says what the record still lacks')
    .addOption(incident())
    .addOption(when())
    .addOption(severity())
    .addOption(summary())
    .addOption(dryRun())
    .addOption(json())
    .action(lazily(() => import('./commands/resolve.ts')))
  program
    .command('close')
    .description('the follow-up is settled: sets the status, takes in what git says is done')
    .addOption(incident())
    .addOption(severity())
    .addOption(summary())
    .option('--accept', 'write what git says is done into the record without asking')
    .addOption(dryRun())
    .addOption(json())
    .action(lazily(() => import('./commands/close.ts')))

  program.commandsGroup('Follow-up:')
  actionCommand(program, lazily)
  program
    .command('status')
    .description('where all actions stand')
    .option('--open', 'open ones')
    .option('--overdue', 'open ones past their due date')
    .option('--stale', 'called open, but done in git')
    .option('--unproven', 'called done, but nothing shows it')
    .option('--lost', 'done once, and no longer in the tree')
    .option('--owner <name>', 'of this owner')
    .option('--type <type>', 'of this type')
    .option('--service <name>', 'of incidents of this service')
    .option('--severity <severity>', 'of incidents of this severity')
    .addOption(new Option('-i, --incident <id>', 'of this incident'))
    .addOption(
      new Option('--format <format>', 'how to print').choices(['text', 'json', 'csv', 'markdown']).default('text'),
    )
    .addOption(new Option('--json', 'short for --format json').implies({ format: 'json' }))
    .addOption(at)
    .action(lazily(() => import('./commands/status.ts')))
  program
    .command('show')
    .description('one incident or action completely: evidence, words, timeline')
    .argument('<incident|action>', 'an id, a short form (boot-storm#A1) or an alias')
    .addOption(at)
    .addOption(json())
    .action(lazily(() => import('./commands/show.ts')))

  program
    .command('review')
    .description('walk through what needs somebody: lost, overdue, stale and ownerless actions, one key each')
    .addHelpText('after', '\nOutside a terminal it prints them, each with the commands that the keys stand for.')
    .addOption(new Option('-i, --incident <id>', 'of this incident'))
    .addOption(dryRun())
    .addOption(json())
    .action(lazily(() => import('./commands/review.ts')))

  program.commandsGroup('Commits:')
  program
    .command('link')
    .description('tie a commit to an action, or find the commit that did it')
    .argument('[action]', 'its reference: boot-storm#A1')
    .argument('[commit]', 'the commit that did it')
    .option('--suggest', 'rank commits for this action, or for all that no commit answers, with reasons')
    .option(
      '--accept',
      'record the first suggestion; with a commit: also the probes that would keep it; with --heal --write: also proposals',
    )
    .option('--heal', 'find the survivors of dead hashes in records and documents')
    .option('--write', 'with --heal: write them')
    .addOption(dryRun())
    .addOption(json())
    .action(lazily(() => import('./commands/link.ts')))
  program
    .command('why')
    .description('which incident a line, a file or a commit answers, through renames, reverts and mass re-adds')
    .argument('<path[:line]|commit>')
    .addOption(at)
    .addOption(json())
    .action(lazily(() => import('./commands/why.ts')))

  program.commandsGroup('Documents and checks:')
  program
    .command('build')
    .description('write post-mortems, tracker and index from records and history')
    .option('--check', 'write nothing; exit 1 when records, templates or configuration moved on')
    .option('--out <folder>', 'write below this folder instead of into the repository')
    .addOption(new Option('--take <side>', 'settle edited regions of a file').choices(['generated', 'mine']))
    .argument('[file...]', 'only these documents')
    .addOption(at)
    .addOption(dryRun())
    .addOption(json())
    .action(lazily(() => import('./commands/build.ts')))
  program
    .command('check')
    .description('all rules over records and history')
    .option('--strict', 'warnings are errors')
    .option('--update-baseline', 'write what is found into the baseline: from then on only what is new is reported')
    .option('--no-baseline', 'report all of it')
    .addOption(new Option('--dry-run', 'with --update-baseline: write nothing'))
    .addOption(new Option('--format <format>', 'how to print').choices(['text', 'json']).default('text'))
    .addOption(new Option('--json', 'short for --format json').implies({ format: 'json' }))
    .addOption(at)
    .action(lazily(() => import('./commands/check.ts')))
  program
    .command('schema')
    .description('the JSON Schema of a kind of file')
    .argument('<kind>', 'incident, config, status or baseline')
    .action(lazily(() => import('./commands/schema.ts')))
  return program
}

function actionCommand(program: Command, lazily: Lazily): void {
  // Made by the program, not added to it: only so does it inherit how errors end.
  const action = program
    .command('action')
    .description('add and settle action items; comments and order of the record stay')
  const ref = 'its reference: boot-storm#A1'
  action
    .command('add')
    .description('a new action item')
    .argument('<title>', 'a verb and an object: Alert on pool waits')
    .addOption(incident())
    .addOption(new Option('--priority <priority>', 'urgency').choices(priorities))
    .addOption(new Option('--class <class>', 'what it is for').choices(classes))
    .option('--type <type>', 'what kind of work: alert, config, runbook …')
    .option('--owner <name>')
    .option('--due <date>', '2026-06-17', date)
    .option('--tracker <id>', 'its issue')
    .option('--addresses <cause>', 'the cause it answers: C1 (may be repeated)', collect, [])
    .addOption(dryRun())
    .addOption(json())
    .action(lazily(() => import('./commands/action-add.ts')))
  action
    .command('done')
    .description('it is done')
    .argument('<action>', ref)
    .option('--commit <commit>', 'the commit that did it (may be repeated)', collect, [])
    .option('--reason <text>', 'how: it is then done another way than its title says')
    .addOption(dryRun())
    .addOption(json())
    .action(lazily(() => import('./commands/action-done.ts')))
  action
    .command('assign')
    .description('give it an owner, a due date, or both')
    .argument('<action>', ref)
    .argument('[owner]', 'who does it')
    .option('--due <date>', '2026-06-17', date)
    .addOption(dryRun())
    .addOption(json())
    .action(lazily(() => import('./commands/action-assign.ts')))
  action
    .command('drop')
    .description('it will not be done')
    .argument('<action>', ref)
    .requiredOption('--reason <text>', 'why not')
    .addOption(dryRun())
    .addOption(json())
    .action(lazily(() => import('./commands/action-drop.ts')))
  action
    .command('verdict')
    .description('what was done for it may be gone: that commit superseded or retired it, or it is a risk you accept')
    .argument('<action>', ref)
    .argument('<commit>', 'the commit that took it away, or one after it')
    .addOption(new Option('--as <verdict>', 'what it is').choices(verdictWords).makeOptionMandatory())
    .requiredOption('--reason <text>', 'why')
    .addOption(dryRun())
    .addOption(json())
    .action(lazily(() => import('./commands/action-verdict.ts')))
}

function collect(value: string, before: string[]): string[] {
  return [...before, value]
}

function date(value: string): string {
  if (!isCalendarDate(value)) throw new InvalidArgumentError('Expected a day of the calendar, such as 2026-06-17.')
  return value
}
