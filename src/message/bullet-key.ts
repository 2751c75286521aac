/** A bullet as `key: text`; key null when what stands before the colon is a label or a sentence. */
export interface KeyedText {
  key: string | null
  text: string
}

/** A key and the colon stand within so many characters; the rest of a long line is not looked at. */
const HEAD = 120
const COMPONENT = /^(?=.{1,100}$)(?=.*[A-Za-z])[A-Za-z0-9_.@{}$/+~,*-]+$/
const PATH = /[^/]\/|\/[^/]|[\w})*]\.[A-Za-z][A-Za-z0-9]{0,11}$|^\.[A-Za-z]/
const BETWEEN = /,\s{1,4}(?:and\s{1,4})?|\s{1,4}(?:[+&/]|and)\s{1,4}/
const NOTE = /^(.{1,100}?)\s{1,4}(\([^()]{1,80}\))$/
/** Step and item numbers (`A1`, `P2`, `W1.2`) and versions (`v2.1`). */
const NUMBER = /^[A-Za-z]{1,2}\d+(?:\.\d+)*[a-z]?$/

/** Words that open a remark or tell a kind of change, in any list; folders such as `docs` and `ci` are components. */
const LABELS = new Set(
  (
    'note notes nb todo fixme warning caution hint tip info important caveat caveats fix fixes fixed feat feature chore ' +
    'refactor perf style revert bugfix hotfix add adds added adding remove removes removed change changes changed ' +
    'update updates updated new old also now then verified verify tested result results reason why what how when ' +
    'where who before after cause impact effect problem solution summary context background example examples e.g i.e ' +
    'expected actual see ref refs references closes resolves step phase option usage output input default optional ' +
    'required total and or for yes no done pending open status type format net final finally first second third ' +
    'detection mitigation resolution prevention trigger symptom symptoms follow-up followup lesson lessons root ' +
    'image resources live goal rationale key risk rollback'
  ).split(' '),
)

export function readBulletKey(whole: string): KeyedText {
  if (!whole.includes(':') && !whole.includes('/') && !whole.includes('.')) return { key: null, text: whole }
  const head = whole.slice(0, HEAD)
  const colon = colonIndex(head, whole.length)
  const dash = / (?:—|–|--?)(?: |$)/.exec(head)
  if (dash !== null && (colon < 0 || dash.index < colon)) {
    const key = pathKey(head.slice(0, dash.index))
    return key === null ? { key, text: whole } : keyed(key, whole.slice(dash.index + dash[0].length))
  }
  if (colon < 1) return { key: null, text: whole }
  return beforeColon(head.slice(0, colon), whole.slice(colon + 1)) ?? { key: null, text: whole }
}

/** First colon with a space behind it, or at the very end of the item, or before the end of a bold key. */
function colonIndex(head: string, length: number): number {
  for (let at = head.indexOf(':'); at >= 0; at = head.indexOf(':', at + 1)) {
    if (at + 1 === length || head[at + 1] === ' ' || head.startsWith('** ', at + 1)) return at
  }
  return -1
}

function beforeColon(before: string, rest: string): KeyedText | null {
  const bare = unwrap(before)
  const text = rest.replace(/^\*\*/, '').trim()
  if (isComponent(bare) || isComponentList(bare)) return keyed(bare, text)
  const note = NOTE.exec(bare)
  if (note !== null) {
    const key = pathKey(note[1] as string)
    return key === null ? null : keyed(key, `${note[2]} ${text}`)
  }
  // `security.md status row: …`: one path among three words at most; the other words stay in the text.
  const words = bare.split(/\s+/)
  if (words.length > 3) return null
  const path = words.findIndex((word) => isComponent(word) && PATH.test(word))
  if (path < 0) return null
  const others = words.filter((_, index) => index !== path).join(' ')
  return keyed(words[path] as string, others === '' ? text : `${others}: ${text}`)
}

function keyed(key: string, text: string): KeyedText {
  return { key, text: text.trim() }
}

/** A path or a few of them; null for anything that could be a word of a sentence. */
function pathKey(text: string): string | null {
  const bare = unwrap(text)
  const parts = bare.split(BETWEEN)
  return parts.length <= 6 && parts.every((part) => isComponent(part) && PATH.test(part)) ? bare : null
}

function isComponentList(text: string): boolean {
  const parts = text.split(BETWEEN)
  return parts.length > 1 && parts.length <= 6 && parts.every(isComponent)
}

function isComponent(word: string): boolean {
  if (!COMPONENT.test(word) || word.includes('://') || NUMBER.test(word)) return false
  return !LABELS.has(word.toLowerCase())
}

/** Without code font and bold. */
function unwrap(text: string): string {
  return text.replaceAll('`', '').replaceAll('**', '').trim()
}
