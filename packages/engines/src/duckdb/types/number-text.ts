/**
 * Which texts are numbers, as SQL over a VARCHAR expression. Inferred columns are strict: a leading zero or a plus sign makes
 * an identifier of a number. Where the catalog says that a column holds numbers, both are allowed.
 */
export interface NumberRule {
  isInteger(text: string): string
  /** At most 18 digits, of which at most 6 fractional. */
  isDecimal(text: string): string
  isNumber(text: string): string
}

export const MAX_DECIMAL_DIGITS = 18
const MAX_FRACTION_DIGITS = 6

interface NumberPatterns {
  readonly integer: string
  readonly decimal: string
  readonly number: string
}

const INFERRED = patterns('-?', '(0|[1-9][0-9]*)')
const DECLARED = patterns('[+-]?', '[0-9]+')

export const INFERRED_NUMBERS = numberRule(INFERRED)
export const DECLARED_NUMBERS = numberRule(DECLARED)

/** The texts of inferred numbers, for looks at single values. */
export const INTEGER_PATTERN = new RegExp(`^${INFERRED.integer}$`)
export const DECIMAL_PATTERN = new RegExp(`^${INFERRED.decimal}$`)
export const NUMBER_PATTERN = new RegExp(`^(${INFERRED.number})$`, 'i')

function patterns(sign: string, whole: string): NumberPatterns {
  const fraction = (digits: string) => `\\.[0-9]${digits}`
  const shortFraction = fraction(`{1,${MAX_FRACTION_DIGITS}}`)
  return {
    integer: `${sign}${whole}`,
    decimal: `${sign}(${whole}(${shortFraction})?|${shortFraction})`,
    number: `${sign}((${whole}(${fraction('+')})?|${fraction('+')})(e[+-]?[0-9]+)?|inf|infinity)`,
  }
}

function numberRule({ integer, decimal, number }: NumberPatterns): NumberRule {
  return {
    isInteger: (text) => `(${matches(text, integer)} AND TRY_CAST(${text} AS BIGINT) IS NOT NULL)`,
    isDecimal: (text) =>
      // Most texts are too short to have too many digits, which is quicker to see than to count.
      `(${matches(text, decimal)} AND (length(${text}) <= ${MAX_DECIMAL_DIGITS} OR ${significantDigits(text)} <= ${MAX_DECIMAL_DIGITS}))`,
    isNumber: (text) => matches(text, `(?i:${number})`),
  }
}

/** Texts that mean "not a number": null in a column of numbers, a text like any other in a column of strings. */
export function isNaNText(text: string): string {
  return `(length(${text}) <= 4 AND ltrim(lower(${text}), '+-') = 'nan')`
}

/** An upper bound of a decimal text's digits before the point: its sign counts as one. */
export function wholeDigits(text: string): string {
  return `(CASE strpos(${text}, '.') WHEN 0 THEN length(${text}) ELSE strpos(${text}, '.') - 1 END)`
}

export function fractionDigits(text: string): string {
  return `(CASE strpos(${text}, '.') WHEN 0 THEN 0 ELSE length(${text}) - strpos(${text}, '.') END)`
}

function significantDigits(text: string): string {
  return `length(ltrim(replace(${text}, '.', ''), '+-0'))`
}

export function matches(text: string, pattern: string): string {
  return `regexp_full_match(${text}, '${pattern}')`
}
