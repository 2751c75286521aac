// Writes the reference pages that the code itself can tell: docs/commands.md, docs/rules.md and the table of evidence in
// docs/ledger.md. With --check it only says whether they differ.
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rules } from '../dist/checks/rules.js'
import { createProgram } from '../dist/cli/program.js'
import { vias } from '../dist/ledger/vias.js'
import { rulePolicies } from '../dist/model/rules.js'

const docs = join(dirname(dirname(fileURLToPath(import.meta.url))), 'docs')
const check = process.argv.includes('--check')

page('commands.md', commands())
page('rules.md', rulesPage())
const ledger = readFileSync(join(docs, 'ledger.md'), 'utf8')
page('ledger.md', ledger.replace(/(<!-- vias -->\n)[\s\S]*?(<!-- \/vias -->)/, `$1\n${viaTable()}\n$2`))

function page(name, text) {
  const file = join(docs, name)
  if (!check) writeFileSync(file, text)
  else if (read(file) !== text) {
    console.error(`docs/${name} is not what the code says; run: npm run build && npm run reference`)
    process.exitCode = 1
  }
}

function read(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}

function commands() {
  const program = createProgram({ print() {}, complain() {} }, () => async () => {})
  const parts = [
    '# Commands',
    'Made from the program itself by `npm run reference`; `mortem <command> --help` prints the same.',
  ]
  const visit = (command, name) => {
    // A fixed width, so that the page does not depend on who made it.
    command.configureHelp({ helpWidth: 110 })
    if (command.commands.length === 0 || name === 'mortem')
      parts.push(`## ${name}`, `\`\`\`\n${command.helpInformation().trimEnd()}\n\`\`\``)
    for (const child of command.commands) if (child.name() !== 'help') visit(child, `${name} ${child.name()}`)
  }
  visit(program, 'mortem')
  return `${parts.join('\n\n')}\n`
}

function rulesPage() {
  const levels = { off: 'off', warn: 'warning', block: 'error' }
  const parts = [
    '# Rules',
    'What `mortem check` looks for. Made from the rules themselves by `npm run reference`; each example is a test.',
    'Set a rule to `off`, `warn` or `block` in `mortem.yaml`; `block` is an error in `check`:',
    '```yaml\nrules: { missing-owner: warn, unproven-done: block }\n```',
    table(
      ['Rule', 'By default', 'Says'],
      Object.values(rules).map(({ id, says }) => [`[\`${id}\`](#${id})`, levels[rulePolicies[id]], says]),
    ),
  ]
  for (const { id, says, example } of Object.values(rules)) {
    parts.push(`## ${id}`, says, `\`\`\`yaml\n${example.record.trimEnd()}\n\`\`\``)
    if (example.messages.length > 0) {
      const when = example.at ? ` on ${example.at.slice(0, 10)}` : ''
      const where = example.history ? `in a history where ${example.history.says}, it ` : ''
      parts.push(`${where}gives${when}:`, `\`\`\`\n${example.messages.join('\n')}\n\`\`\``)
    }
  }
  return `${parts.join('\n\n')}\n`
}

function viaTable() {
  const rows = vias.map(({ via, when, relation, strength }) => [`\`${via}\``, when, relation, strength])
  return `${table(['Evidence', 'When', 'Relation', 'How sure'], rows)}\n`
}

function table(head, rows) {
  const line = (cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
