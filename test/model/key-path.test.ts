/** Paths to keys: read whole or refused with the place. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type KeyStep, readKeyPath } from '../../src/model/key-path.ts'

const key = (name: string): KeyStep => ({ kind: 'key', name })
const where = (path: string, equals: string): KeyStep => ({ kind: 'where', key: path.split('.'), equals })

test.each<[string, KeyStep[]]>([
  ['image.tag', [key('image'), key('tag')]],
  ['"a.b".c', [key('a.b'), key('c')]],
  ["annotations['keel.sh/policy']", [key('annotations'), key('keel.sh/policy')]],
  ['annotations."keel.sh/\\"policy\\""', [key('annotations'), key('keel.sh/"policy"')]],
  ['spec.containers[0].image', [key('spec'), key('containers'), { kind: 'index', at: 0 }, key('image')]],
  ['containers[name=web].image', [key('containers'), where('name', 'web'), key('image')]],
  ['set[name=image.tag].value', [key('set'), where('name', 'image.tag'), key('value')]],
  ['[metadata.name="my web"].spec', [where('metadata.name', 'my web'), key('spec')]],
  ['a[0][1]', [key('a'), { kind: 'index', at: 0 }, { kind: 'index', at: 1 }]],
])('%s', (text, steps) => {
  expect(readKeyPath(text)).toEqual(steps)
})

test.each([
  ['', 'expected a name, or one in double quotes, at character 1'],
  ['a.', 'expected a name at character 3'],
  ['a..b', 'expected a name, or one in double quotes, at character 3'],
  ['a b', 'expected a . or a [ at character 2'],
  ['a[1', 'expected a ] at character 4'],
  ['a[x]', 'expected = and a value at character 4'],
  ['a[k=]', 'expected a value at character 5'],
  ['a.[0]', 'expected a name at character 3'],
  ['a"b"', 'expected a . or a [ at character 2'],
])('%s is refused', (text, problem) => {
  expect(readKeyPath(text)).toBe(`is not a path to a key: ${problem}`)
})

test('a path of more than fifty steps is none', () => {
  expect(readKeyPath('a.'.repeat(60))).toBe('is not a path to a key: it has more than 50 steps')
})

test('any text is a path or a reason, at once', () => {
  const unit = fc.constantFrom('a', '.', '[', ']', '"', "'", '=', '\\', ' ', '0', 'é')
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 30 }), (text) => {
      const read = readKeyPath(text)
      expect(typeof read === 'string' ? read : read.length > 0).toBeTruthy()
    }),
    { numRuns: 3000 },
  )
  const start = performance.now()
  for (const part of ['[', '"', "'", '[a=', '["', 'a[b="', 'a.', '=', '[a.'])
    expect(readKeyPath(part.repeat(200_000))).toBeTypeOf('string')
  expect(performance.now() - start).toBeLessThan(2_000)
})
