const FIRST_SURROGATE = 0xd800
const LAST_SURROGATE = 0xdfff

/** Orders texts by code point (the order of their UTF-8 bytes): negative, 0 or positive. */
export function compareCodePoints(a: string, b: string): number {
  const shared = Math.min(a.length, b.length)
  for (let i = 0; i < shared; i++) {
    const unitA = a.charCodeAt(i)
    const unitB = b.charCodeAt(i)
    if (unitA !== unitB) return codePointRank(unitA) - codePointRank(unitB)
  }
  return a.length - b.length
}

/** UTF-16 puts the code points above U+FFFF (surrogates) before U+E000..U+FFFF; here they rank after them. */
function codePointRank(unit: number): number {
  return unit >= FIRST_SURROGATE && unit <= LAST_SURROGATE ? unit + 0x10000 : unit
}

/**
 * Replaces each code point by its simple lower-case mapping, so the number of code points never changes.
 *
 * The built-in lower-casing differs from the simple mapping in two places only: İ (U+0130) becomes two code points, and Σ
 * becomes the final sigma at the end of a word.
 */
export function simpleLowerCase(text: string): string {
  return text.replaceAll('\u0130', 'i').replaceAll('\u03a3', '\u03c3').toLowerCase()
}

/** Whether the text is a sequence of Unicode scalar values: it holds no lone surrogate. */
export function isScalarText(text: string): boolean {
  return text.isWellFormed()
}
