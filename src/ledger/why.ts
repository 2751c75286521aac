/** Which incidents and actions a commit answers: the ledger read from the commit's end. */
import type { Ledger, LedgerAction, LedgerIncident, Link } from './ledger.ts'

export interface Answer {
  incident: LedgerIncident
  /** Null when the commit belongs to the incident as a whole. */
  action: LedgerAction | null
  link: Link
}

/** What the commit or a twin of it answers; actions before whole incidents, in the order of the ledger. */
export function answersOf({ incidents }: Ledger, commit: string): Answer[] {
  const ofActions: Answer[] = []
  const ofIncidents: Answer[] = []
  for (const incident of incidents) {
    for (const action of incident.actions)
      for (const link of action.links) if (isOf(link, commit)) ofActions.push({ incident, action, link })
    const named = ofActions.some((answer) => answer.incident === incident)
    // A fix names its incident as well, and that says nothing more.
    for (const link of incident.links)
      if (isOf(link, commit) && !(named && link.relation === 'related'))
        ofIncidents.push({ incident, action: null, link })
  }
  return [...ofActions, ...ofIncidents]
}

/** Files of a commit from which on it says nothing of any one of them: one that restores a whole tree. */
const mass = 10

/**
 * What a commit answers that put some lines back. Who restored a whole tree did not do it for this line, unless something
 * narrows that fix down to a few files.
 */
export function answersOfReturn(ledger: Ledger, commit: string): Answer[] {
  return answersOf(ledger, commit).filter(({ link }) => link.paths.length < mass)
}

/** The commit that the ledger names for this change: itself, or the twin by which it is linked. */
export function linkedCommit(ledger: Ledger, commit: string): string {
  const answers = answersOf(ledger, commit)
  return answers.some(({ link }) => link.commit === commit) ? commit : (answers[0]?.link.commit ?? commit)
}

function isOf({ commit, twins }: Link, wanted: string): boolean {
  return commit === wanted || twins.includes(wanted)
}
