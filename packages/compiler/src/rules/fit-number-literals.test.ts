import type { Comparison, NumberKind } from '@coterie/definition'
import { describe, expect, it } from 'vitest'
import { number, numberColumn, rewritten } from '../test/sample-plan.ts'
import { fitNumberLiterals } from './fit-number-literals.ts'

const fitted = (kind: NumberKind, operator: Comparison, value: string): string =>
  rewritten(fitNumberLiterals, (n) => n.compare(operator, numberColumn('t', 'x', kind), number(value)))

const INTEGER: NumberKind = { kind: 'integer' }
const MONEY: NumberKind = { kind: 'decimal', scale: 2 }
const IS_SET = 'not\n  t.x is null'

describe('a literal with more fractional digits than the numbers', () => {
  it.each([
    [INTEGER, '>', '2.5', 't.x > 2'],
    [INTEGER, '>=', '2.5', 't.x > 2'],
    [INTEGER, '<', '2.5', 't.x <= 2'],
    [INTEGER, '<=', '2.5', 't.x <= 2'],
    [INTEGER, '>', '-2.5', 't.x > -3'],
    [INTEGER, '<', '-2.5', 't.x <= -3'],
    [INTEGER, '=', '2.5', 'false'],
    [INTEGER, '<>', '2.5', IS_SET],
    [MONEY, '>=', '1.005', 't.x > 1'],
    [MONEY, '<', '-0.001', 't.x <= -0.01'],
    [MONEY, '=', '1.25', 't.x = 1.25'],
  ] as const)('%o %s %s', (kind, operator, value, expected) => {
    expect(fitted(kind, operator, value)).toBe(expected)
  })
})

describe('a literal out of range', () => {
  it.each([
    [INTEGER, '<', '9223372036854775808', IS_SET],
    [INTEGER, '<=', '9223372036854775807', 't.x <= 9223372036854775807'],
    [INTEGER, '>=', '9223372036854775808', 'false'],
    [INTEGER, '=', '1e400', 'false'],
    [INTEGER, '<>', '-1e400', IS_SET],
    [INTEGER, '>', '-9223372036854775809', IS_SET],
    [MONEY, '>', '1e36', 'false'],
    [MONEY, '<', '1e36', IS_SET],
  ] as const)('%o %s %s', (kind, operator, value, expected) => {
    expect(fitted(kind, operator, value)).toBe(expected)
  })
})

it('makes a literal beside a float the nearest float', () => {
  expect(fitted({ kind: 'float' }, '=', '0.1')).toBe('t.x = 0.1')
  expect(fitted({ kind: 'float' }, '=', '9007199254740993')).toBe('t.x = 9007199254740992e0')
})

it('turns a literal on the left round', () => {
  expect(rewritten(fitNumberLiterals, (n) => n.compare('<', number('2.5'), numberColumn('t', 'x')))).toBe('t.x > 2')
})

it('drops from lists what no such number equals', () => {
  const list = (...values: string[]) =>
    rewritten(fitNumberLiterals, (n) => n.inList(numberColumn('t', 'x'), values.map(number)))
  expect(list('1', '2.5', '1e30')).toBe('t.x in (1)')
  expect(list('2.5')).toBe('t.x in ()')
})

it('knows that a list has all of something impossible never', () => {
  const has = (quantity: 'any' | 'all') =>
    rewritten(fitNumberLiterals, (n) =>
      n.listHas({
        quantity,
        list: { kind: 'column', table: 't', column: 'x', type: 'list<number>', number: INTEGER },
        literals: [number('1'), number('2.5')],
      }),
    )
  expect(has('any')).toBe('t.x has any of (1)')
  expect(has('all')).toBe('false')
})
