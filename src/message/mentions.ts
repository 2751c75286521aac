/** A word that names an incident, its record or its document. */
import { fileName } from '../model/file-name.ts'

export interface Mention {
  kind: 'document' | 'mention'
  target: string
}

/** A cheap look before the words: most lines name nothing. */
const WORTH_A_LOOK = /-\d\d-[\da-z]|#A\d|\.(?:md|html|ya?ml)/i
const WORDS = /[^\s`"'“”‘’()[\]<>{},;|*=]+/g

const DATE = String.raw`\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])`
const ACTION = String.raw`#A\d{1,4}[A-Za-z]{0,8}`
/** `2026-06-10-boot-storm`; `2026-05-17-070002` is a backup's time, not a name. */
const SLUG = '[a-z][a-z0-9]*(?:-[a-z0-9]+)*'
const ID = new RegExp(`^(?:${DATE}-${SLUG}(?:${ACTION})?|PM-${DATE}(?:${ACTION})?|(?:${DATE}|${SLUG})${ACTION})$`, 'i')

const DOCUMENT = /\.(?:md|html|ya?ml)$/i
/** Folders of dated pages that are about something else: a plan names no incident. */
const OTHER_FOLDER =
  /(?:^|\/)(?:plans?|specs?|designs?|decisions?|adrs?|rfcs?|research|benchmarks?|blog|posts|news|notes|proposals?|meetings?)\//i
const DATED_FILE = new RegExp(`^${DATE}-[^/]+$`)
const INCIDENT_FOLDER = /(?:^|\/)(?:post-?mortems?|incidents?|incident-(?:reports?|reviews?)|outages?)\//i
/** Pages about the folder, not about one incident. */
const OVERVIEW = /^(?:readme|index|action-items|template|_.*)\./i

/** Whether any line of the message can name something. */
export function mayMention(message: string): boolean {
  return WORTH_A_LOOK.test(message)
}

/** What a line of prose names. Whole words only; a date in a longer word is nobody's id. */
export function readMentions(text: string): Mention[] {
  if (!WORTH_A_LOOK.test(text)) return []
  const found: Mention[] = []
  for (const [word] of text.matchAll(WORDS)) {
    // No id or path is as long as a pasted blob.
    if (word.length > 300) continue
    const target = trimWord(word)
    if (isDocument(target)) found.push({ kind: 'document', target })
    else if (ID.test(target)) found.push({ kind: 'mention', target })
  }
  return found
}

/** Without sentence punctuation, a line number (`x.md:12`) or an anchor (`x.md#lessons`). */
function trimWord(word: string): string {
  const bare = word.replace(/^[_~(]{1,8}/, '').replace(/[.:!?…_~]{1,8}$/, '')
  return bare.replace(/(\.(?:md|html|ya?ml))(?:#[^#]{0,200}|:\d[\d:-]{0,20})$/i, '$1')
}

/** A file named like an incident, or any page in a folder of incidents. */
export function isDocument(path: string): boolean {
  if (!DOCUMENT.test(path)) return false
  const name = fileName(path)
  if (DATED_FILE.test(name) && !OTHER_FOLDER.test(path)) return true
  return INCIDENT_FOLDER.test(path) && !OVERVIEW.test(name) && !name.startsWith('.')
}
