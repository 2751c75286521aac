/**
 * The built program, called as a user calls it, in a real repository.
 *
 *   const repo = await makeRepository()                         // or `shared(…)` for one that several tests only read
 *   mortem(repo, 'status', '--open')                            // { code, out, err }
 *   spawned(repo, 'status')                                     // the same, in a process of its own
 *   ok(repo, 'status')                                          // the output of a call that must end with 0 and no complaint
 *   await treeOf(repo.path)                                     // path → bytes, to see that nothing was written
 */
import { spawn, spawnSync } from 'node:child_process'
import { rmSync, statSync } from 'node:fs'
import { cp, mkdtemp, readdir, readFile, realpath } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'
import { makeFolder, repositoryAt, type TestRepository } from '../support/repository.ts'
import { resident } from './resident.ts'

export const packageRoot = fileURLToPath(new URL('../..', import.meta.url))
export const main = join(packageRoot, 'dist', 'cli', 'main.js')

/** These tests run dist/, so an old one would test what is no longer there. */
const newest = (await filesBelow(join(packageRoot, 'src'))).map((file) => ({ file, changed: statSync(file).mtimeMs }))
const built = statSync(main, { throwIfNoEntry: false })?.mtimeMs ?? 0
const late = newest.filter(({ changed }) => changed > built).sort((a, b) => b.changed - a.changed)[0]
if (late) throw new Error(`dist/ is older than ${relative(packageRoot, late.file)}; run: npm run build`)

export interface Ran {
  code: number | null
  out: string
  err: string
}

interface Place {
  path: string
  env: NodeJS.ProcessEnv
}

const settings = { CI: 'true', NO_COLOR: '1', TZ: 'UTC', LANG: 'C.UTF-8' }

/** The same repository seen from another folder of it, or with other variables. */
export function from({ path, env }: Place, folder: string, more: NodeJS.ProcessEnv = {}): Place {
  return { path: join(path, folder), env: { ...env, ...more } }
}

let program: ReturnType<typeof resident> | null = null

export function mortem({ path, env }: Place, ...args: string[]): Ran {
  program ??= resident(new URL('../../dist/', import.meta.url))
  return program(args, path, { ...env, ...settings })
}

/** The same in a process of its own, as a shell starts it: for what only a process can show. */
export function spawned({ path, env }: Place, ...args: string[]): Ran {
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [main, ...args], {
    cwd: path,
    env: { ...env, ...settings },
    encoding: 'utf8',
    input: '',
    maxBuffer: 1 << 28,
  })
  if (error) throw error
  return { code: status, out: stdout, err: stderr }
}

/** What a call prints that must succeed, without the last line feed. */
export function ok(place: Place, ...args: string[]): string {
  const { code, out, err } = mortem(place, ...args)
  expect({ code, err }, `mortem ${args.join(' ')}\n${out}`).toEqual({ code: 0, err: '' })
  return out.replace(/\n$/, '')
}

/** The JSON that a call prints. */
// biome-ignore lint/suspicious/noExplicitAny: a test says what it expects of it
export function json(place: Place, ...args: string[]): any {
  return JSON.parse(mortem(place, ...args).out)
}

/** Starts a call without waiting for it. */
export function started({ path, env }: Place, ...args: string[]): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [main, ...args], { cwd: path, env: { ...env, ...settings } })
    const ran = { out: '', err: '' }
    child.stdout.on('data', (chunk) => (ran.out += chunk))
    child.stderr.on('data', (chunk) => (ran.err += chunk))
    child.on('error', reject).on('close', (code) => resolve({ code, ...ran }))
  })
}

/** All files but git's own, path → bytes in Latin-1. */
export async function treeOf(folder: string): Promise<Record<string, string>> {
  const files = (await filesBelow(folder)).filter((file) => !relative(folder, file).startsWith('.git/')).sort()
  const texts = await Promise.all(files.map((file) => readFile(file, 'latin1')))
  return Object.fromEntries(files.map((file, n) => [relative(folder, file), texts[n] as string]))
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

/** A folder that goes with the process, for vitest takes no `afterAll` behind an `await`. */
async function folderForFile(prefix: string): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), prefix)))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A repository for the whole file, which no test may change. */
export async function shared(): Promise<TestRepository> {
  const folder = await folderForFile('mortem-shared-')
  const repo = repositoryAt(folder)
  repo.git('init', '--quiet', '--initial-branch=main')
  return repo
}

/** A copy of its own of a shared repository, for a test that changes it. */
export async function copyOf({ path }: Place): Promise<TestRepository> {
  const folder = await makeFolder()
  await cp(path, folder, { recursive: true })
  return repositoryAt(folder)
}

export interface StoryCommit {
  hash: string
  name: string | null
  date: string
  subject: string
}

/** The demo's repository (scripts/story/), which no test may change. */
export async function story(): Promise<TestRepository & { commits: StoryCommit[] }> {
  const module = new URL('../../scripts/story/build.mjs', import.meta.url).href
  const { buildStory } = (await import(module)) as { buildStory(folder: string): StoryCommit[] }
  const folder = await folderForFile('mortem-story-')
  const commits = buildStory(folder)
  return { ...repositoryAt(folder), commits }
}
