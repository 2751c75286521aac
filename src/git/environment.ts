import { devNull } from 'node:os'

/**
 * The variables through which git itself tells a hook which index, folder and object store to read. All other `GIT_*`
 * are dropped: they change what git prints (`GIT_EXTERNAL_DIFF`, `GIT_CONFIG_PARAMETERS`) or run programs.
 */
const kept = [
  'GIT_DIR',
  'GIT_COMMON_DIR',
  'GIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_PREFIX',
  'GIT_OBJECT_DIRECTORY',
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_QUARANTINE_PATH',
  'GIT_CEILING_DIRECTORIES',
  'GIT_DISCOVERY_ACROSS_FILESYSTEM',
  // A CI container marks its checkout as `safe.directory` in one of these.
  'GIT_CONFIG_GLOBAL',
  'GIT_CONFIG_SYSTEM',
  'GIT_CONFIG_NOSYSTEM',
  'GIT_AUTHOR_NAME',
  'GIT_AUTHOR_EMAIL',
  'GIT_AUTHOR_DATE',
  'GIT_COMMITTER_NAME',
  'GIT_COMMITTER_EMAIL',
  'GIT_COMMITTER_DATE',
]

const fixed = {
  // Messages in English, so that errors can be told apart.
  LC_ALL: 'C',
  // Into a pipe git writes commit by commit unless told not to: thousands of chunks, and reading takes twice as long.
  GIT_FLUSH: '0',
  // A read must not take the index lock of a commit that runs beside it.
  GIT_OPTIONAL_LOCKS: '0',
  // A partial clone would fetch what is missing. Git reads the first since 2.44 (backported to 2.39.4); before, no
  // protocol is allowed, so the fetch fails at once. No protocol is called `none`.
  GIT_NO_LAZY_FETCH: '1',
  GIT_ALLOW_PROTOCOL: 'none',
  GIT_TERMINAL_PROMPT: '0',
  // A trace that the user's configuration asks for (trace2.normalTarget) would stand where git's complaints are read.
  GIT_TRACE2: '0',
  GIT_TRACE2_EVENT: '0',
  GIT_TRACE2_PERF: '0',
  // Replace refs and grafts are local to one clone: with them the same commit would read differently here and in CI.
  GIT_NO_REPLACE_OBJECTS: '1',
  GIT_GRAFT_FILE: devNull,
  // A path is a path, also when it holds `*` or starts with `:`.
  GIT_LITERAL_PATHSPECS: '1',
}

/** Not `GIT_*`, but simple-git refuses to start git beside them, and nothing that only reads needs them. */
const refused = ['EDITOR', 'VISUAL', 'PAGER', 'PREFIX', 'SSH_ASKPASS']

/** Names of all variables starting with `GIT_` that git may see, for simple-git's `allowEnvironment`. */
export const allowed: readonly string[] = [...kept, ...Object.keys(fixed)]

/** The caller's environment, as git may see it. */
export function gitEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const passes = (name: string) => {
    const upper = name.toUpperCase()
    return upper.startsWith('GIT_') ? kept.includes(upper) : !refused.includes(upper)
  }
  return { ...Object.fromEntries(Object.entries(env).filter(([name]) => passes(name))), ...fixed }
}
