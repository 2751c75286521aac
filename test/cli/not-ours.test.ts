/** Bytes that mortem did not write are never written over, also when they could not be read. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeRepository } from '../support/repository.ts'
import { mortem, ok } from './run.ts'

const id = '2026-06-10-sign-in-is-broken'

test('a post-mortem that is not UTF-8 is left alone, and build says where', async () => {
  const repo = await makeRepository()
  ok(repo, 'new', 'Sign-in is broken', '--started', '2026-06-10T22:20:00Z')
  const file = join(repo.path, 'post-mortems', `${id}.md`)
  const written = Buffer.concat([await readFile(file), Buffer.from([0xff]), Buffer.from('my own words\n')])
  await writeFile(file, written)

  const built = mortem(repo, 'build')
  expect(built.code).toBe(1)
  expect(built.err).toContain(`post-mortems/${id}.md:`)
  expect(built.err).toContain('is not UTF-8')
  expect(await readFile(file)).toEqual(written)
  expect(mortem(repo, 'build', '--check').code).toBe(1)
})

test('a record that cannot be read keeps its name: a new one of that title gets another', async () => {
  const repo = await makeRepository()
  ok(repo, 'new', 'Sign-in is broken', '--started', '2026-06-10T22:20:00Z')
  const file = join(repo.path, 'post-mortems', `${id}.yaml`)
  await writeFile(file, 'id: [broken\n')

  expect(ok(repo, 'new', 'Sign-in is broken', '--started', '2026-06-10T23:20:00Z')).toContain(`${id}-2.yaml`)
  expect(await readFile(file, 'utf8')).toBe('id: [broken\n')
})

test('--out writes over what an earlier build left there, and over nothing else', async () => {
  const repo = await makeRepository()
  ok(repo, 'new', 'Sign-in is broken', '--started', '2026-06-10T22:20:00Z')
  ok(repo, 'build', '--out', 'site')
  ok(repo, 'build', '--out', 'site')
  const file = join(repo.path, 'site', 'post-mortems', 'README.md')
  await writeFile(file, 'my own words\n')

  const { code, err } = mortem(repo, 'build', '--out', 'site')
  expect(code).toBe(2)
  expect(err.trim()).toBe('mortem: post-mortems/README.md is not what was read there; nothing was written')
  expect(await readFile(file, 'utf8')).toBe('my own words\n')
})

test('a .gitignore that is not text gets no line', async () => {
  const repo = await makeRepository()
  const bytes = Buffer.from([0xff, 0xfe, 0x61, 0x00])
  await writeFile(join(repo.path, '.gitignore'), bytes)
  ok(repo, 'init', '--yes')
  expect(await readFile(join(repo.path, '.gitignore'))).toEqual(bytes)
})
