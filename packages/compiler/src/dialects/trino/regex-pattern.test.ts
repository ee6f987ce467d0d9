import { RE2JS } from 're2js'
import { describe, expect, it } from 'vitest'
import { toJavaPattern } from './regex-pattern.ts'

describe('writes out what the syntaxes read differently', () => {
  it.each([
    ['^a$', '\\Aa\\z'],
    ['(?m)^a$', '(?:\\A|(?<=\\n))a(?=\\n|\\z)'],
    ['(?m:^a)b$', '(?:(?:\\A|(?<=\\n))a)b\\z'],
    ['a.b', 'a[^\\n]b'],
    ['(?s)a.b', 'a(?:[^\\n]|\\n)b'],
    ['\\d\\D\\w', '[0-9][^0-9][0-9A-Za-z_]'],
    ['[\\d\\Da-]', '[0-9[^0-9]a-]'],
    ['[[:alpha:]_]', '[A-Za-z\\_]'],
    ['[]a]', '[\\]a]'],
    ['[^]&&[]', '[^\\]\\&\\&\\[]'],
    ['(?P<year>\\d+)(?i:x)', '(?:[0-9]+)(?i:x)'],
    ['(?i)x(?-i)y', '(?i)x(?-i)y'],
    ['\\Qa.b\\E.', 'a\\.b[^\\n]'],
    ['\\x41\\x{1F600}\\101', '\\x{41}\\x{1F600}\\x{41}'],
    ['\\pL\\p{^Greek}\\PN', '\\p{L}\\P{Greek}\\P{N}'],
    ['a{2,3}b{c', 'a{2,3}b\\{c'],
    ['x{,2}', 'x\\{,2\\}'],
    ['\\$\\.', '\\$\\.'],
  ])('%s', (pattern, expected) => {
    expect(toJavaPattern(pattern, false)).toBe(expected)
  })

  it('asks for the case to be ignored first', () => {
    expect(toJavaPattern('a', true)).toBe('(?i)a')
  })
})

describe('means the same where both can be asked', () => {
  const texts = ['', 'a', 'A', 'ab', 'a\n', 'a\nb', 'ba', '1', '٣', 'x_1', 'a.b', 'a{2}', 'Größe', '[', ']', '-', '\\']
  it.each([
    '^a$',
    'a.b',
    '(?s)a.b',
    '\\d',
    '\\w+',
    '[^\\w]',
    '[[:alpha:]]$',
    'a|^b',
    '[]-]',
    '\\pL',
    'a{1,2}',
    '(?i)AB',
    '\\\\',
  ])('%s', (pattern) => {
    const found = (source: string) => texts.filter((text) => RE2JS.compile(source).matcher(text).find())
    expect(found(toJavaPattern(pattern, false))).toEqual(found(pattern))
  })
})
