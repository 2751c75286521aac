import { execFile } from 'node:child_process'
import { readdir, readFile, truncate, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { readCache, writeCache } from '../../src/git/cache.ts'
import { makeFolder } from '../support/repository.ts'

const run = promisify(execFile)
const filesOf = (commonDir: string) => readdir(join(commonDir, 'mortem'))
const fileOf = async (commonDir: string) => join(commonDir, 'mortem', (await filesOf(commonDir))[0] ?? '')

test('reads what was written under the same key', async () => {
  const commonDir = await makeFolder()
  expect(await readCache({ commonDir }, 'key')).toBeNull()
  for (const content of ['first\nwith lines\n', '', 'naïve \ufeff\0']) {
    await writeCache({ commonDir }, 'key', content)
    expect(await readCache({ commonDir }, 'key')).toBe(content)
  }
  expect(await readCache({ commonDir }, '../key')).toBeNull()
  expect(await filesOf(commonDir)).toHaveLength(1)
})

test('a file that was cut, changed or emptied is a miss', async () => {
  const commonDir = await makeFolder()
  for (const spoil of [
    (file: string) => truncate(file, 70),
    (file: string) => truncate(file, 0),
    async (file: string) => writeFile(file, (await readFile(file, 'utf8')).replace('content', 'CONTENT')),
  ]) {
    await writeCache({ commonDir }, 'key', 'content '.repeat(10))
    await spoil(await fileOf(commonDir))
    expect(await readCache({ commonDir }, 'key')).toBeNull()
  }
})

test('where nothing can be written there is no cache', async () => {
  const commonDir = join(await makeFolder(), 'file')
  await writeFile(commonDir, '')
  await writeCache({ commonDir }, 'key', 'content')
  expect(await readCache({ commonDir }, 'key')).toBeNull()
})

test('keeps the sixteen newest, and nothing abandoned', async () => {
  const commonDir = await makeFolder()
  await writeCache({ commonDir }, 'first', 'x')
  const first = await fileOf(commonDir)
  await writeFile(`${first}.0000-dead.tmp`, 'half')
  await writeFile(`${first}.0000-live.tmp`, 'half')
  await writeFile(join(commonDir, 'mortem/not-ours'), '')
  for (const file of [first, `${first}.0000-dead.tmp`]) await utimes(file, 1, 1)
  for (let i = 0; i < 16; i++) await writeCache({ commonDir }, `key ${i}`, 'x')
  const files = await filesOf(commonDir)
  expect(files.filter((name) => name.endsWith('.cache'))).toHaveLength(16)
  expect(files.filter((name) => !name.endsWith('.cache'))).toEqual(
    [expect.stringContaining('-live.tmp'), 'not-ours'].sort(),
  )
  expect(await readCache({ commonDir }, 'first')).toBeNull()
  expect(await readCache({ commonDir }, 'key 15')).toBe('x')
})

test('keeps at most 64 MiB', async () => {
  const commonDir = await makeFolder()
  const large = 'x'.repeat(30 * 1024 * 1024)
  for (const key of ['a', 'b', 'c']) {
    await writeCache({ commonDir }, key, large)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  expect((await filesOf(commonDir)).length).toBe(2)
  expect(await readCache({ commonDir }, 'c')).toBe(large)
  await writeCache({ commonDir }, 'too large', large.repeat(3))
  expect(await readCache({ commonDir }, 'too large')).toBeNull()
})

test('two processes that write at once leave one whole entry', async () => {
  const commonDir = await makeFolder()
  const writer = await compiledWriter()
  const writers = ['a', 'b'].map((letter) => run('node', [writer, commonDir, letter]))
  const seen = new Set<string>()
  const watch = async () => {
    for (let i = 0; i < 200; i++) {
      const content = await readCache({ commonDir }, 'key')
      if (content !== null) seen.add(`${content[0]} ${content.length} ${new Set(content).size}`)
    }
  }
  await Promise.all([...writers, watch()])
  expect(await readCache({ commonDir }, 'key')).toMatch(/^(?:a{100000}|b{100000})$/)
  for (const content of seen) expect(content).toMatch(/^[ab] 100000 1$/)
  expect(await filesOf(commonDir)).toHaveLength(1)
})

/** A program that writes 40 times. Node 20 runs no TypeScript, so the cache is compiled for it. */
async function compiledWriter(): Promise<string> {
  const folder = await makeFolder()
  const root = join(import.meta.dirname, '../..')
  const compilerOptions = { noCheck: true, declaration: false, rootDir: join(root, 'src'), outDir: folder, types: [] }
  const config = {
    extends: join(root, 'tsconfig.json'),
    compilerOptions,
    files: [join(root, 'src/git/cache.ts')],
    include: [],
  }
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config))
  await run(join(root, 'node_modules/.bin/tsc'), ['-p', folder])
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }')
  const writer = join(folder, 'writer.js')
  const text = `import { writeCache } from './git/cache.js'
const [commonDir, letter] = process.argv.slice(2)
for (let i = 0; i < 40; i++) await writeCache({ commonDir }, 'key', letter.repeat(100_000))`
  await writeFile(writer, text)
  return writer
}
