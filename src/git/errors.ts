/** What can go wrong between us and git. Every message ends with the next step. */

/** Git cannot be used at all: it is not installed, or too old. */
export class NoGit extends Error {
  override readonly name = 'NoGit'
}

/** The folder is not in a repository that git agrees to read. */
export class NoRepository extends Error {
  override readonly name = 'NoRepository'
  readonly folder: string

  constructor(folder: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.folder = folder
  }
}

/** The revision that was asked for names no commit of this clone. */
export class UnknownRevision extends Error {
  override readonly name = 'UnknownRevision'
  readonly rev: string

  constructor(rev: string, shallow: boolean, options?: ErrorOptions) {
    const next = shallow
      ? 'This clone is shallow, so its history is cut; get all of it with: git fetch --unshallow'
      : 'Give a branch, a tag or a commit hash; to see branches and tags: git for-each-ref'
    super(`No commit is named ${JSON.stringify(rev)}. ${next}`, options)
    this.rev = rev
  }
}

/** Git ran and failed, or printed something that its documentation excludes. */
export class GitError extends Error {
  override readonly name = 'GitError'
  /** The arguments after `git`. */
  readonly args: readonly string[]
  /** Exit code; null when git was killed or its output made no sense. */
  readonly code: number | null
  /** What git wrote to standard error, the first 8,000 characters. */
  readonly complaint: string

  constructor(args: readonly string[], code: number | null, complaint: string, options?: ErrorOptions) {
    const ended = code === null ? 'did not finish' : `failed (exit ${code})`
    const command = args.find((arg) => !arg.startsWith('-')) ?? ''
    const next = complaint.includes('promisor remote')
      ? '\nThis clone is partial and nothing is fetched unasked; get the rest with: git fetch --refetch --no-filter'
      : ''
    super(`git ${command} ${ended}: ${complaint.trim() || 'it gave no reason'}${next}`, options)
    this.args = args
    this.code = code
    this.complaint = complaint
  }
}
