import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findRoot } from '../../src/workspace/root.ts'
import { temporary } from './temporary.ts'

test('the nearest mortem.yaml upwards, not above the top', () => {
  const folder = temporary({
    'mortem.yaml': '',
    'repo/team/mortem.yaml': '',
    'repo/team/a/b/x': '',
    'repo/other/x': '',
  })
  const top = join(folder, 'repo')
  expect(findRoot(join(top, 'team/a/b'), top)).toBe(join(top, 'team'))
  expect(findRoot(join(top, 'team'), top)).toBe(join(top, 'team'))
  expect(findRoot(join(top, 'other'), top)).toBe(top)
  expect(findRoot(top, top)).toBe(top)
  expect(findRoot(folder, top)).toBe(top)
})

test('a link into the repository finds the same root', () => {
  const folder = temporary({ 'repo/team/mortem.yaml': '', 'repo/team/a/x': '' })
  symlinkSync(join(folder, 'repo/team/a'), join(folder, 'way'))
  symlinkSync(join(folder, 'repo'), join(folder, 'repo2'))
  expect(findRoot(join(folder, 'way'), join(folder, 'repo2'))).toBe(join(folder, 'repo/team'))
})

test('a folder that only begins with the same name is not below the top', () => {
  const folder = temporary({ 'repo/x': '', 'repo-2/a/x': '', 'repo-2/mortem.yaml': '' })
  expect(findRoot(join(folder, 'repo-2/a'), join(folder, 'repo'))).toBe(join(folder, 'repo'))
})
