import {
  chmodSync,
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { describe, expect, test } from 'vitest'
import { WriteRefused, writeAll, writeFile } from '../../src/workspace/write.ts'
import { temporary } from './temporary.ts'

test('folders are made, the mode is kept, and no other file is left', async () => {
  const root = temporary({ 'a.sh': 'old' })
  chmodSync(join(root, 'a.sh'), 0o750)
  expect(await writeFile(root, 'a.sh', 'new')).toBe('changed')
  expect(await writeFile(root, 'b/c/d.md', 'é')).toBe('created')
  expect(statSync(join(root, 'a.sh')).mode & 0o777).toBe(0o750)
  expect(readFileSync(join(root, 'b/c/d.md'), 'utf8')).toBe('é')
  expect([readdirSync(root), readdirSync(join(root, 'b/c'))]).toEqual([['a.sh', 'b'], ['d.md']])
})

test('the same bytes are not written', async () => {
  const root = temporary({ 'a.md': 'text' })
  utimesSync(join(root, 'a.md'), 1, 1)
  expect(await writeFile(root, 'a.md', 'text')).toBe('same')
  expect(statSync(join(root, 'a.md')).mtimeMs).toBe(1000)
})

describe('nothing is written out of the root', () => {
  test.each([
    ['../x', 'leads out of the root'],
    ['a/../../x', 'leads out of the root'],
    ['out/x', 'leads out of the root'],
    ['secret', 'leads out of the root'],
    ['dangling', 'is a link to nothing'],
    ['folder', 'is a folder'],
  ])('%s', async (path, why) => {
    const outside = temporary({ secret: 'kept' })
    const root = temporary({ 'folder/x': '' })
    symlinkSync(outside, join(root, 'out'))
    symlinkSync(join(outside, 'secret'), join(root, 'secret'))
    symlinkSync(join(outside, 'new'), join(root, 'dangling'))
    await expect(writeFile(root, path, 'bad')).rejects.toThrow(new WriteRefused(path, why))
    expect(readdirSync(outside)).toEqual(['secret'])
    expect(readFileSync(join(outside, 'secret'), 'utf8')).toBe('kept')
  })

  test('an absolute path is one below the root', async () => {
    const root = temporary()
    await writeFile(root, '/etc/x', 'a')
    expect(existsSync(join(root, 'etc/x'))).toBe(true)
  })
})

test('a link inside the root stays a link', async () => {
  const root = temporary({ 'real.md': 'a' })
  symlinkSync('real.md', join(root, 'link.md'))
  await writeFile(root, 'link.md', 'b')
  expect(readFileSync(join(root, 'real.md'), 'utf8')).toBe('b')
})

test('several files: one that cannot be written changes none, and nothing is left behind', async () => {
  const root = temporary({ 'a.md': 'old', 'folder/x': '' })
  const plan = [
    { path: 'a.md', text: 'new' },
    { path: 'b.md', text: 'new' },
    { path: 'folder', text: 'new' },
  ]
  await expect(writeAll(root, plan)).rejects.toThrow(WriteRefused)
  expect(readdirSync(root)).toEqual(['a.md', 'folder'])
  expect(readFileSync(join(root, 'a.md'), 'utf8')).toBe('old')
  expect(await writeAll(root, plan.slice(0, 2))).toEqual(
    new Map([
      ['a.md', 'changed'],
      ['b.md', 'created'],
    ]),
  )
})

test('a reader never sees half a file while two write', async () => {
  const root = temporary({ 'a.md': 'a'.repeat(200_000) })
  const file = join(root, 'a.md')
  // Both writers do what src/workspace/write.ts does; the reader has a thread of its own, so it reads in between.
  const reader = new Worker(
    `const { readFileSync } = require('node:fs'); const { parentPort, workerData } = require('node:worker_threads')
     let stop = false; let bad = 0; let reads = 0; const seen = new Set()
     parentPort.on('message', () => { stop = true })
     const loop = () => { for (let i = 0; i < 20; i++) { const text = readFileSync(workerData, 'utf8'); reads++
       seen.add(text[0]); if (text.length !== 200000 || text !== text[0].repeat(200000)) bad++ }
       if (stop) parentPort.postMessage({ bad, reads, seen: seen.size }); else setImmediate(loop) }
     loop()`,
    { eval: true, workerData: file },
  )
  const result = new Promise<{ bad: number; reads: number; seen: number }>((resolve) => reader.once('message', resolve))
  for (let i = 0; i < 100; i++)
    await Promise.all(
      ['b', 'c'].map((letter) =>
        writeFile(root, 'a.md', letter.repeat(200_000)).then(() => new Promise((next) => setImmediate(next))),
      ),
    )
  reader.postMessage('stop')
  const { bad, reads, seen } = await result
  await reader.terminate()
  expect(bad).toBe(0)
  expect(reads).toBeGreaterThan(50)
  expect(seen).toBeGreaterThan(1)
  writeFileSync(file, '')
  expect(readdirSync(root)).toEqual(['a.md'])
})
