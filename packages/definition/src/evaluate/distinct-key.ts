import { assertNever } from '../assert-never.ts'
import type { AggregateValue } from '../resolve/resolved.ts'
import { civilOf, dayOfWeek } from '../time/civil.ts'
import type { Clock } from '../time/clock.ts'
import type { EpochDay, Value } from '../values/value.ts'
import { localDay } from './local-day.ts'

type NonNull = Exclude<Value, null>

/** A text that is equal for two values of one attribute exactly when `countDistinct` counts them once. */
export function distinctKey(value: NonNull, aggregate: Pick<AggregateValue, 'part'>, clock: Clock): string {
  return aggregate.part === null ? valueKey(value) : partKey(localDay(value, clock), aggregate.part, clock)
}

function valueKey(value: Value): string {
  // Elements are quoted, so that no text can look like two of them or like null.
  if (Array.isArray(value))
    return `[${value.map((item: Value) => (item === null ? '' : JSON.stringify(valueKey(item)))).join()}]`
  // The two zeros of floats are equal.
  return value === 0 ? '0' : String(value)
}

/** The local day, week, month or year a day falls in. */
function partKey(day: EpochDay, part: NonNullable<AggregateValue['part']>, clock: Clock): string {
  const { year, month } = civilOf(day)
  switch (part) {
    case 'day':
      return String(day)
    case 'week':
      return String(day - daysIntoWeek(day, clock.weekStart))
    case 'month':
      return `${year}-${month}`
    case 'year':
      return String(year)
    default:
      return assertNever(part)
  }
}

const daysIntoWeek = (day: EpochDay, weekStart: Clock['weekStart']): number =>
  weekStart === 'monday' ? dayOfWeek(day) - 1 : dayOfWeek(day) % 7
