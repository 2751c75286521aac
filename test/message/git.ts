import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const date = '2024-01-01T00:00:00Z'
const environment = {
  ...process.env,
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.org',
  GIT_AUTHOR_DATE: date,
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.org',
  GIT_COMMITTER_DATE: date,
}

/** A real repository in a temporary folder: commits with given messages, and what git itself reads in them. */
export class Oracle {
  private readonly folder = mkdtempSync(join(tmpdir(), 'mortem-message-'))
  private readonly tree: string

  constructor() {
    this.git(['init', '--quiet'])
    for (const key of ['Remediates', 'Retires', 'Incident', 'Mitigates', 'Caused-By']) {
      this.git(['config', `trailer.${key.toLowerCase()}.key`, key])
    }
    this.tree = this.git(['mktree'], '').trim()
  }

  /** The message is stored as given: `commit-tree` cleans nothing up. */
  commit(message: string): string {
    return this.git(['commit-tree', this.tree, '-F', '-'], message).trim()
  }

  /** `Key: value` lines in git's reading. */
  trailers(commit: string): string[] {
    const text = this.show(commit, '%(trailers:only,unfold)')
    return text.split('\n').filter((line) => line !== '')
  }

  subject(commit: string): string {
    return this.show(commit, '%s')
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }

  private show(commit: string, format: string): string {
    const text = this.git(['show', '-s', `--format=tformat:${format}%x00`, commit])
    return text.slice(0, text.indexOf('\0'))
  }

  private git(args: string[], input?: string): string {
    return execFileSync('git', args, { cwd: this.folder, env: environment, encoding: 'utf8', input: input ?? '' })
  }
}
