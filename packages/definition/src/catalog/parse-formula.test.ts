import { describe, expect, it } from 'vitest'
import { type FormulaNode, parseFormula } from './parse-formula.ts'

/** A formula with every operation in parentheses. */
function shown(node: FormulaNode): string {
  switch (node.kind) {
    case 'number':
      return JSON.stringify(node.number)
    case 'name':
      return `[${node.name}]`
    case 'arithmetic':
      return `(${shown(node.left)} ${node.operator} ${shown(node.right)})`
  }
}
const parsed = (text: string, ...names: readonly string[]) => {
  const { formula, problem } = parseFormula(text, names)
  return formula === undefined ? problem : shown(formula)
}

describe('a formula', () => {
  it.each([
    ['a', '[a]'],
    ['a - b - c', '(([a] - [b]) - [c])'],
    ['a / b * c', '(([a] / [b]) * [c])'],
    ['a + b * c', '([a] + ([b] * [c]))'],
    ['(a + b) * c', '(([a] + [b]) * [c])'],
    ['-a * b', '((0 - [a]) * [b])'],
    ['a - -b', '([a] - (0 - [b]))'],
    ['a--b', '([a] - (0 - [b]))'],
    ['--a', '(0 - (0 - [a]))'],
    ['-(a)', '(0 - [a])'],
    ['1.5 + .5 + 5. + 007', '(((1.5 + 0.5) + 5) + 7)'],
    ['1e3*2E-2', '(1000 * 0.02)'],
    ['9223372036854775807', '9223372036854775807'],
    ['measures.a / measures.b', '([a] / [b])'],
    ['\t a\n+ b', '([a] + [b])'],
    ['größe+x2', '([größe] + [x2])'],
    ['`my value` * 2', '([my value] * 2)'],
  ])('%s', (text, expected) => expect(parsed(text)).toBe(expected))

  it('finds unusual names that measures have, the longest first', () => {
    expect(parsed('net-value - net', 'net', 'net-value')).toBe('([net-value] - [net])')
    expect(parsed('my value+my value 2', 'my value', 'my value 2')).toBe('([my value] + [my value 2])')
    expect(parsed('a-bc', 'a-b', 'a', 'bc')).toBe('([a] - [bc])')
  })

  it('says where it is wrong', () => {
    expect(parsed('a + * b')).toEqual({
      position: 4,
      expected: 'a number, the name of a measure or `(`',
      found: '`*`',
    })
    expect(parsed('(a + b')).toEqual({ position: 6, expected: '`)`', found: 'the end' })
    expect(parsed('a b')).toEqual({ position: 2, expected: 'an operator or the end', found: '`b`' })
    expect(parsed('2x')).toMatchObject({ position: 0 })
  })
})
