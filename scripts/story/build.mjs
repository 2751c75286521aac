// Builds the demo's repository: real git, with fixed dates and people, so that every run gives the same hashes.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { steps } from './steps.mjs'

const files = join(dirname(fileURLToPath(import.meta.url)), 'files')

/**
 * Builds the story in `dir`, which must not exist or be empty. Returns its commits, oldest first:
 * `{ hash, name, date, subject }`, where `name` is null for those that nothing refers to.
 */
export function buildStory(dir) {
  mkdirSync(dir, { recursive: true })
  const git = gitIn(dir)
  // No template: the user's own could bring hooks.
  git(['init', '--quiet', '--initial-branch=main', '--object-format=sha1', '--template='])

  const commits = []
  for (const step of steps) {
    const filled = (text) => text.replace(/\{\{commit:([a-z]+)(\^?)\}\}/g, (_, name, parent) => short(name, parent))
    for (const path of step.add ?? []) write(dir, path, filled(readText(join(files, path))))
    for (const [path, edits] of Object.entries(step.edits ?? {})) write(dir, path, filled(edited(dir, path, edits)))

    if (step.onlyKeep) git(['read-tree', '--empty'])
    git(['add', '--', ...(step.onlyKeep ?? ['.'])])
    const message = filled(step.message)
    git(['commit', '--quiet', '--no-verify', '--cleanup=verbatim', '--file=-'], {
      input: `${message}\n`,
      env: {
        GIT_AUTHOR_NAME: step.by.name,
        GIT_AUTHOR_EMAIL: step.by.email,
        GIT_AUTHOR_DATE: step.date,
        GIT_COMMITTER_NAME: step.by.name,
        GIT_COMMITTER_EMAIL: step.by.email,
        GIT_COMMITTER_DATE: step.date,
      },
    })
    const hash = git(['rev-parse', 'HEAD']).trim()
    commits.push({ hash, name: step.name ?? null, date: step.date, subject: message.split('\n')[0] })
  }
  return commits

  function short(name, parent) {
    const at = commits.findIndex((commit) => commit.name === name)
    const commit = commits[parent ? at - 1 : at]
    if (at < 0 || !commit) throw new Error(`The story names ${name}${parent}, which is not made yet`)
    return commit.hash.slice(0, 8)
  }
}

/** The file after replacing each `from` once. One that is not there is a mistake in the story, so it throws. */
function edited(dir, path, edits) {
  let text = readText(join(dir, path))
  for (const [from, to] of edits) {
    const after = typeof from === 'string' ? text.replace(from, () => to) : text.replace(from, to)
    if (after === text) throw new Error(`The story changes "${from}" in ${path}, which does not hold it`)
    text = after
  }
  return text
}

/** Line ends as in the repository, whatever the checkout made of them: they are part of every hash. */
function readText(file) {
  return readFileSync(file, 'utf8').replaceAll('\r\n', '\n')
}

function write(dir, path, text) {
  const file = join(dir, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}

/** A hook that runs us sets GIT_DIR and others, which would lead git to the hook's own repository. */
export function environmentWithoutGit() {
  return Object.fromEntries(Object.entries(process.env).filter(([key]) => !/^GIT_/i.test(key)))
}

/** Runs git in `dir` as if nobody had configured anything on this machine. */
export function gitIn(dir) {
  const settings = {
    'commit.gpgSign': 'false',
    'core.attributesFile': '/dev/null',
    'core.autocrlf': 'false',
    'core.excludesFile': '/dev/null',
    'core.fileMode': 'false',
    'gc.auto': '0',
    'maintenance.auto': 'false',
  }
  const options = Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`])
  return (args, { input = '', env = {} } = {}) => {
    const { status, stdout, stderr, error } = spawnSync('git', [...options, ...args], {
      cwd: dir,
      input,
      encoding: 'utf8',
      env: { ...environmentWithoutGit(), GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', ...env },
    })
    if (error) throw error
    if (status !== 0) throw new Error(`git ${args[0]} failed in ${dir}:\n${stderr}`)
    return stdout
  }
}
