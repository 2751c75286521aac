import { expect, test } from 'vitest'
import { isWebAddress, safeAddress } from '../../src/markdown/address.ts'
import { visible } from '../../src/markdown/visible.ts'

test.each([
  [' a \n\t b ', 'a b'],
  ['a\u00a0\u3000b', 'a b'],
  ['user\u202ecod.exe', 'user\\u{202e}cod.exe'],
  ['\u2066a\u2069', '\\u{2066}a\\u{2069}'],
  ['zero\u200bwidth', 'zero\\u{200b}width'],
  ['\ufeffbom', '\\u{feff}bom'],
  ['nul\u0000 bell\u0007', 'nul\\u{0} bell\\u{7}'],
  ['half \ud83d', 'half \\u{d83d}'],
  ['\u2028', ''],
  ['tag \u{e0041}', 'tag \\u{e0041}'],
  ['👩‍💻 fixed it ❤️', '👩‍💻 fixed it ❤️'],
  ['می‌خواهم', 'می‌خواهم'],
  ['a\u200db', 'a\\u{200d}b'],
  ['x\ufe00\ufe01\ufe02', 'x\ufe00\\u{fe01}\\u{fe02}'],
  ['障害 ошибка é', '障害 ошибка é'],
])('%j is shown as %j', (text, shown) => {
  expect(visible(text)).toBe(shown)
  expect(visible(shown)).toBe(shown)
})

test.each([
  ['https://a.b/c?d=e#f', true],
  ['mailto:a@b.c', true],
  ['../a.md', true],
  ['#part', true],
  ['a/b:c', true],
  ['javascript:alert(1)', false],
  ['java\nscript:alert(1)', false],
  ['data:text/html,x', false],
  ['vbscript:x', false],
  ['file:///etc/passwd', false],
  ['C:\\x', false],
  ['https://a.b/\u202e', false],
  ['', false],
])('%j may be linked: %s', (address, may) => {
  expect(safeAddress(address) !== null).toBe(may)
})

test('a web address is one that a browser would open', () => {
  expect(['https://a.b', 'http://a', 'ftp://a', 'https://', 'code-8vr0'].map(isWebAddress)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ])
})
