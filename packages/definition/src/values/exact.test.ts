import { describe, expect, it } from 'vitest'
import { compareValues, equalValues } from './compare.ts'
import { compareNumbers, exact, INT64_MAX, INT64_MIN, isExact, isInt64, scaleOf, toFloat } from './exact.ts'

describe('exact numbers', () => {
  it('keep every digit', () => {
    expect(exact('9223372036854775807').toFixed()).toBe('9223372036854775807')
    expect(exact('123456789012.123456').toFixed()).toBe('123456789012.123456')
    expect(exact(9007199254740993n).toFixed()).toBe('9007199254740993')
    expect(exact(0.1).toFixed()).toBe('0.1')
    expect(exact('1.10').toFixed()).toBe('1.1')
  })

  it.each(['', 'x', '1,5', 'NaN', 'Infinity', '0x10', ' 1'])('refuse the text %j', (text) => {
    expect(() => exact(text)).toThrow()
  })

  it('are told from floats', () => {
    expect(isExact(exact(1))).toBe(true)
    expect(isExact(1)).toBe(false)
  })

  it.each([
    ['0', 0],
    ['100', 0],
    ['1e3', 0],
    ['1.10', 1],
    ['0.001', 3],
    ['-12.345', 3],
    ['1e-18', 18],
  ])('%s has %i fractional digits', (text, scale) => {
    expect(scaleOf(exact(text))).toBe(scale)
  })

  it('know the limits of 64 bits', () => {
    expect(isInt64(INT64_MIN)).toBe(true)
    expect(isInt64(INT64_MAX)).toBe(true)
    expect(isInt64(INT64_MAX.plus(1))).toBe(false)
    expect(isInt64(INT64_MIN.minus(1))).toBe(false)
    expect(isInt64(exact('0.5'))).toBe(false)
  })
})

describe('toFloat', () => {
  it.each([
    ['0.1', 0.1],
    ['9007199254740993', 9007199254740992],
    ['9223372036854775807', 2 ** 63],
    ['1e400', Number.POSITIVE_INFINITY],
    ['3e-324', 5e-324],
    ['2e-324', 0],
  ])('of %s is the nearest float', (text, float) => {
    expect(toFloat(exact(text))).toBe(float)
  })
})

describe('compareNumbers', () => {
  it('is exact between exact numbers', () => {
    expect(compareNumbers(exact('9007199254740993'), exact('9007199254740992'))).toBe(1)
    expect(compareNumbers(exact('0.1'), exact('0.10'))).toBe(0)
  })

  it('is that of floats where either is a float', () => {
    expect(compareNumbers(exact('9007199254740993'), 9007199254740992)).toBe(0)
    expect(compareNumbers(0.1 + 0.2, exact('0.3'))).toBe(1)
    expect(compareNumbers(0.1, exact('0.1'))).toBe(0)
    expect(compareNumbers(-0, 0)).toBe(0)
    expect(compareNumbers(Number.NEGATIVE_INFINITY, exact('-1e300'))).toBe(-1)
  })
})

describe('compareValues', () => {
  it('orders the values of each type', () => {
    expect(compareValues('string', 'a', 'B')).toBeGreaterThan(0)
    expect(compareValues('number', exact(2), 10)).toBeLessThan(0)
    expect(compareValues('boolean', false, true)).toBeLessThan(0)
    expect(compareValues('date', 5, 3)).toBeGreaterThan(0)
    expect(compareValues('datetime', 5n, 5n)).toBe(0)
    expect(compareValues('list<number>', exact(1), exact('1.0'))).toBe(0)
    expect(equalValues('list<string>', 'a', 'A')).toBe(false)
  })

  it('refuses values of another type', () => {
    expect(() => compareValues('datetime', 5n, 5)).toThrow(TypeError)
    expect(() => compareValues('string', 'a', 5)).toThrow(TypeError)
  })
})
