import type { PathLines } from '../ledger/history.ts'
import { GitError } from './errors.ts'
import { isPartialClone } from './local-objects.ts'
import { fullName } from './objects.ts'
import { patchesOf } from './patch.ts'
import type { Repository } from './repository.ts'

/** Lines of one commit above which its patch is not kept: an import, a vendored tree, a generated file. */
const mostLines = 50_000

/** Characters of a line that are kept. */
const longest = 4_000

/**
 * The lines that each commit took and put, by file. A merge, a commit with too large a patch and one that cannot be
 * read are absent. A partial clone is not asked, because git would fetch.
 *
 * @throws GitError
 */
export async function readLines(repository: Repository, commits: Iterable<string>): Promise<Map<string, PathLines[]>> {
  const names = [...new Set(commits)].filter((name) => fullName.test(name))
  const found = new Map<string, PathLines[]>()
  if (names.length === 0 || (await isPartialClone(repository))) return found
  const reader = new PatchReader(new Set(names), found)
  try {
    let held = ''
    for await (const chunk of repository.bytes(patchesOf(names, 0))) {
      // One character a byte, so that a chunk border cuts nothing and no byte is lost; decoded line by line.
      const lines = (held + chunk.toString('latin1')).split('\n')
      held = lines.pop() ?? ''
      // A file of one endless line must not fill memory: only its start is ever kept.
      if (held.length > 1 << 20) held = held.slice(0, longest + 1)
      for (const line of lines) reader.take(line)
    }
  } catch (error) {
    if (!(error instanceof GitError)) throw error
    reader.drop()
  }
  return found
}

/** Reads a patch line by line; a hunk's header says how many lines are its own, so that content is never a header. */
class PatchReader {
  private commit = ''
  private file: PathLines | null = null
  private left = 0
  private size = 0

  private readonly wanted: ReadonlySet<string>
  private readonly found: Map<string, PathLines[]>

  constructor(wanted: ReadonlySet<string>, found: Map<string, PathLines[]>) {
    this.wanted = wanted
    this.found = found
  }

  take(line: string): void {
    if (this.left > 0 && (line.startsWith('-') || line.startsWith('+'))) {
      this.left--
      if (++this.size > mostLines) this.drop()
      else if (this.file) this.file[line.startsWith('-') ? 'removed' : 'added'].push(decoded(line.slice(1)))
      return
    }
    const hunk = /^@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@/.exec(line)
    if (hunk) this.left = Number(hunk[1] ?? 1) + Number(hunk[2] ?? 1)
    else if (this.wanted.has(line)) {
      this.commit = line
      this.size = 0
      this.file = null
      this.found.set(line, [])
    } else if (line.startsWith('diff --git ')) this.file = null
    else if (line.startsWith('--- a/') || line.startsWith('--- "a/')) this.open(line.slice(4))
    else if ((line.startsWith('+++ b/') || line.startsWith('+++ "b/')) && !this.file) this.open(line.slice(4))
  }

  /** Takes nothing of the commit at which reading stopped. */
  drop(): void {
    this.found.delete(this.commit)
    this.file = null
  }

  private open(name: string): void {
    this.file = { path: pathIn(name), removed: [], added: [] }
    this.found.get(this.commit)?.push(this.file)
  }
}

/** `a/x.tf`, or `"a/x\ty.tf"` with C escapes; a tab ends a name that holds a blank. */
function pathIn(name: string): string {
  if (!name.startsWith('"')) return decoded(name.replace(/\t$/, '').slice(2))
  const escapes: Record<string, string> = { n: '\n', t: '\t', r: '\r', a: '\x07', b: '\b', f: '\f', v: '\v' }
  const raw = name
    .slice(1, name.lastIndexOf('"'))
    .replace(/\\(?:([0-7]{3})|(.))/g, (_, octal: string | undefined, sign: string) =>
      octal ? String.fromCharCode(Number.parseInt(octal, 8)) : (escapes[sign] ?? sign),
    )
  return decoded(raw.slice(2))
}

function decoded(bytes: string): string {
  const kept = bytes.length > longest ? bytes.slice(0, longest) : bytes
  // Plain ASCII, nearly always, is itself.
  return /[\x80-\xff]/.test(kept) ? Buffer.from(kept, 'latin1').toString('utf8') : kept
}
