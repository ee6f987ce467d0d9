import type { Report } from '../diagnostics/report.ts'
import { isExactNumber, type JsonValue } from '../json/json-value.ts'
import { foundWords } from '../json/read-members.ts'
import { exact } from '../values/exact.ts'
import type { Exact } from '../values/value.ts'
import type { OperandPlace } from './operand-place.ts'

const MOST_DIGITS = 400
const NUMBER_AS_TEXT = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*$/

/** The exact number a JSON number stands for; null for every other value and for numbers out of range. */
export function numberOf(json: JsonValue): Exact | null {
  if (typeof json === 'number') return Number.isFinite(json) ? exact(json === 0 ? 0 : json) : null
  if (!isExactNumber(json)) return null
  const value = exact(json.rawJSON)
  if (value.c.length > MOST_DIGITS || !Number.isFinite(Number(json.rawJSON)) || value.e < -MOST_DIGITS) return null
  return value
}

/** Reports an operand, or an element of a list, that is not what it has to be. */
export function reportWrongLiteral(
  { key, json, pointer, written }: OperandPlace,
  expected: string,
  report: Report,
): null {
  if (isExactNumber(json) && numberOf(json) === null) {
    report('number-out-of-range', pointer, { text: json.rawJSON })
  } else if (typeof json === 'number' && !Number.isFinite(json)) {
    report('number-out-of-range', pointer, { text: String(json) })
  } else if (typeof json === 'string' && NUMBER_AS_TEXT.test(json)) {
    report('number-as-text', pointer, { operand: key, text: json.trim() })
  } else {
    const found = typeof json === 'number' || isExactNumber(json) ? JSON.stringify(json) : foundWords(json)
    report('operand-wrong-type', pointer, { operator: written.as, operand: key, expected, found })
  }
  return null
}
