import type { OperandWords } from './operator.ts'

/** "A", "A or B", "A, B or C". */
export function alternatives(words: readonly string[]): string {
  const last = words.at(-1)
  if (last === undefined) return 'nothing'
  return words.length === 1 ? last : `${words.slice(0, -1).join(', ')} or ${last}`
}

/** "A, B and C". */
export function enumeration(words: readonly string[]): string {
  const last = words.at(-1)
  if (last === undefined) return 'nothing'
  return words.length === 1 ? last : `${words.slice(0, -1).join(', ')} and ${last}`
}

/** "90 days", "1 day". */
export function duration({ amount = 0, unit = 'day' }: OperandWords): string {
  return `${amount} ${unit}${amount === 1 ? '' : 's'}`
}

/** "90 days", but "day" for one: what stands after "the last". */
export function span(words: OperandWords): string {
  return words.amount === 1 ? (words.unit ?? 'day') : duration(words)
}

/** What a condition on texts ends with where case does not count. */
export function caseNote({ ignoreCase }: OperandWords): string {
  return ignoreCase === true ? ', ignoring case' : ''
}

/** "at least 3" and its kind, for operators that take `compare`. */
export function comparison({ compare = 'is', value = '' }: OperandWords): string {
  return {
    lt: `less than ${value}`,
    lte: `at most ${value}`,
    is: `exactly ${value}`,
    gte: `at least ${value}`,
    gt: `more than ${value}`,
  }[compare]
}
