import { LIMITS } from '../diagnostics/limits.ts'
import type { Report } from '../diagnostics/report.ts'
import type { JsonValue } from '../json/json-value.ts'
import { foundWords } from '../json/read-members.ts'
import type { Unit } from '../resolve/resolved.ts'

/** At least this many of a unit fill a year. */
const UNITS_OF_A_YEAR: Readonly<Record<Unit, number>> = {
  minute: 525_600,
  hour: 8_760,
  day: 365,
  week: 52,
  month: 12,
  quarter: 4,
  year: 1,
}

/** A whole number of units, 0 or more and at most `LIMITS.years` years; null where it is none (and reported). */
export function readAmount(value: JsonValue, unit: Unit | null, pointer: string, report: Report): number | null {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) {
    const found = typeof value === 'number' ? String(value) : foundWords(value)
    report('wrong-type', pointer, { expected: 'a whole number, 0 or more', found })
    return null
  }
  if (unit !== null && value > LIMITS.years * UNITS_OF_A_YEAR[unit]) {
    report('window-too-long', pointer, { limit: LIMITS.years })
    return null
  }
  return value
}
