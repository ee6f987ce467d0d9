/** A 64-bit float by its shortest decimal text, with an exponent so that no engine reads it as a decimal. */
export function printFloat(value: number, infinity: string): string {
  if (value === Number.POSITIVE_INFINITY) return infinity
  if (value === Number.NEGATIVE_INFINITY) return `(-${infinity})`
  const text = Object.is(value, -0) ? '-0' : String(value)
  return text.includes('e') ? text : `${text}e0`
}
