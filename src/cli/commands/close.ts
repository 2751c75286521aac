import type { LedgerAction } from '../../ledger/ledger.ts'
import { visible } from '../../markdown/visible.ts'
import { isSettled } from '../../model/words.ts'
import { ledgerOf } from '../../project/load.ts'
import { appendItem, setValue } from '../../workspace/edit.ts'
import { exit } from '../exit.ts'
import { type Facts, setFacts } from '../facts.ts'
import type { Io } from '../io.ts'
import { type EditOptions, openIncident, writeEdit } from '../records.ts'
import { printLacks } from './resolve.ts'

interface Options extends EditOptions, Facts {
  incident?: string
  accept?: boolean
}

export async function run(io: Io, _args: [], options: Options): Promise<number> {
  const { project, workspace, record } = await openIncident(io, options.incident)
  const { incident } = record
  const ledger = await ledgerOf(project, workspace, null)
  const actions = ledger.incidents.find((one) => one.record.id === incident.id)?.actions ?? []
  const proposals = actions.filter(({ stale }) => stale)
  const accepted = proposals.length > 0 && (await isAccepted(io, proposals, options))

  let text = setFacts(setValue(record.text, ['status'], 'closed'), workspace, options)
  if (accepted) for (const action of proposals) text = takeIn(text, action, actions.indexOf(action))
  await writeEdit(io, project, record, text, `${incident.id}: closed`, options)
  if (options.json) return exit.fine
  for (const { ref, record: action } of actions.filter(({ status }) => !isSettled(status)))
    io.print(`  still open: ${ref} ${visible(action.title)}\n    next: mortem action done|drop ${ref}`)
  printLacks(io, text, record.file)
  return exit.fine
}

/** Writes what git says into the record only when a person agrees: a terminal asks, anything else needs `--accept`. */
async function isAccepted(io: Io, proposals: readonly LedgerAction[], options: Options): Promise<boolean> {
  if (!options.json)
    for (const { ref, declared, status, links } of proposals) {
      const proof = links.find(({ relation, strength }) => relation === 'fixed' && strength === 'certain')
      const by = proof?.commit ? `, by ${proof.commit.slice(0, 12)} ${visible(proof.subject ?? '')}` : ''
      io.print(`${ref} is called ${declared}; git says ${status}${by}`)
    }
  if (options.accept) return true
  if (io.interactive && !options.json) {
    const { confirm, isCancel } = await import('@clack/prompts')
    const answer = await confirm({ message: 'Write that into the record?' })
    return !isCancel(answer) && answer
  }
  if (!options.json) io.print('  next: mortem close --accept writes that into the record')
  return false
}

function takeIn(text: string, action: LedgerAction, index: number): string {
  const path = ['actions', index]
  let edited = setValue(text, [...path, 'status'], action.status)
  const reason = action.words.find(({ status }) => status === action.status)?.reason
  if (reason && action.record.resolution === null) edited = setValue(edited, [...path, 'resolution'], reason)
  for (const { commit, relation, strength, recorded } of action.links)
    if (commit && relation === 'fixed' && strength === 'certain' && recorded === null)
      edited = appendItem(edited, [...path, 'commits'], commit)
  return edited
}
