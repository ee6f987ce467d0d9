import { dayOfText, isMomentShape } from './moment-text.ts'
import { DECIMAL_PATTERN, INTEGER_PATTERN, MAX_DECIMAL_DIGITS, NUMBER_PATTERN } from './number-text.ts'

/** The types texts can have, from the narrowest to the widest of each family. */
export const TEXT_TYPES = ['boolean', 'integer', 'decimal', 'float', 'date', 'datetime'] as const
export type TextType = (typeof TEXT_TYPES)[number]

const INT64_MIN = -(2n ** 63n)
const INT64_MAX = 2n ** 63n - 1n

const BELONGS = {
  boolean: (text) => /^(true|false)$/i.test(text),
  integer: (text) => INTEGER_PATTERN.test(text) && BigInt(text) >= INT64_MIN && BigInt(text) <= INT64_MAX,
  decimal: (text) => DECIMAL_PATTERN.test(text) && text.replace(/^-?0?|\./g, '').length <= MAX_DECIMAL_DIGITS,
  float: (text) => NUMBER_PATTERN.test(text),
  date: (text) => dayOfText(text) !== null,
  datetime: (text) => isMomentShape(text) && dayOfText(text.slice(0, 10)) !== null,
} as const satisfies Record<TextType, (text: string) => boolean>

export function isNumeric(type: TextType): boolean {
  return type === 'integer' || type === 'decimal' || type === 'float'
}

/**
 * The narrowest of some types that all texts of a sample have: only a guess, which a look at all values confirms or widens.
 * Null: none of them. Undefined: the sample says nothing.
 */
export function guessType(texts: readonly (string | null)[], types: readonly TextType[]): TextType | null | undefined {
  let left = types
  let seen = false
  for (const text of texts) {
    if (text === null || text === '') continue
    const isNaNText = /^[+-]?nan$/i.test(text)
    if (!isNaNText) seen = true
    left = left.filter((type) => (isNaNText ? isNumeric(type) : BELONGS[type](text)))
    if (left.length === 0) return null
  }
  return seen ? left[0] : undefined
}
