import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareCodePoints, isScalarText, simpleLowerCase } from './text.ts'

describe('compareCodePoints', () => {
  it('puts U+FFFF before U+10000, unlike UTF-16', () => {
    expect('\uffff' < '\u{10000}').toBe(false)
    expect(compareCodePoints('\uffff', '\u{10000}')).toBeLessThan(0)
  })

  it.each([
    ['', '', 0],
    ['', 'a', -1],
    ['a', 'B', 1],
    ['ab', 'a', 1],
    ['\u{1F600}a', '\u{1F600}b', -1],
    ['\u{1F600}', '\u{1F601}', -1],
    ['\ue000', '\ud7ff', 1],
    ['\ue000', '\u{1F600}', -1],
  ])('orders %j and %j', (a, b, sign) => {
    expect(Math.sign(compareCodePoints(a, b))).toBe(sign)
    expect(Math.sign(compareCodePoints(b, a))).toBe(0 - sign)
  })

  it('is the order of the lists of code points', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'é', '\ud7ff', '\ue000', '\uffff', '\u{10000}', '\u{10ffff}') })
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(Math.sign(compareCodePoints(a, b))).toBe(Math.sign(compareLists(codePoints(a), codePoints(b))))
      }),
      { numRuns: 500 },
    )
  })
})

describe('simpleLowerCase', () => {
  it.each([
    ['ABC', 'abc'],
    ['İ', 'i'],
    ['ΟΔΟΣ', 'οδοσ'],
    ['Σ', 'σ'],
    ['οδος', 'οδος'],
    ['ẞß', 'ßß'],
    ['Ǆǅ', 'ǆǆ'],
    ['\u{10400}', '\u{10428}'],
    ['I', 'i'],
    ['ı', 'ı'],
  ])('makes %s to %s', (text, lower) => {
    expect(simpleLowerCase(text)).toBe(lower)
  })

  it('maps every code point to one, by itself and beside letters', () => {
    for (let codePoint = 0; codePoint <= 0x10ffff; codePoint++) {
      if (codePoint >= 0xd800 && codePoint <= 0xdfff) continue
      const letter = String.fromCodePoint(codePoint)
      const lower = simpleLowerCase(letter)
      if (codePoints(lower).length !== 1) expect.fail(`${codePoint.toString(16)} becomes ${lower}`)
      if (simpleLowerCase(`a${letter}`) !== `a${lower}`) expect.fail(`${codePoint.toString(16)} depends on its place`)
    }
  })
})

describe('isScalarText', () => {
  it.each([
    ['', true],
    ['a😀', true],
    ['\ud83d', false],
    ['\ude00\ud83d', false],
    ['a\ud83db', false],
  ])('of %j is %s', (text, isScalar) => {
    expect(isScalarText(text)).toBe(isScalar)
  })
})

function codePoints(text: string): readonly number[] {
  return [...text].map((letter) => letter.codePointAt(0) ?? 0)
}

function compareLists(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0)
    if (difference !== 0) return difference
  }
  return a.length - b.length
}
